"""How long the longest text may be, apart from the records, so that a field can know it without loading them."""

from __future__ import annotations

LONGEST_TEXT = 1_000_000
