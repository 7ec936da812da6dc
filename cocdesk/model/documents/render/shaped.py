"""Lines of text in any script: fallback fonts, shaping, both directions, and breaking that never runs out of the column.

Text is only text here: there is no markup to escape from. A paragraph FiraGO can set letter by letter takes a short path;
every other one is cut into words, each shaped by HarfBuzz, with directions from the Unicode bidirectional algorithm.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cocdesk.model.documents.render import faces
from cocdesk.model.documents.render.directions import in_visual_order, levels_of
from cocdesk.model.documents.render.faces import Face
from cocdesk.model.documents.render.outlines import Outlines
from cocdesk.model.documents.render.tags import actual_text

_WIDE = "\u2e80-\u303f\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = "、。，．・：；？！”’）〕］｝〉》」』】〙〗ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥％℃,.:;?!)"
_OPENING = "“‘（〔［｛〈《「『【〘〖"
# A word, an ideograph with the marks that may not be parted from it (kinsoku), or blanks.
_WORDS = re.compile(rf"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+|\s+")
_JOINERS = "\u200d\ufe0f\ufe0e"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one face, direction and script; ``glyphs`` is None where the text is drawn as it is."""

    level: int
    text: str
    width: float  # in thousandths of the size, as all widths here
    glyphs: tuple[tuple[str, int, float, float, float], ...] | None = None  # font, code, x, y, advance
    actual: bool = False  # the glyphs alone do not tell the text: several to a letter, or in another order


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph."""

    text: str
    width: float
    runs: tuple[Run, ...] | None = None  # None: plain, drawn in one stroke
    rtl: bool = False


class Setter:
    """Sets the text of one document; what it learns about words is forgotten with it."""

    def __init__(self) -> None:
        self.outlines = Outlines()
        self._plain = (_plain_widths(False), _plain_widths(True))
        self._simple = tuple(frozenset(known) for known in self._plain)
        self._words: dict[tuple[str, bool, str, tuple[int, ...]], tuple[Run, ...]] = {}
        self._faces: dict[tuple[str, bool, str], Face] = {}
        self._fit: tuple[dict[str, float], dict[str, float]] = ({}, {})

    def lines(self, text: str, bold: bool, width: float, *, leads: bool = True) -> list[Line]:
        """One paragraph broken to a width (in thousandths of the type size).

        Where ``leads``, the first letter decides whether it reads from the right; else it reads from the left, as the cells
        of a form do, and only the words in it may turn.
        """
        text = text.rstrip()
        if not text:
            return [Line("", 0.0)]
        if self._simple[bold].issuperset(text):
            return self._plain_lines(text, bold, width)
        return self._shaped_lines(text, bold, width, leads)

    def _plain_lines(self, text: str, bold: bool, width: float) -> list[Line]:
        advance, known = self._plain[bold], self._fit[bold]
        space = advance[" "]
        lines: list[Line] = []
        words: list[str] = []
        used = 0.0
        for word in text.split(" "):
            wide = known.get(word)
            if wide is None:
                wide = known[word] = sum(map(advance.__getitem__, word))
            if words and used + space + wide > width:
                lines.append(Line(" ".join(words).rstrip(), used))
                words, used = [], 0.0
                if not word:
                    continue
            elif words:
                used += space
            if wide > width:
                *full, (word, wide) = _chop(word, advance, width)
                lines += [Line(part, size) for part, size in full]
            words.append(word)
            used += wide
        return [*lines, Line(" ".join(words), used)]

    def _shaped_lines(self, text: str, bold: bool, width: float, leads: bool) -> list[Line]:
        levels, rtl = levels_of(text, leads=leads)
        han = "ja" if re.search("[\u3040-\u30ff]", text) else "ko" if re.search("[\uac00-\ud7af]", text) else "zh"
        lines: list[Line] = []
        held: list[tuple[int, int, tuple[Run, ...], float]] = []
        used = 0.0

        def flush() -> None:
            nonlocal used
            while held and text[held[-1][0] : held[-1][1]].isspace():
                used -= held.pop()[3]
            if held:
                runs = in_visual_order([run for _a, _b, runs, _w in held for run in runs])
                lines.append(Line(text[held[0][0] : held[-1][1]], used, runs, rtl))
            held.clear()
            used = 0.0

        for start, end in self._words_of(text, levels, bold, han, width):
            runs = self._word(text[start:end], levels[start:end], bold, han)
            wide = sum(run.width for run in runs)
            blank = text[start:end].isspace()
            if held and used + wide > width and not blank:
                flush()
            if blank and not held and lines:
                continue
            held.append((start, end, runs, wide))
            used += wide
        flush()
        return lines

    def _words_of(self, text: str, levels: tuple[int, ...], bold: bool, han: str, width: float) -> Iterator[tuple[int, int]]:
        for match in _WORDS.finditer(text):
            start, end = match.span()
            # A word is longer than a line only if it has many characters: measure no others.
            if (end - start) * 2000 <= width or sum(
                run.width for run in self._word(text[start:end], levels[start:end], bold, han)
            ) <= width:
                yield start, end
                continue
            begin, used = start, 0.0
            for a, b in _clusters(text, start, end):
                wide = sum(run.width for run in self._word(text[a:b], levels[a:b], bold, han))
                if used and used + wide > width * 0.97:  # joined forms may be wider than their letters alone
                    yield begin, a
                    begin, used = a, 0.0
                used += wide
            yield begin, end

    def _word(self, word: str, levels: tuple[int, ...], bold: bool, han: str) -> tuple[Run, ...]:
        key = (word, bold, han, levels)
        runs = self._words.get(key)
        if runs is None:
            runs = self._words[key] = tuple(self._shape(word, levels, bold, han))
        return runs

    def _shape(self, word: str, levels: tuple[int, ...], bold: bool, han: str) -> Iterator[Run]:
        advance = self._plain[bold]
        chosen: list[tuple[Face | None, str, int]] = []
        for index, (character, level) in enumerate(zip(word, levels, strict=True)):
            following = word[index + 1 : index + 2]
            extends, script = _kind(character)
            if extends and chosen:
                chosen.append(chosen[-1])
            elif not level % 2 and (character.isspace() or (character in advance and not (following and _kind(following)[0]))):
                chosen.append((None, "", level))
            else:
                chosen.append((self._face(character, bold, han), script or (chosen[-1][1] if chosen else ""), level))
        start = 0
        for end in range(1, len(word) + 1):
            if end == len(word) or chosen[end] != chosen[start]:
                face, _script_name, level = chosen[start]
                part = word[start:end]
                if face is None:
                    part = "".join(" " if character.isspace() else character for character in part)
                    yield Run(level, part, sum(advance.get(character, 250.0) for character in part))
                else:
                    yield self._glyphs(part, face, level)
                start = end

    def _face(self, character: str, bold: bool, han: str) -> Face:
        key = (character, bold, han)
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = faces.find(character, bold, han)
        return face

    def _glyphs(self, text: str, face: Face, level: int) -> Run:
        if face.font is None:
            visible = [character for character in text if unicodedata.category(character) not in ("Cf", "Mn")]
            boxes = tuple((*self.outlines.place(face, 0, ""), number * 600.0, 0.0, 600.0) for number in range(len(visible)))
            return Run(level, text, 600.0 * len(visible), boxes, actual=True)
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        uharfbuzz.shape(face.font, buffer)
        scale = 1000 / face.upem
        glyphs = []
        at = 0.0
        codes = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        in_order = len({cluster for _glyph, cluster in codes}) == len(codes)
        meanings = (
            [text[cluster] for _g, cluster in codes] if in_order and len(codes) == len(text) else _meanings(text, codes, face)
        )
        for (glyph, _cluster), (dx, dy, on, _down), meant in zip(
            codes, (position.position for position in buffer.glyph_positions), meanings, strict=True
        ):
            font, code = self.outlines.place(face, glyph, meant)
            own = face.advance(glyph) * scale  # what the viewer moves on by
            glyphs.append((font, code, at + dx * scale, dy * scale, own))
            at += on * scale
        return Run(level, text, at, tuple(glyphs), actual=not level % 2 and not in_order)


@functools.cache
def _plain_widths(bold: bool) -> dict[str, float]:
    return faces.widths(bold)


@functools.lru_cache(maxsize=8192)
def _kind(character: str) -> tuple[bool, str]:
    """Whether the character extends the one before it, and its script where it is a letter."""
    extends = unicodedata.category(character)[0] == "M" or character in _JOINERS or "\U0001f3fb" <= character <= "\U0001f3ff"
    return extends, unicodedata.name(character, "").split(" ")[0].split("-")[0] if character.isalpha() else ""


def _meanings(text: str, codes: list[tuple[int, int]], face: Face) -> list[str]:
    """What each glyph stands for wherever it is used: its own letter in a cluster of many, all of it for a ligature."""
    starts = sorted({cluster for _glyph, cluster in codes})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    alone = Counter(cluster for _glyph, cluster in codes)
    meanings = []
    for glyph, cluster in codes:
        letters = text[cluster : ends[cluster]]
        own = next((letter for letter in letters if face.font.get_nominal_glyph(ord(letter)) == glyph), "")
        meanings.append(own or (letters if alone[cluster] == 1 else ""))
    return meanings


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for index in range(start + 1, end):
        character = text[index]
        joined = unicodedata.category(character)[0] == "M" or character in _JOINERS or text[index - 1] == "\u200d"
        if not joined and text[index - 1] not in "\u094d\u09cd\u0d4d":
            yield begin, index
            begin = index
    yield begin, end


def _chop(word: str, advance: dict[str, float], width: float) -> list[tuple[str, float]]:
    parts = []
    start, used = 0, 0.0
    for index, character in enumerate(word):
        wide = advance[character]
        if used and used + wide > width:
            parts.append((word[start:index], used))
            start, used = index, 0.0
        used += wide
    return [*parts, (word[start:], used)]


def _groups(runs: tuple[Run, ...]) -> list[tuple[str, list[Run]]]:
    """Neighbours written in one manner; a blank after ActualText goes with it, or PDFium loses it."""
    groups: list[tuple[str, list[Run]]] = []
    for run in runs:
        kind = "plain" if run.glyphs is None else "actual" if run.actual else "glyphs"
        if groups and (groups[-1][0] == kind or (groups[-1][0] == "actual" and run.text.isspace())):
            groups[-1][1].append(run)
        else:
            groups.append((kind, [run]))
    return groups


def draw_line(canvas: Any, line: Line, *, font: str, size: float, x: float, y: float) -> None:
    """Draw a line with its baseline starting at (x, y).

    Right-to-left words are written as browsers write them, in the order seen, and viewers turn them: a whole line as
    ActualText comes out of PDFium and poppler backwards. ActualText is given where glyphs alone cannot tell the letters.
    """
    if line.runs is None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, line.text)
        return
    for kind, runs in _groups(line.runs):
        if kind == "plain":
            words = "".join(run.text for run in runs)
            canvas.setFont(font, size)
            canvas.drawString(x, y, words)
        else:
            code = _glyph_code(list(_joined(runs)), size, x, y)
            text = "".join(run.text for run in runs)
            canvas._code.append(f"/Span <</ActualText <{actual_text(text)}>>> BDC\n{code}\nEMC" if kind == "actual" else code)
        x += sum(run.width for run in runs) * size / 1000


Glyph = tuple[str, int, float, float, float]


def _joined(runs: list[Run]) -> Iterator[Glyph]:
    before = 0.0
    for run in runs:
        for font, number, dx, dy, advance in run.glyphs or ():
            yield font, number, before + dx, dy, advance
        before += run.width


def _glyph_code(glyphs: list[Glyph], size: float, x: float, y: float) -> str:
    """Glyphs as few text objects: viewers put the letters of one object in order more surely than those of many."""
    parts = ["q BT"]
    font, height, pen = "", 0.0, 0.0
    shown: list[str] = []

    def show() -> None:
        if shown:
            parts.append(f"[{''.join(shown)}] TJ")
            shown.clear()

    for name, number, dx, dy, advance in glyphs:
        if name != font or dy != height:
            show()
            if name != font:
                parts.append(f"/{name} {size:g} Tf")
            parts.append(f"1 0 0 1 {x + dx * size / 1000:.3f} {y + dy * size / 1000:.3f} Tm")
            font, height = name, dy
        elif abs(dx - pen) > 0.5:
            shown.append(f"{pen - dx:.0f}")
        shown.append(f"<{number:02X}>")
        pen = dx + advance
    show()
    return " ".join([*parts, "ET Q"])
