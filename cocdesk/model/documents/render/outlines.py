"""Glyphs as shapes: fonts that ReportLab cannot embed are written as Type 3 fonts, each glyph once in a file."""

from __future__ import annotations

from typing import Any

from cocdesk.model.documents.render.faces import Face
from cocdesk.model.documents.render.tags import actual_text

_BOX = ("600 0 0 0 600 700 d1\n50 0 m 550 0 l 550 700 l 50 700 l h 100 50 m 100 650 l 500 650 l 500 50 l h f", 600.0)


class Outlines:
    """The glyphs one file uses, in fonts of at most 255."""

    def __init__(self) -> None:
        self._fonts: dict[str, tuple[Face, list[tuple[int, str]]]] = {}
        self._places: dict[tuple[str, int], tuple[str, int]] = {}
        self._open: dict[str, str] = {}

    def place(self, face: Face, glyph: int, text: str) -> tuple[str, int]:
        """The font name and code of a glyph; ``text`` is what it stands for where it was met first."""
        key = (face.name, glyph)
        place = self._places.get(key)
        if place is None:
            name = self._open.get(face.name)
            if name is None or len(self._fonts[name][1]) >= 255:
                name = self._open[face.name] = f"X{len(self._fonts)}"
                self._fonts[name] = (face, [])
            glyphs = self._fonts[name][1]
            place = self._places[key] = (name, len(glyphs) + 1)
            glyphs.append((glyph, text))
        return place

    def write(self, canvas: Any) -> None:
        """Put the fonts into the file; call once, before it is saved."""
        document = canvas._doc
        fonts = document.idToObject["BasicFonts"].dict
        for name, (face, glyphs) in self._fonts.items():
            fonts[name] = document.Reference(_type3(document, face, glyphs))


def _type3(document: Any, face: Face, glyphs: list[tuple[int, str]]) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

    shapes = PDFDictionary({})
    advances = []
    for number, (glyph, _text) in enumerate(glyphs, 1):
        shape, advance = _BOX if face.font is None else _shape(face, glyph)
        advances.append(advance)
        shapes[f"g{number}"] = document.Reference(_stream(shape))
    names = [PDFName(f"g{number}") for number in range(1, len(glyphs) + 1)]
    size = 1 / face.upem
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type3"),
            "FontBBox": PDFArray([0, 0, 0, 0]),
            "FontMatrix": PDFArray([f"{size:.8f}", 0, 0, f"{size:.8f}", 0, 0]),
            "CharProcs": document.Reference(shapes),
            "Encoding": PDFDictionary({"Type": PDFName("Encoding"), "Differences": PDFArray([1, *names])}),
            "FirstChar": 1,
            "LastChar": len(glyphs),
            "Widths": PDFArray([f"{advance:g}" for advance in advances]),
            "Resources": PDFDictionary({}),
            "ToUnicode": document.Reference(_stream(_to_unicode(glyphs))),
        }
    )


def _stream(content: str) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFStream, PDFZCompress

    return PDFStream(content=content.encode("ascii"), filters=[PDFZCompress])


def _to_unicode(glyphs: list[tuple[int, str]]) -> str:
    lines = [f"<{number:02X}> <{actual_text(text)[4:]}>" for number, (_glyph, text) in enumerate(glyphs, 1) if text]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


class _Pen:
    """Writes HarfBuzz's outline (hence the names) as PDF path operators, raising quadratic curves to cubic ones."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self._at = (0.0, 0.0)

    def moveTo(self, to: tuple[float, float]) -> None:
        self.code.append(f"{to[0]:g} {to[1]:g} m")
        self._at = to

    def lineTo(self, to: tuple[float, float]) -> None:
        self.code.append(f"{to[0]:g} {to[1]:g} l")
        self._at = to

    def curveTo(self, a: tuple[float, float], b: tuple[float, float], to: tuple[float, float]) -> None:
        self.code.append(f"{a[0]:.6g} {a[1]:.6g} {b[0]:.6g} {b[1]:.6g} {to[0]:g} {to[1]:g} c")
        self._at = to

    def qCurveTo(self, by: tuple[float, float], to: tuple[float, float]) -> None:
        (x, y), (bx, by_), (tx, ty) = self._at, by, to
        self.curveTo((x + 2 / 3 * (bx - x), y + 2 / 3 * (by_ - y)), (tx + 2 / 3 * (bx - tx), ty + 2 / 3 * (by_ - ty)), to)

    def closePath(self) -> None:
        self.code.append("h")

    def endPath(self) -> None:
        pass


def _shape(face: Face, glyph: int) -> tuple[str, float]:
    pen = _Pen()
    face.font.draw_glyph_with_pen(glyph, pen)
    advance = float(face.font.get_glyph_h_advance(glyph))
    code = "\n".join([*pen.code, "f"] if pen.code else [])
    box = face.font.get_glyph_extents(glyph)
    left, top = box.x_bearing - 40, box.y_bearing + 40  # room for an emboldened outline
    right, bottom = left + box.width + 80, top + box.height - 80
    return f"{advance:g} 0 {left:g} {bottom:g} {right:g} {top:g} d1\n{code}", advance
