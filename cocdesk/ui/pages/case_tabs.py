"""The tabs of a case: the report in reading order, the people with their names hidden, papers and files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.queries.case_view import CaseView, PersonInCase
from cocdesk.model.queries.papers import PaperKind, paper_kinds
from cocdesk.model.records.case import TimelineLine
from cocdesk.model.records.entries import AttachmentAdded
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.rules.text import capital
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.attach import PICTURES, size_words
from cocdesk.ui.pages.case_words import FieldWords, Section, sections
from cocdesk.ui.widgets.card import Card, button, empty, glyph_button, hairline
from cocdesk.ui.widgets.flow_layout import FlowLayout
from cocdesk.words import _

PAPERS_AT_FIRST = 4


class Tab(QWidget):
    """A sheet that is filled anew whenever the case changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(3))
        self.column.setSpacing(theme.space(2))

    def drop(self) -> None:
        """Forget everything that is shown."""
        empty(self.column)


class ReportTab(Tab):
    """``edit_wanted(title, keys)`` when a group of fields shall be corrected; ``title_wanted`` when the title shall."""

    edit_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self._shown: tuple[Section, ...] = ()
        self._answers: list[QLabel] = []

    def show_case(self, view: CaseView) -> None:
        narrow, coming = self.fontMetrics().averageCharWidth() * 80 > max(self.width(), 1), tuple(sections(view))
        if narrow == self._narrow and _asked(coming) == _asked(self._shown) != ():
            # The same questions as before: dressing and laying out some forty fields is much of what opening a case costs.
            for label, was, now in zip(self._answers, _fields(self._shown), _fields(coming), strict=True):
                if was != now:
                    _answer(label, now)
            self._shown = coming
            return
        self.drop()
        self._narrow, self._shown = narrow, coming
        for section in coming:
            self.column.addWidget(self._card(section))
        self.column.addStretch(1)

    def drop(self) -> None:
        super().drop()
        self._shown = ()
        self._answers.clear()

    def _card(self, section: Section) -> Card:
        card = Card()
        card.setAccessibleName(section.title)
        head = QHBoxLayout()
        head.addWidget(plain.label(section.title, "strong"), 1)
        if section.keys:
            edit = button(_("Edit…"), "small")
            edit.setAccessibleName(_("Edit: {section}").format(section=section.title))
            edit.clicked.connect(lambda: self.edit_wanted.emit(section.title, section.keys))
            head.addWidget(edit)
        card.body.addLayout(head)
        # A question takes a third of the width, its answer the rest; at large text they stand under one another.
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1.25) if not self._narrow else 0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for number, field in enumerate(section.fields):
            title = plain.label(field.title, "muted")
            text = plain.label("", selectable=True)
            _answer(text, field)
            self._answers.append(text)
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            top = Qt.AlignmentFlag.AlignTop
            if self._narrow:
                text.setContentsMargins(0, 0, 0, theme.space(1))
                grid.addWidget(title, 2 * number, 0, 1, 2, top)
                grid.addWidget(text, 2 * number + 1, 0, 1, 2, top)
            else:
                grid.addWidget(title, number, 0, top)
                grid.addWidget(text, number, 1, top)
        card.body.addLayout(grid)
        return card


def _asked(shown: Sequence[Section]) -> tuple[object, ...]:
    return tuple((section.title, section.keys, tuple(field.title for field in section.fields)) for section in shown)


def _fields(shown: Sequence[Section]) -> list[FieldWords]:
    return [field for section in shown for field in section.fields]


def _answer(label: QLabel, field: FieldWords) -> None:
    label.setText(field.text)
    role = "text" if field.state == "given" else "muted"
    if label.property("role") != role:
        theme.set_look(label, role=role)
    said = _("still open") if field.state == "open" else field.text
    label.setAccessibleName(f"{field.title}: {said}")


class PeopleTab(Tab):
    """Names stay hidden until asked for. ``edit_wanted(PersonInCase)``, ``remove_wanted(person)``, ``add_wanted``."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()
        self._view: CaseView | None = None

    def show_case(self, view: CaseView) -> None:
        if self._view is None or self._view.case.id != view.case.id:
            self._shown.clear()
        self._view = view
        self.drop_rows()
        head = QHBoxLayout()
        hint = _("Names are hidden until you ask for them. Papers name people only where you say so.")
        head.addWidget(plain.label(hint, "muted"), 1)
        add = button(_("Add person…"), icon="user-plus")
        add.clicked.connect(self.add_wanted)
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        if not view.people:
            self.column.addWidget(plain.label(_("Nobody is written down yet. A description is enough."), "muted"))
        for person in dict.fromkeys(found.person.id for found in view.people):
            self.column.addWidget(self._card([found for found in view.people if found.person.id == person]))
        self.column.addStretch(1)

    def drop(self) -> None:
        self._view = None
        self._shown.clear()
        self.drop_rows()

    def drop_rows(self) -> None:
        """Clear the rows, but remember which names were asked for."""
        empty(self.column)

    def _card(self, parts: Sequence[PersonInCase]) -> Card:
        """One person with every part they have."""
        found, person = parts[0], parts[0].person
        card = Card()
        role = capital(", ".join(_(telling.ROLES.get(part.role, part.role)) for part in parts))
        words = [part.words for part in parts if part.words]
        card.setAccessibleName(f"{person.code_name}, {role}")
        head = QHBoxLayout()
        head.setSpacing(theme.space(1))
        head.addWidget(plain.label(person.code_name, "strong"))
        head.addWidget(plain.label("  ·  ".join([role, *words]), "muted"), 1)
        shown = person.id in self._shown
        show = button(_("Hide") if shown else _("Show name"), "small", icon="eye-slash" if shown else "eye")
        show.setAccessibleName(_("{action}: {code_name}").format(action=show.text(), code_name=person.code_name))
        show.clicked.connect(lambda: self._toggle(person.id))
        edit = button(_("Edit…"), "small")
        edit.setAccessibleName(_("Edit: {section}").format(section=person.code_name))
        edit.clicked.connect(lambda: self.edit_wanted.emit(found))
        remove = glyph_button("user-minus", _("Put in by mistake: {code_name}").format(code_name=person.code_name))
        remove.clicked.connect(lambda: self.remove_wanted.emit(person.id))
        head.addWidget(show)
        head.addWidget(edit)
        head.addWidget(remove)
        card.body.addLayout(head)
        if shown:
            for title, text in self._identity(found):
                row = QHBoxLayout()
                row.setSpacing(theme.space(2))
                row.addWidget(plain.label(title, "muted"), 2, Qt.AlignmentFlag.AlignTop)
                row.addWidget(plain.label(text, selectable=True), 5, Qt.AlignmentFlag.AlignTop)
                card.body.addLayout(row)
        return card

    def _identity(self, found: PersonInCase) -> list[tuple[str, str]]:
        person = found.person
        rows = [
            (_("Name"), person.name or _("not known")), (_("Other names"), ", ".join(person.aliases)),
            (_("What they look like"), person.description), (_("E-mail"), person.email), (_("Phone"), person.phone),
            (_("Company or group"), person.affiliation), (_("Badge or ticket"), person.badge), (_("Other ways"), person.contact),
        ]  # fmt: skip
        return [(title, text) for title, text in rows if text]

    def _toggle(self, person: str) -> None:
        self._shown ^= {person}
        if self._view is not None:
            self.show_case(self._view)


class PapersTab(Tab):
    """``paper_wanted(kind)``; ``attach_wanted``, ``look_wanted(attachment)``, ``copy_wanted(attachment)``."""

    paper_wanted = Signal(str)
    attach_wanted = Signal()
    look_wanted = Signal(object)
    copy_wanted = Signal(object)

    def show_case(self, view: CaseView) -> None:
        self.drop()
        self.column.addWidget(
            self._papers(view.policy, [line for line in view.timeline if line.kind == "exported"], view.event.zone)
        )  # fmt: skip
        self.column.addWidget(self._files(view.case.attachments))
        self.column.addStretch(1)

    def _papers(self, policy: Policy, earlier: Sequence[TimelineLine], zone_name: str) -> Card:
        card = Card(_("Papers"))
        hint = _("A printed or saved paper is not encrypted. Each one is written into the timeline.")
        card.body.addWidget(plain.label(hint, "muted"))
        card.body.addLayout(self._kinds(paper_kinds(policy, about_case=True)))
        if earlier:
            card.body.addSpacing(theme.space(1))
            card.body.addWidget(plain.label(_("Earlier"), "strong"))
        for line in reversed(earlier):
            card.body.addWidget(hairline())
            card.body.addWidget(plain.label(line.text, "muted" if line.struck else "text"))
            card.body.addWidget(plain.label(f"{moment_words(line.at, zone_name)}  ·  {line.by}", "muted"))
        return card

    def _kinds(self, kinds: Sequence[PaperKind]) -> FlowLayout:
        """What the procedure owes and what comes next to it as buttons, the rest behind one more."""
        row = FlowLayout()
        for kind in kinds[:PAPERS_AT_FIRST]:
            icon = "envelope-simple" if "eml" in kind.formats else "file-text"
            made = button(_paper_words(kind), icon=icon)
            made.clicked.connect(lambda _checked=False, kind=kind: self.paper_wanted.emit(kind.id))
            row.addWidget(made)
        if len(kinds) > PAPERS_AT_FIRST:
            more = button(_("More papers"), "quiet")
            menu = QMenu(more)
            for kind in kinds[PAPERS_AT_FIRST:]:
                menu.addAction(_paper_words(kind)).triggered.connect(
                    lambda _checked=False, kind=kind: self.paper_wanted.emit(kind.id)
                )
            more.setMenu(menu)
            row.addWidget(more)
        return row

    def _files(self, attachments: Sequence[AttachmentAdded]) -> Card:
        card = Card()
        card.setAccessibleName(_("Files kept with the case"))
        head = QHBoxLayout()
        head.addWidget(plain.label(_("Files kept with the case"), "strong"), 1)
        add = button(_("Add a file…"), "small", icon="paperclip")
        add.clicked.connect(self.attach_wanted)
        head.addWidget(add)
        card.body.addLayout(head)
        if not attachments:
            hint = _("Pictures, letters or screenshots, up to 25 MB each. They are kept inside the vault.")
            card.body.addWidget(plain.label(hint, "muted"))
        for attachment in attachments:
            card.body.addWidget(hairline())
            card.body.addWidget(self._file(attachment))
        return card

    def _file(self, attachment: AttachmentAdded) -> QFrame:
        row = QFrame()
        line = theme.flush(QHBoxLayout(row), 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = attachment.about or attachment.name
        words.addWidget(plain.label(name))
        under = [attachment.name] if attachment.about else []
        words.addWidget(plain.label("  ·  ".join([*under, size_words(attachment.size)]), "muted"))
        line.addLayout(words, 1)
        if attachment.media_type in PICTURES:
            look = button(_("Look"), "small", icon="eye")
            look.setAccessibleName(_("Look at {file}").format(file=name))
            look.clicked.connect(lambda: self.look_wanted.emit(attachment))
            line.addWidget(look)
        copy = button(_("Save a copy…"), "small", icon="download-simple")
        copy.setAccessibleName(_("Save a copy of {file}").format(file=name))
        copy.clicked.connect(lambda: self.copy_wanted.emit(attachment))
        line.addWidget(copy)
        return row


def _paper_words(kind: PaperKind) -> str:
    return _("{paper}…").format(paper=kind.title)
