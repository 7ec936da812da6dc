"""What a person chose for this laptop: look, text size, idle minutes, and where their vaults lie. Never anything from a vault."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QSettings

from cocdesk.ui.theme import Scheme

Paper = Literal["A4", "Letter"]
IDLE_MINUTES = 3
MOST_RECENT = 6
TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)


class Preferences:
    """Our own settings file; a folder that cannot be written costs only the memory of it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        value = str(self._kept.value("look/scheme", "system"))
        return cast(Scheme, value) if value in ("light", "dark") else "system"

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("look/scheme", scheme)

    @property
    def text_scale(self) -> float:
        """How much larger than the system's the text is."""
        return self._number("look/text", 1.0, 0.75, 3.0)

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._kept.setValue("look/text", scale)

    @property
    def idle_minutes(self) -> int:
        """Minutes without a touch until the vault locks."""
        return round(self._number("lock/minutes", IDLE_MINUTES, 1, 15))

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._kept.setValue("lock/minutes", minutes)

    @property
    def paper(self) -> Paper:
        """The paper in the printer here."""
        return "Letter" if self._kept.value("paper/size", "A4") == "Letter" else "A4"

    @paper.setter
    def paper(self, paper: Paper) -> None:
        self._kept.setValue("paper/size", paper)

    @property
    def hints(self) -> bool:
        """Whether hints on words are shown under what is being written."""
        return str(self._kept.value("write/hints", "true")).lower() != "false"

    @hints.setter
    def hints(self, wanted: bool) -> None:
        self._kept.setValue("write/hints", "true" if wanted else "false")

    @property
    def recent(self) -> tuple[Path, ...]:
        """Folders of vaults opened here, the latest first; paths only."""
        value = self._kept.value("vaults/recent", [])
        texts = cast(Sequence[object], value) if isinstance(value, list) else [value] if value else []
        return tuple(Path(str(text)) for text in texts)

    def remember(self, folder: Path) -> None:
        """Put a vault's folder first."""
        folder = folder.absolute()
        others = [path for path in self.recent if path != folder]
        self._kept.setValue("vaults/recent", [str(path) for path in (folder, *others)][:MOST_RECENT])

    def forget_recent(self) -> None:
        """Forget where vaults lie."""
        self._kept.remove("vaults/recent")

    def save(self) -> None:
        """Write now: the process may be replaced in a moment."""
        self._kept.sync()

    def _number(self, key: str, usual: float, least: float, most: float) -> float:
        try:
            value = float(str(self._kept.value(key, usual)))
        except ValueError:
            return usual
        return min(max(value, least), most) if math.isfinite(value) else usual
