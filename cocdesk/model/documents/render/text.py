"""Documents as plain text: for the terminal, the body of an e-mail, and reading aloud.

Paragraphs stay on one line each, because the window or mail program that shows them knows its own width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.render.clean import clean, one_line
from cocdesk.words import _

_ONE_LINE_ROW = 76
_WRITING_LINE = "_" * 40
_CUT = "- " * 20


def text(document: b.Document) -> str:
    """The whole document, title first, ending with one line break."""
    headed = bool(document.blocks) and isinstance(document.blocks[0], b.Heading) and document.blocks[0].level == 1
    title = [] if headed else _heading(b.Heading(text=document.title, level=1))
    return "\n".join([*title, body(document)])


def body(document: b.Document) -> str:
    """The document without its title, for a mail that says it in the subject."""
    parts: list[str] = []
    if document.exercise:
        parts += [_("EXERCISE – practice only, this did not happen"), ""]
    before: b.Block | None = None
    for block in document.blocks:
        lines = list(_lines(block))
        if isinstance(block, (b.Blank, b.Choice)) and isinstance(before, (b.Blank, b.Choice)) and parts and not parts[-1]:
            parts.pop()
        parts += [*lines, ""] if lines else []
        before = block
    for closing in (document.notice, document.footer):
        if closing.strip():
            parts += [clean(closing).strip(), ""]
    return "\n".join(line.rstrip() for line in parts).rstrip("\n") + "\n"


def _heading(block: b.Heading) -> list[str]:
    title = one_line(block.text)
    return [title, ("=" if block.level == 1 else "-") * min(len(title), 76), ""]


def _lines(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading():
            yield from _heading(block)[:2]
        case b.Text():
            lines = clean(block.text).strip("\n").split("\n")
            yield from lines if block.close else _spaced(lines)
        case b.Bullets():
            for number, item in enumerate(block.items, 1):
                yield from _hanging(f"{number}. " if block.numbered else "- ", item)
        case b.Checks():
            for item, done in block.items:
                yield from _hanging("[x] " if done else "[ ] ", item)
        case b.Facts():
            for label, value in block.rows:
                yield from _fact(label, value)
        case b.Table():
            yield from _table(block)
        case b.Blank():
            yield _labelled(block.label) + (f" ({one_line(block.hint)})" if block.hint else "")
            yield from [_WRITING_LINE] * max(block.lines, 1)
        case b.Choice():
            if block.label:
                yield one_line(block.label)
            for option in block.options:
                yield ("[x] " if option in block.chosen else "[ ] ") + one_line(option)
        case b.FormNumber():
            yield _("Form number {number}").format(number=block.number)
        case b.MatrixPicture():
            from cocdesk.model.documents.render.form import matrix_in_words

            yield from (f"- {sentence}" for sentence in matrix_in_words(block.captions, block.cell))
        case b.Bars():
            yield _labelled(block.title)
            yield from (f"- {one_line(label)}: {number}" for label, number in block.bars)
        case b.Callout():
            if block.title:
                yield f"| {one_line(block.title)}"
            yield from (f"| {line}" for line in clean(block.text).strip("\n").split("\n"))
        case b.KeepTogether():
            for index, inner in enumerate(block.blocks):
                if index:
                    yield ""
                yield from _lines(inner)
        case b.Beside():
            yield from _lines(b.KeepTogether(blocks=(*block.left, *block.right)))
        case b.Cards():
            for index, card in enumerate(block.cards):
                if index:
                    yield from ("", _CUT, "")
                yield from _lines(b.KeepTogether(blocks=card))
        case b.PageBreak():
            return


def _spaced(paragraphs: Sequence[str]) -> Iterator[str]:
    for index, paragraph in enumerate(paragraphs):
        if index:
            yield ""
        yield paragraph


def _hanging(mark: str, words: str) -> Iterator[str]:
    for index, line in enumerate(clean(words).strip("\n").split("\n")):
        yield (mark if index == 0 else " " * len(mark)) + line


def _labelled(label: str) -> str:
    """A label before what it labels: a question ends with its own mark."""
    words = one_line(label)
    return words if words.endswith(("?", ":", "”")) else f"{words}:"


def _fact(label: str, value: str) -> Iterator[str]:
    lines = clean(value).strip().split("\n")
    if len(lines) == 1:
        yield f"{_labelled(label)} {lines[0] or '–'}"
        return
    yield _labelled(label)
    yield from (f"  {line}" for line in lines)


def _table(block: b.Table) -> Iterator[str]:
    """Each row a short line where it fits, else its cells below each other with their column's name."""
    for row in block.rows:
        if block.tall and not any(cell.strip() for cell in row):
            yield "- " + " · ".join(f"{one_line(name)} ______" for name in block.header)
            continue
        cells = [(one_line(name), clean(cell).strip()) for name, cell in zip(block.header, row, strict=False) if cell.strip()]
        short = " · ".join(cell for _name, cell in cells)
        if len(short) <= _ONE_LINE_ROW and "\n" not in short:
            yield f"- {short or '–'}"
            continue
        for index, (name, cell) in enumerate(cells):
            yield from _hanging("- " if index == 0 else "  ", f"{name}: {cell}" if name else cell)
