"""What can be got ready while the toolkit wakes up, which takes longer than all the rest of a start; hence nothing of Qt here."""

from __future__ import annotations

import threading
from importlib import import_module
from importlib.util import find_spec

FONTS = "pymupdf_fonts"
STYLES = ("figo", "figbo")


def begin() -> None:
    """Unpack the typeface beside the loading of Qt: 25 ms a style. The import lock lets whoever needs it wait for the rest."""
    if find_spec(FONTS) is not None:
        # Ends with the process, touches nothing of ours, and nobody hears of it: a ``Jobs`` would need Qt first.
        threading.Thread(target=_unpack, daemon=True).start()


def _unpack() -> None:
    wheel = import_module(FONTS)
    for style in STYLES:
        wheel.myfont(style)
