"""The door every sentence a person reads goes through, so that it can be translated: gettext, for windows and terminal alike."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

_installed: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(languages: list[str] | None, folder: Path) -> None:
    """Choose the translation for this process; falls back to the English of the source.

    The one piece of process-wide state in the program, because gettext marks are read where strings stand.
    """
    _installed[0] = gettext.translation("cocdesk", localedir=str(folder), languages=languages, fallback=True)


def language() -> str:
    """The language sentences are shown in now, as two or three letters."""
    return _installed[0].info().get("language", "").partition("_")[0].lower() or "en"


def _(text: str) -> str:
    """The translation of a sentence."""
    return _installed[0].gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The translation of a sentence whose form depends on a count."""
    return _installed[0].ngettext(one, many, count)


N_: Callable[[str], str] = str
"""Mark a constant for translation where it stands; translate it with ``_`` where it is shown."""
