"""What every entry of a journal is, whatever its kind."""

from __future__ import annotations

from msgspec import Struct


class Body(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True, omit_defaults=True):
    """What an entry says; its ``type`` tag is the kind of the entry."""
