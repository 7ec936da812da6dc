"""The recovery sheet: the one paper that opens a vault when every passphrase is lost. Printed, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.words import _

KIND = "recovery-sheet"
_ROW = 3


def build(
    *, vault_name: str, recovery_key: str, made_at: datetime, event: str = "", members: Sequence[str] = (),
    zone: str = "UTC", paper: b.Paper = "A4", exercise: bool = False,
) -> b.Document:  # fmt: skip
    """The sheet for one vault. ``recovery_key`` is the grouped key; it stands in the words and nowhere else in the file."""
    groups = recovery_key.split("-")
    rows = ["  –  ".join(groups[place : place + _ROW]) for place in range(0, len(groups), _ROW)]
    rows = [row + ("  –" if index < len(rows) - 1 else "") for index, row in enumerate(rows)]
    facts = [(_("Opens the vault"), vault_name), (_("Event"), event), (_("Made"), moment_words(made_at, zone))]
    if members:
        facts.append((_("Members then"), phrases.both(list(members))))
    blocks: tuple[b.Block, ...] = (
        b.Text(text=_("With this key the vault opens when nobody remembers a passphrase. There is no other way back in.")),
        b.Facts(rows=tuple(row for row in facts if row[1])),
        b.Heading(text=_("The key")),
        # Not as headings: those are bookmarks, which a viewer shows beside the page and may remember.
        b.Text(text="\n".join(rows), tone="large", close=True),
        b.Heading(text=_("Where to keep it")),
        b.Bullets(
            items=(
                _("Print two copies. Keep them in two places that do not burn or get stolen together."),
                _("Never keep one in the bag of the laptop, and never as a photograph or a file."),
                _("A sealed envelope, signed across the flap, shows whether somebody has looked."),
            )
        ),
        b.Heading(text=_("How to use it")),
        b.Bullets(
            items=(
                _("Start cocdesk, choose the vault, then “Use the recovery sheet”."),
                _("Type the key from left to right. Capital or small letters, spaces and dashes make no difference."),
                _("The key knows no letters O, I, L or U: what looks like one of them is a 0, a 1 or a V. A slip is noticed."),
                _("Afterwards give yourself a new passphrase and print a new sheet. The old sheet then opens nothing any more."),
            ),
            numbered=True,
        ),
        b.Text(
            text=_("Sealed cases are not opened by this key, unless its holder was chosen for them. "
                   "If all passphrases and every copy of this sheet are lost, nobody can help."),
            tone="muted",
        ),
    )  # fmt: skip
    return b.Document(
        kind=KIND,
        title=_("Recovery sheet"),
        blocks=blocks,
        footer=vault_name,
        paper=paper,
        exercise=exercise,
        notice=_("Whoever holds this paper and the vault’s folder can read everything in it. Treat it like the vault itself."),
    )
