"""Before a paper that names people leaves: where it names whom, what to say instead, and once the question whether it may go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cocdesk.model.queries.outgoing import Outgoing, Passage
from cocdesk.model.rules.name_guard import NameMark
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.sheet import Sentence, Sheet
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.text_marks import mark_places
from cocdesk.words import _

MOST_PASSAGES = 30
_AROUND = 160


class NamesFound(Sheet):
    """Shows every place that names somebody its reader may not know.

    ``spared`` asks for code names in their place; ``let_go`` says that it may leave as it is, with the reason, perhaps empty.
    ``reasoned`` where a reason was written already: nobody is asked for two.
    """

    spared = Signal()
    let_go = Signal(str)

    def __init__(self, found: Outgoing, parent: QWidget | None = None, *, reasoned: bool = False) -> None:
        super().__init__(
            _("Before this paper leaves"), parent, hint=found.sentence(), save=_("Use code names instead"), chars=96,
        )  # fmt: skip
        self.cancel_button.setText(_("Back to the paper"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(600)
        self.go_button = button(_("It may leave as it is"))
        passages = found.open_passages
        for passage in passages[:MOST_PASSAGES]:
            self.column.addWidget(_card(passage))
        if len(passages) > MOST_PASSAGES:
            more = _("There are {count} more such places.").format(count=len(passages) - MOST_PASSAGES)
            self.column.addWidget(plain.label(more, "muted"))
        self.column.addWidget(self._all_the_same(reasoned))
        self.column.addStretch(1)
        self.go_button.clicked.connect(self._let_go)

    def save(self) -> None:
        self.spared.emit()
        self.leave()

    def _all_the_same(self, reasoned: bool) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.space(1), 0, 0)
        column.setSpacing(theme.space(0.5))
        heading = plain.label(_("If they may be named all the same"), "strong")
        heading.setBuddy(self.reason)
        column.addWidget(heading)
        asked = _("A word on why, if you like. It is written down with the paper.")
        said = _("The reason you wrote beside the paper is written down with it.")
        column.addWidget(plain.label(said if reasoned else asked, "muted"))
        self.reason.setAccessibleName(_("Why they may be named"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        row.addWidget(self.reason, 1)
        self.reason.setVisible(not reasoned)
        if reasoned:
            row.addStretch(1)
        row.addWidget(self.go_button)
        column.addLayout(row)
        return part

    def _let_go(self) -> None:
        self.let_go.emit(self.reason.text().strip())
        self.leave()


def _card(passage: Passage) -> Card:
    open_marks = [mark for mark in passage.marks if not mark.allowed]
    text, start = _around(passage.text, open_marks)
    card = Card(passage.where)
    named = _("Text that names people: {where}").format(where=passage.where)
    shown = PlainEdit(lines=min(4, 2 + len(text) // 100), most_lines=6, name=named)
    shown.setPlainText(text)
    shown.setReadOnly(True)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
    inside = [mark for mark in open_marks if start <= mark.start and mark.end <= start + len(text)]
    tones = ((mark.start - start, mark.end - start, "bad" if mark.strength == "exact" else "warn") for mark in inside)
    mark_places(shown, "names", tones)
    card.body.addWidget(shown)
    for line in dict.fromkeys(_line(passage.text, mark) for mark in open_marks):
        card.body.addWidget(Sentence(line, "warn"))
    return card


def _line(text: str, mark: NameMark) -> str:
    written = text[mark.start : mark.end]
    # The name does not come first: a sentence beginning in another script would be read from the other side.
    said = _("{why} Here: “{written}”. The code name is {code_name}.")
    return said.format(written=written, why=mark.why, code_name=mark.code_name)


def _around(text: str, found: list[NameMark]) -> tuple[str, int]:
    """The part of a long text from a little before its first name to a little after its last, and where it begins."""
    start = max(0, found[0].start - _AROUND)
    end = min(len(text), found[-1].end + _AROUND)
    while start > 0 and not text[start - 1].isspace() and found[0].start - start < 2 * _AROUND:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - found[-1].end < 2 * _AROUND:
        end += 1
    return text[start:end], start
