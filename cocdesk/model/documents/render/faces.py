"""The typefaces a page is set in, so that a name in any script prints on a bare machine, and none is silently lost.

Order of search: FiraGO (embedded as a font), the Noto faces that come as packages, the symbols beside FiraGO, the fonts
of the system, and at last a visible box. All but FiraGO are set as glyph outlines, which carries CFF and variable fonts too.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REGULAR, BOLD = "FiraGO", "FiraGO-Bold"
_CJK_INDEX = {"ja": 0, "ko": 1, "zh": 2}
_SCRIPTS_LAST = ("NotoSansSymbols", "NotoEmoji")
_SYSTEM_FILES = 600  # enough for a desktop; keeps the search for one odd character short
_WONT_DRAW = ("color", "bitmap", "lastresort", "adobeblank")


@dataclass(slots=True, eq=False)
class Face:
    """One font at one weight; ``font`` is None for the box that stands for a character no font has."""

    name: str
    font: Any
    upem: int
    _has: dict[str, bool] = field(default_factory=dict)
    _advances: dict[int, float] = field(default_factory=dict)

    def has(self, character: str) -> bool:
        """Whether the font can draw the character."""
        known = self._has.get(character)
        if known is None:
            known = self._has[character] = self.font is not None and bool(self.font.get_nominal_glyph(ord(character)))
        return known

    def advance(self, glyph: int) -> float:
        """How far the glyph moves the pen, in font units."""
        known = self._advances.get(glyph)
        if known is None:
            known = self._advances[glyph] = float(self.font.get_glyph_h_advance(glyph))
        return known


BOX = Face("box", None, 1000)


@functools.cache
def fira(bold: bool) -> Face:
    """FiraGO, registered with ReportLab once in a process."""
    import io

    import pymupdf_fonts
    import uharfbuzz
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = BOLD if bold else REGULAR
    data = pymupdf_fonts.myfont("figbo" if bold else "figo")
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))
    rl_config.canvas_basefontname = REGULAR  # else an unembedded Helvetica is written into every file
    rl_config.useA85 = 0
    rl_config.trustedSchemes = ["data"]  # a second wall only: nothing here ever hands ReportLab an address
    rl_config.trustedHosts = ["none.invalid"]
    face = uharfbuzz.Face(data)
    return Face(name, uharfbuzz.Font(face), face.upem)


@functools.cache
def widths(bold: bool) -> dict[str, float]:
    """Advance widths, in thousandths of the size, of the characters that need no shaping: one glyph each, left to right."""
    from reportlab.pdfbase import pdfmetrics

    metrics = pdfmetrics.getFont(fira(bold).name).face
    return {
        chr(point): metrics.charWidths.get(point, metrics.defaultWidth) for point in metrics.charToGlyph if _simple(chr(point))
    }


def _simple(character: str) -> bool:
    if not " " <= character <= "\uffff" or "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f":
        return False
    if unicodedata.category(character)[0] in "CM" or character == "\u00ad":
        return False
    return unicodedata.bidirectional(character) not in ("R", "AL", "AN")


def find(character: str, bold: bool, han: str) -> Face:
    """The first face that can draw the character; ``han`` (``zh``, ``ja``, ``ko``) chooses among the forms of one ideograph."""
    for face in _candidates(bold, han):
        if face.has(character):
            return face
    for face in _system():
        if face.has(character) and _draws(face, character):
            return face
    return BOX


def _candidates(bold: bool, han: str) -> Iterator[Face]:
    yield fira(bold)
    yield from _scripts(bold)
    cjk = _cjk(bold, han)
    if cjk is not None:
        yield cjk
    yield from _symbols()


def _package_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _load(path: Path, index: int = 0, *, bold: bool = False) -> Face | None:
    import uharfbuzz

    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
    except (OSError, uharfbuzz.HarfBuzzError):
        return None
    if not face.glyph_count:
        return None
    font = uharfbuzz.Font(face)
    if bold and face.has_var_data:
        font.set_variations({"wght": 700})
    elif bold:
        font.synthetic_bold = (0.03, 0.03, True)
    return Face(f"{path.stem}-{index}-{bold}", font, face.upem)


@functools.cache
def _scripts(bold: bool) -> tuple[Face, ...]:
    folder = _package_folder("manimgx_fonts")
    if folder is None:
        return ()
    paths = sorted(folder.glob("*.ttf"), key=lambda path: (path.name.startswith(_SCRIPTS_LAST), path.name))
    faces = (_load(path, bold=bold) for path in paths if "Italic" not in path.name)
    return tuple(face for face in faces if face is not None)


@functools.cache
def _cjk(bold: bool, han: str) -> Face | None:
    folder = _package_folder("noto_cjk_sans_otc")
    return _load(folder / "NotoSansCJK-Regular.ttc", _CJK_INDEX[han], bold=bold) if folder else None


@functools.cache
def _symbols() -> tuple[Face, ...]:
    import pymupdf_fonts
    import uharfbuzz

    faces = []
    for code in ("symbol1", "symbol2", "math", "music"):
        face = uharfbuzz.Face(pymupdf_fonts.myfont(code))
        faces.append(Face(code, uharfbuzz.Font(face), face.upem))
    return tuple(faces)


def _draws(face: Face, character: str) -> bool:
    extents = face.font.get_glyph_extents(face.font.get_nominal_glyph(ord(character)))
    return extents is not None and bool(extents.width)


@functools.cache
def _system() -> tuple[Face, ...]:
    paths = sorted(_system_files(), key=lambda path: ("Noto" not in path.name, path.name))
    faces = (_load(path) for path in paths[:_SYSTEM_FILES])
    return tuple(face for face in faces if face is not None)


def _system_files() -> Iterator[Path]:
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts"]
    else:
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    for folder in folders:
        for found, _folders, names in os.walk(folder):
            for name in names:
                wanted = name.lower().endswith((".ttf", ".otf", ".ttc", ".otc"))
                if wanted and not any(word in name.lower() for word in _WONT_DRAW):
                    yield Path(found) / name
