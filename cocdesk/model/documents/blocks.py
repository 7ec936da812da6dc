"""A document as a tree of blocks, built from an already redacted case file and printed by small renderers.

Template text and people's text travel apart: every string here is plain text, never markup; the renderer escapes at its edge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["normal", "muted", "strong", "large"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; it becomes a bookmark. ``display`` is for what is read across a room."""

    text: str
    level: Literal[1, 2] = 2
    display: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One or more paragraphs, divided by line breaks, in any script; ``close`` sets them as lines that belong together."""

    text: str
    tone: Tone = "normal"
    close: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of short lines."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """A checklist; ``done`` marks are printed as crosses, open ones as empty boxes to tick by hand."""

    items: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Label and value pairs, printed as a two-column table; an empty value prints as a dash."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row; ``widths`` are shares of the page width (any positive numbers).

    ``tall`` leaves each row the height of handwriting.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    tall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A field of a form filled in on screen: ``key`` as in a report file, ``label`` read aloud, ``share`` of the line."""

    key: str
    label: str
    share: float = 1.0
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Room to write by hand: a label, an optional small hint below it, and ``lines`` ruled lines.

    ``inputs`` are the fields that stand on the lines where the document is filled in on screen.
    """

    label: str
    lines: int = 1
    hint: str = ""
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Boxes to tick by hand, on one line where they fit; ``chosen`` are printed ticked.

    ``keys`` name the boxes, one each, where the document is filled in on screen: the key of a report file, a dot, the value.
    """

    label: str
    options: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormNumber:
    """The number of a blank form, in words and as a QR code that holds the number and nothing else."""

    number: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPicture:
    """The 2×2 risk/impact picture; ``cell`` is the chosen (risk, impact) or None; ``captions`` maps each cell to its response."""

    captions: tuple[tuple[Literal["low", "high"], Literal["low", "high"], str], ...]
    cell: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar chart: a title, and for each bar its label and its number, which is printed beside it."""

    title: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A boxed remark: a caution or a sentence to say."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTogether:
    """Blocks that should not be parted by a page's end."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two groups of blocks next to each other; read left first, then right."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Cards to cut out along dashed lines, ``columns`` beside each other.

    ``fill`` repeats them until the page is full: only the first are read aloud, and a text holds them once. No headings inside.
    """

    cards: tuple[tuple[Block, ...], ...]
    columns: int = 2
    fill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins a page."""


Block = (
    Heading | Text | Bullets | Checks | Facts | Table | Blank | Choice | FormNumber | MatrixPicture | Bars | Callout
    | KeepTogether | Beside | Cards | PageBreak
)  # fmt: skip
Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What turns a document into a draft e-mail: one recipient field each, never sent by the program.

    ``blocks`` are what the mail says where that is only a part of the paper; empty for all of it.
    """

    to: tuple[tuple[str, str], ...]  # (display name, address)
    subject: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something only a person can say: ``words`` stand in the paper, or the label in brackets while they are empty."""

    id: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a person holds in hand.

    ``title`` and ``footer`` may carry a code name, never a person's name; ``title`` becomes the PDF's title.
    ``exercise`` prints EXERCISE on every page; ``landscape`` lays the sheet on its side, for wide tables.
    ``language`` is a BCP 47 tag. ``fit`` is how many pages it has to do with: its type is made smaller until it does, down to
    four fifths, beginning with ``largest`` times the usual size.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    paper: Paper = "A4"
    landscape: bool = False
    language: str = "en"
    exercise: bool = False
    mail: Mail | None = None
    fit: int = 0
    largest: float = 1.0
    notice: str = field(default="")  # printed small on the first page: who may have this paper
    fillable: bool = False  # a PDF whose lines and boxes are fields; it holds one form
    gaps: tuple[Gap, ...] = ()  # what a person may fill in before it leaves
