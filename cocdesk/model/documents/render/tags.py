"""Tagged pages: what a screen reader walks through, built beside what the eye sees.

ReportLab writes no tags. A tree of nodes is made with the story; each mark on a page points into it, and the tree is
written when the file is closed. Whatever is not marked as a node is an artifact: footers, rules, watermarks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cocdesk.model.documents.render.fields import Fields


class Node:
    """A structure element; ``marks`` are (page index, marked content id) in the order drawn."""

    __slots__ = ("alt", "kids", "marks", "row_header", "tag", "widget")

    def __init__(self, tag: str, parent: Node | None = None, *, alt: str = "", row_header: bool = False) -> None:
        self.tag = tag
        self.alt = alt
        self.row_header = row_header
        self.kids: list[Node] = []
        self.marks: list[tuple[int, int]] = []
        # (page index, reference, number in the parent tree) of a field to fill in.
        self.widget: tuple[int, bytes, int] | None = None
        if parent is not None:
            parent.kids.append(self)


class Sheets:
    """The pages of one file while they are drawn; held in memory, never on disk."""

    def __init__(self, size: tuple[float, float], *, title: str, language: str, invariant: bool) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.buffer = io.BytesIO()
        self.size = size
        self.canvas: Any = Canvas(
            self.buffer,
            pagesize=size,
            pageCompression=1,
            invariant=invariant,
            initialFontName="FiraGO",
            lang=language,
            pdfVersion=(1, 7),
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("cocdesk")
        self.canvas.setCreator("cocdesk")
        self.canvas.setSubject("")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.page = 0
        self.fields: Fields | None = None
        self.root = Node("Document")
        self._owners: list[list[Node]] = [[]]
        self._outline_levels: list[int] = []
        self._silent = False

    @contextmanager
    def scaled(self, scale: float, x: float, y: float) -> Iterator[None]:
        """Everything drawn inside is made larger or smaller, seen from (x, y), which stays where it is."""
        if scale == 1.0:
            yield
            return
        self.canvas.saveState()
        self.canvas.translate(x * (1 - scale), y * (1 - scale))
        self.canvas.scale(scale, scale)
        yield
        self.canvas.restoreState()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Everything drawn inside is for the eye only."""
        self._silent = True
        yield
        self._silent = False

    @contextmanager
    def mark(self, node: Node | None, *, actual: str = "") -> Iterator[None]:
        """Everything drawn inside belongs to the node, or to nobody; ``actual`` is the text a picture stands for."""
        code = self.canvas._code
        if node is None or self._silent:
            code.append("/Artifact BMC")
        else:
            owners = self._owners[-1]
            node.marks.append((self.page, len(owners)))
            text = f" /ActualText <{actual_text(actual)}>" if actual else ""
            code.append(f"/{node.tag} <</MCID {len(owners)}{text}>> BDC")
            owners.append(node)
        yield
        code.append("EMC")

    def bookmark(self, text: str, level: int, top: float) -> None:
        """An entry in the outline; a level below a missing one is raised."""
        level = min(level, len(self._outline_levels))
        self._outline_levels = [*self._outline_levels[:level], level]
        key = f"h{self.page}-{top:.0f}-{len(self._owners[-1])}"
        self.canvas.bookmarkHorizontal(key, 0, top + 8)
        self.canvas.addOutlineEntry(text, key, level=level)

    def end_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self._owners.append([])

    def close(self) -> bytes:
        """Write the structure tree and give the whole file."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        document = self.canvas._doc
        pages = document.Pages.pages
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        references: dict[int, bytes] = {}
        top = document.Reference(tree)
        shown = [page.format(document) for page in pages]
        tree["K"] = PDFArray([self._element(self.root, top.format(document), references, shown)])
        numbers: list[Any] = []
        for index, owners in enumerate(self._owners[: self.page]):
            numbers += [index, PDFArray([references[id(node)] for node in owners])]
            page = document.idToObject[pages[index].name] if hasattr(pages[index], "name") else pages[index]
            page.__dict__["StructParents"] = index
            page.__dict__["Tabs"] = PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        filled = self.fields.nodes if self.fields is not None else []
        for node in filled:
            assert node.widget is not None
            numbers += [node.widget[2], references[id(node)]]
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = max(numbers[::2], default=-1) + 1
        document.Catalog.StructTreeRoot = top
        if self.fields is not None:
            self.fields.finish()
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        self.canvas.save()
        return self.buffer.getvalue()

    def _element(self, node: Node, parent: bytes, references: dict[int, bytes], pages: list[bytes]) -> bytes:
        """Put a node and all below it into the file; gives the reference to it, ready to be written.

        Nodes are written as bytes: a form has hundreds, and ReportLab's own dictionaries took a third of its time.
        """
        from reportlab.pdfbase.pdfdoc import PDFString

        document = self.canvas._doc
        name = f"node{len(references)}"
        reference: bytes = document.Reference(b"", name).format(document)
        references[id(node)] = reference
        kids = [b"<</Type /MCR /Pg %b /MCID %d>>" % (pages[page], number) for page, number in node.marks]
        if node.widget is not None:
            page, field, _number = node.widget
            kids.append(b"<</Type /OBJR /Pg %b /Obj %b>>" % (pages[page], field))
        # A node no page ever showed (a row beyond the page limit) is left out of the tree.
        kids += [self._element(kid, reference, references, pages) for kid in node.kids if _drawn(kid)]
        more = b" /Pg %b" % pages[node.widget[0]] if node.widget is not None else b""
        if node.alt:
            more += b" /Alt " + PDFString(node.alt).format(document)
        if node.tag == "TH":
            more += b" /A <</O /Table /Scope /%b>>" % (b"Row" if node.row_header else b"Column")
        document.idToObject[name] = b"<</Type /StructElem /S /%b /P %b /K [%b]%b>>" % (
            node.tag.encode(),
            parent,
            b" ".join(kids),
            more,
        )
        return reference


def _drawn(node: Node) -> bool:
    return bool(node.marks) or node.widget is not None or any(_drawn(kid) for kid in node.kids)


def actual_text(text: str) -> str:
    """Text as the hexadecimal UTF-16 string PDF wants, byte order mark first."""
    return "FEFF" + text.encode("utf-16-be", "replace").hex().upper()
