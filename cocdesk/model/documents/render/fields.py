"""Fields to fill in on screen: PDF's own forms (AcroForm), written beside the lines and boxes that are seen on paper.

ReportLab's own form fields refuse every script but Latin-1, name their parts wrongly (a dot divides levels) and are not
tagged, so the few objects are written here. Fields are left empty and without an appearance of their own: whoever opens the
file draws what is typed, in any script it has letters for (``NeedAppearances``).
"""

from __future__ import annotations

from typing import Any

from cocdesk.model.documents.blocks import Input
from cocdesk.model.documents.render.tags import Node, Sheets, actual_text
from cocdesk.words import _

FIRST_NUMBER = 1000  # above every page's own number in the parent tree
_LINE, _MULTILINE, _READ_ONLY, _HIDDEN = 2_000, 1 << 12, 1, 2
_PRINTED = 4
_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
_LOOK = b"(/Helv 10 Tf 0 g)"


class Fields:
    """The fields of one file, in the order they are tabbed through; ``number`` is hidden in it and cannot be changed."""

    def __init__(self, sheet: Sheets, number: str) -> None:
        self.sheet = sheet
        self.nodes: list[Node] = []
        self._tops: list[bytes] = []
        self._groups: dict[tuple[str, ...], tuple[str, list[bytes]]] = {}
        self._count = 0
        said = b"<%b>" % actual_text(number).encode()
        plain = b"/FT /Tx /Ff %d /DA %b /V %b /DV %b" % (_READ_ONLY, _LOOK, said, said)
        # On the first page, which is open now: readers look for fields on pages.
        self._field("form_number", _("Form number"), (0, 0, 0, 0), None, plain, seen=_HIDDEN)

    def text(self, given: Input, rect: tuple[float, float, float, float], node: Node, *, tall: bool = False) -> None:
        """A line to type on, or several."""
        more = b"/MaxLen %d" % _LINE if not tall else b""
        flags = _MULTILINE if tall else 0
        self._field(given.key, given.label, rect, node, b"/FT /Tx /Ff %d /DA %b /V () %b" % (flags, _LOOK, more))

    def box(self, key: str, label: str, x: float, y: float, side: float, node: Node) -> None:
        """A box to tick; ticked it says /Yes."""
        yes = self._picture(side, b"1.5 w 2 2 m %.2f %.2f l 2 %.2f m %.2f 2 l S" % (side - 2, side - 2, side - 2, side - 2))
        off = self._picture(side, b"")
        look = b"/FT /Btn /Ff 0 /V /Off /AS /Off /AP <</N <</Yes %b /Off %b>>>>" % (yes, off)
        self._field(key, label, (x, y, x + side, y + side), node, look)

    def finish(self) -> None:
        """Write the form itself; after it no field can be added."""
        for path, (name, kids) in self._groups.items():
            parent = b"/Parent %b" % self._reference(self._groups[path[:-1]][0]) if path[:-1] else b""
            said = b"<</T (%b) %b /Kids [%b]>>" % (path[-1].encode(), parent, b" ".join(kids))
            self._document.idToObject[name] = said
        font = self._object(_FONT)
        form = b"<</Fields [%b] /NeedAppearances true /DA %b /DR <</Font <</Helv %b>>>>>>" % (
            b" ".join(self._tops), _LOOK, font,
        )  # fmt: skip
        self._document.Catalog.AcroForm = self._document.Reference(form, "cocdesk-form")

    @property
    def _document(self) -> Any:
        return self.sheet.canvas._doc

    def _object(self, body: bytes) -> bytes:
        return self._reference(self._new(body))

    def _new(self, body: bytes = b"") -> str:
        self._count += 1
        name = f"field{self._count}"
        self._document.Reference(body, name)
        return name

    def _reference(self, name: str) -> bytes:
        from reportlab.pdfbase.pdfdoc import PDFObjectReference

        # Asking the document a second time would use up a number of the file.
        found: bytes = PDFObjectReference(name).format(self._document)
        return found

    def _picture(self, side: float, drawn: bytes) -> bytes:
        head = b"<</Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources <<>> /Length %d>>" % (side, side, len(drawn))
        return self._object(head + b"\nstream\n" + drawn + b"\nendstream")

    def _field(
        self, key: str, label: str, rect: tuple[float, float, float, float], node: Node | None, rest: bytes, *,
        seen: int = _PRINTED
    ) -> None:  # fmt: skip
        path = tuple(key.split("."))
        name = self._new()
        reference = self._reference(name)
        above = self._group(path[:-1])
        parent = b"/Parent %b" % self._reference(above) if above else b""
        if above:
            self._groups[path[:-1]][1].append(reference)
        else:
            self._tops.append(reference)
        place = b""
        if node is not None:
            number = FIRST_NUMBER + len(self.nodes)
            node.widget = (self.sheet.page, reference, number)
            self.nodes.append(node)
            place = b"/StructParent %d" % number
        corners = b" ".join(b"%.2f" % corner for corner in rect)
        self._document.idToObject[name] = b"<</Type /Annot /Subtype /Widget /T (%b) /TU <%b> /F %d /Rect [%b] %b %b %b>>" % (
            path[-1].encode(), actual_text(label).encode(), seen, corners, rest, parent, place,
        )  # fmt: skip
        self.sheet.canvas._annotationrefs.append(reference)

    def _group(self, path: tuple[str, ...]) -> str:
        """The object above a field whose name has several parts, and those above that."""
        if not path:
            return ""
        if path not in self._groups:
            name = self._new()
            self._groups[path] = (name, [])
            above = self._group(path[:-1])
            (self._groups[path[:-1]][1] if above else self._tops).append(self._reference(name))
        return self._groups[path][0]
