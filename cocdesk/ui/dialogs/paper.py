"""A paper before it leaves the desk: how it will look, who it is for, with names or without; then printed, saved or copied."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cocdesk.model.actions import print as leaving
from cocdesk.model.actions.print import FileThere, How, Paper
from cocdesk.model.documents.catalogue import caution
from cocdesk.model.errors import KnownError
from cocdesk.model.queries import outgoing
from cocdesk.model.queries.papers import PaperKind
from cocdesk.model.rules.name_index import NameIndex
from cocdesk.ui import plain, printing, theme
from cocdesk.ui.dialogs.clipboard import SECONDS, copy_for_a_moment
from cocdesk.ui.dialogs.files import save_as
from cocdesk.ui.dialogs.guarding import file_name_tells
from cocdesk.ui.dialogs.letter_fields import LetterFields
from cocdesk.ui.dialogs.names_found import NamesFound
from cocdesk.ui.dialogs.paper_asks import PaperAsks
from cocdesk.ui.dialogs.paper_formats import save_buttons
from cocdesk.ui.dialogs.paper_keeper import PaperKeeper
from cocdesk.ui.dialogs.pdf_password import PdfPassword
from cocdesk.ui.dialogs.publishing import PublishingChoice
from cocdesk.ui.dialogs.record_note import RecordNote
from cocdesk.ui.dialogs.sheets import SheetsView
from cocdesk.ui.dialogs.uncovered import Uncovered
from cocdesk.ui.dialogs.whom_choice import WhomChoice
from cocdesk.ui.preferences import Preferences
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import button, glyph_button, hairline, number, scrolling
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.notice_bar import Kind, NoticeBar
from cocdesk.words import _


class PaperDialog(QDialog):
    """Shows one kind of paper about one case, or about none. Every way out of it is written down first."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        kind: PaperKind,
        *,
        case: str | None = None,
        event: str = "",
        audience: str = "",
        naming: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._kind, self._case, self._event = session, preferences, kind, case, event
        self._paper: Paper | None = None
        self._names: NameIndex | None = None
        self._found = outgoing.Outgoing()
        self._spared = False
        self._reason: str | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self.setWindowTitle(_("Paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = NoticeBar()
        self.view = SheetsView()
        self.smaller = glyph_button("magnifying-glass-minus", _("Smaller"))
        self.larger = glyph_button("magnifying-glass-plus", _("Larger"))
        self.reader = QComboBox()
        self.naming = Choice(_("Names"), [("named", _("With names")), ("code-names", _("Code names only"))])
        self.size_choice = Choice(_("Paper"), [("A4", "A4"), ("Letter", "Letter")])
        self.count = number(_("How many forms"), 1, 50)
        self.filling = Choice(_("How it is filled in"), [("hand", _("By hand")), ("screen", _("On screen"))])
        self.filling.choose("hand")
        self.publishing = PublishingChoice(session, event) if kind.editions else None
        self.asks = PaperAsks(kind, has_case=case is not None)
        self.whom = WhomChoice()
        self.letter = LetterFields(kind)
        self.record = RecordNote()
        self.password = PdfPassword()
        self.print_button = button(_("Print…"), "primary", icon="printer")
        self.save_buttons: dict[str, QPushButton] = {}
        self.copy_button = button(_("Copy the text"), icon="copy")
        self.close_button = button(_("Close"), "quiet")
        self._keeper = PaperKeeper(
            session, (kind.id, case or ""), {"ask": self.asks, "gap": self.letter, "record": self.record}, self.notice, self
        )  # fmt: skip
        self._fill(audience, naming)
        self._arrange()
        self._connect()
        self._keeper.take_up()
        self._soon.start()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, audience: str, naming: str) -> None:
        for reader in self._kind.readers:
            self.reader.addItem(reader.title, reader.audience)
        self.reader.setCurrentIndex(max(0, self.reader.findData(audience)))
        self.naming.choose(naming or self._usual_naming())
        self._spare_names()
        self.size_choice.choose(self._preferences.paper)
        self.save_buttons = save_buttons(self._kind.formats)

    def _arrange(self) -> None:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        edge = theme.space(2)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space(1))
        column.addWidget(plain.label(self._kind.title, "title"))
        column.addWidget(plain.label(self._kind.about, "muted"))
        for words, field, wanted in (
            (_("Who is it for?"), self.reader, len(self._kind.readers) > 1),
            (_("Names"), self.naming, any(reader.may_have_names for reader in self._kind.readers)),
            (_("Paper"), self.size_choice, True),
            (_("How it is filled in"), self.filling, self._kind.numbered),
            (_("How many forms"), self.count, self._kind.numbered),
        ):
            if wanted:
                heading = plain.label(words, "strong")
                heading.setContentsMargins(0, theme.space(0.75), 0, 0)
                heading.setBuddy(field)
                field.setAccessibleName(words)
                column.addWidget(heading)
                column.addWidget(field)
        column.addWidget(self.asks)
        column.addWidget(self.whom)
        column.addWidget(self.letter)
        if self.publishing is not None:
            column.addWidget(self.publishing)
        self.warning = NoticeBar()
        self.named = NoticeBar()
        self.uncovered = Uncovered()
        column.addSpacing(theme.space(0.5))
        column.addWidget(self.warning)
        column.addWidget(self.uncovered)
        column.addWidget(self.record)
        self.record.setVisible(bool(self._kind.readers))
        column.addSpacing(theme.space(0.5))
        for made in self.save_buttons.values():
            column.addWidget(made)
        if "pdf" in self.save_buttons:
            column.insertWidget(column.indexOf(self.save_buttons["pdf"]), self.password)
        column.addWidget(self.copy_button)
        self.copy_button.setVisible("txt" in self._kind.formats)
        column.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(theme.space(1), theme.space(1), theme.space(1), theme.space(1))
        left.setSpacing(theme.space(1))
        left.addWidget(self.notice)
        left.addWidget(self.named)
        left.addWidget(self.view, 1)
        under = QHBoxLayout()
        self.pages_words = plain.label("", "muted", wrap=False)
        under.addWidget(self.pages_words)
        under.addStretch(1)
        under.addWidget(self.smaller)
        under.addWidget(self.larger)
        left.addLayout(under)
        whole = theme.flush(QHBoxLayout(self))
        whole.addLayout(left, 1)
        scroll = scrolling(side, _("How it leaves"))
        scroll.setMinimumWidth(max(scroll.minimumWidth(), self.fontMetrics().averageCharWidth() * 38))
        scroll.setMaximumWidth(self.fontMetrics().averageCharWidth() * 46)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.space(1.25), edge, theme.space(1.25))
        foot.setSpacing(theme.space(1))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.print_button)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(scroll, 1)
        beside.addWidget(hairline())
        beside.addLayout(foot)
        whole.addLayout(beside)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._render)
        self.reader.currentIndexChanged.connect(self._reader_changed)
        self.naming.changed.connect(lambda _key: self._look_anew())
        self.named.action_wanted.connect(self._show_names)
        self.size_choice.changed.connect(self._size_changed)
        self.filling.changed.connect(self._filling_changed)
        self.count.valueChanged.connect(lambda _count: self._soon.start())
        self.asks.changed.connect(self._look_anew)
        self.letter.changed.connect(self._look_anew)
        self.whom.changed.connect(lambda: self._keeper.turn_to(self.whom.person))
        self.whom.changed.connect(self._look_anew)
        self._keeper.emptied.connect(self._look_anew)
        if self.publishing is not None:
            self.publishing.changed.connect(self._look_anew)
        self.smaller.clicked.connect(lambda: self.view.zoom(0.8))
        self.larger.clicked.connect(lambda: self.view.zoom(1.25))
        self.print_button.clicked.connect(lambda: self._once_asked(self._print))
        self.copy_button.clicked.connect(lambda: self._once_asked(self._copy))
        for format_, made in self.save_buttons.items():
            made.clicked.connect(partial(self._once_asked, partial(self._save, format_)))
        self.close_button.clicked.connect(self.reject)
        self._session.locked.connect(self.reject)

    def sizeHint(self) -> QSize:
        around = self.parentWidget()
        return around.window().size() * 0.92 if around is not None else QSize(1180, 700)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter at the end of a field prints nothing: what leaves is chosen by its own button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close it; what was typed waits in the vault unless the paper has left."""
        if self._keeper.settle():
            super().done(result)

    @property
    def audience(self) -> str:
        """For whom."""
        return str(self.reader.currentData() or "")

    @property
    def _about(self) -> str | None:
        """The case it is about, or rests on."""
        return self._case if self._kind.needs_case or self.asks.rests_on_case else None

    def _usual_naming(self) -> str:
        return next((r.usual_naming for r in self._kind.readers if r.audience == self.audience), "code-names")

    def _reader_changed(self) -> None:
        self.naming.choose(self._usual_naming())
        self._spare_names()
        self._look_anew()

    def _spare_names(self) -> None:
        """Where this reader gets no names there is nothing to choose."""
        reader = next((reader for reader in self._kind.readers if reader.audience == self.audience), None)
        self.naming.setEnabled(reader is None or reader.may_have_names)

    def _look_anew(self) -> None:
        """Somebody else reads it, or with other names: what was said of the names before counts no more."""
        self._spared, self._reason, self._names = False, None, None
        self.letter.read_anew()
        self._soon.start()

    def _size_changed(self, size: str) -> None:
        if size in ("A4", "Letter"):
            self._preferences.paper = "Letter" if size == "Letter" else "A4"
            self._soon.start()

    def _filling_changed(self, how: str) -> None:
        """A form to fill in on screen is one to a file."""
        self.count.setEnabled(how != "screen")
        if how == "screen":
            self.count.setValue(1)
        self._soon.start()

    def _make(self) -> Paper | None:
        if not self._session.open:
            return None
        try:
            paper = self._session.ask(
                leaving.make, self._kind.id, case=self._about, audience=self.audience, naming=self.naming.key or "code-names",
                format="pdf", paper=self._preferences.paper, count=self.count.value(),
                words={**self.asks.words(), **self.letter.words}, capacities=self.letter.chosen,
                event=self._event, wishes=self.publishing.wishes if self.publishing is not None else None,
                fillable=self.filling.key == "screen",
                person=self.whom.ask(
                    self._session, self._kind.id, self._about, self.audience, rests=self.asks.rests_on_case
                ),
            )  # fmt: skip
            return self._with_code_names(paper) if self._spared else paper
        except KnownError as error:
            self.notice.say(str(error), "error")
            return None

    def _with_code_names(self, paper: Paper) -> Paper:
        return leaving.rewritten(paper, outgoing.with_code_names(paper.document, self._known(), paper.named))

    def _known(self) -> NameIndex:
        if self._names is None:
            self._names = self._session.ask(outgoing.known_names, self._about or "")
        return self._names

    def _tell_names(self, paper: Paper) -> None:
        """Say who is named in the paper though its reader may not know them."""
        self._found = outgoing.Outgoing()
        if paper.case is not None or self._kind.of_event:
            self._found = outgoing.look(paper.document, self._known(), paper.named)
        if self._found.named:
            kind: Kind = "warn" if self._asks else "info"
            self.named.say(self._found.sentence(), kind, action=_("Look"), closable=False)
        else:
            self.named.hide()

    def _tell_uncovered(self, paper: Paper) -> None:
        """Say what nobody agreed to, and where to write why it goes all the same."""
        self.uncovered.ask(self._session.ask(leaving.paper_uncovered, paper) if paper.audience else "")

    @property
    def _asks(self) -> bool:
        """Within the team names are known; what goes further is asked about."""
        return bool(self._found.named) and self.audience not in outgoing.TEAM

    def _show_names(self, then: Callable[[], object] | None = None) -> None:
        def let_go(reason: str) -> None:
            self._reason = self.uncovered.take(reason)
            if then is not None:
                then()

        def spare() -> None:
            self._spared = True
            self.notice.say(_("Code names stand in their place now. Look at it once more before it leaves."), "ok")
            self._render()

        sheet = NamesFound(self._found, self, reasoned=bool(self.uncovered.because))
        sheet.spared.connect(spare)
        sheet.let_go.connect(let_go)
        sheet.open()

    def _once_asked(self, go: Callable[[], object]) -> None:
        """Do it now, or once somebody has seen who is named in it. What was typed a moment ago is in it, and looked at, first."""
        self.asks.flush()
        self.letter.flush()
        if self._soon.isActive():
            self._soon.stop()
            self._render()
        if self._paper is None:
            return
        missing = self.letter.missing
        if missing:
            self.notice.say(missing, "warn")
        elif self._asks and self._reason is None:
            self._show_names(go)
        else:
            go()

    def _render(self) -> None:
        self._paper = self._make()
        ready = self._paper is not None
        for made in (self.print_button, self.copy_button, *self.save_buttons.values()):
            made.setEnabled(ready)
        if self._paper is None:
            return
        self.letter.show_gaps(self._paper.document.gaps)
        self._tell_names(self._paper)
        self._tell_uncovered(self._paper)
        count = self.view.show_pdf(self._paper.data)
        self.pages_words.setText(_("{count} pages").format(count=count) if count != 1 else _("1 page"))
        self.warning.say(caution(self._kind.id, self.audience, self._paper.naming), "warn", closable=False)

    @property
    def _purpose(self) -> str:
        return " ".join(part for part in (self.record.purpose, self._reason or "", self.letter.noted) if part)

    @property
    def _noted(self) -> dict[str, str]:
        """What is written down with the paper."""
        return {"purpose": self._purpose, "recipient": self.record.recipient, "because": self.uncovered.because}

    def _leaves(self, paper: Paper, how: How) -> bool:
        """Write down that it leaves; whether that worked."""
        try:
            self._session.do(leaving.log_export, paper, how=how, **self._noted)
        except KnownError as error:
            self.notice.say(str(error), "error")
            return False
        return True

    def _left(self, sentence: str) -> None:
        self.notice.say(sentence, "ok")
        self._keeper.left()
        if self._kind.numbered:
            # Each form's number stands once: the next ones are new.
            self._soon.start()

    def _print(self) -> None:
        paper = self._paper
        if paper is not None:
            printing.ask_printer(
                self, paper=paper.document.paper, title=_("Paper"), chosen=lambda printer: self._to_printer(paper, printer)
            )

    def _to_printer(self, paper: Paper, printer: QPrinter) -> None:
        if not self._leaves(paper, "printed"):
            return
        if printing.paint(paper.data, printer):
            self._left(_("Sent to the printer, and written down. Fetch it at once."))
        else:
            self.notice.say(_("The printer did not take the paper. Look whether it is on, and print again."), "error")

    def _as(self, format_: str) -> Paper | None:
        """The paper that is shown, as it leaves: in this format; a PDF under a password, where one is wanted."""
        if self._paper is None:
            return None
        try:
            if format_ != "pdf":
                return leaving.in_format(self._paper, format_)
            return self._paper if self.password.password is None else leaving.with_password(self._paper, self.password.password)
        except KnownError as error:
            self.notice.say(str(error), "error")
            return None

    def _save(self, format_: str) -> None:
        paper = self._as(format_)
        if paper is None:
            return

        def written(path: Path, overwrite: bool) -> None:
            if self._name_tells(path):
                return
            try:
                self._session.do(leaving.save, paper, path, overwrite=overwrite, **self._noted)
            except FileThere:
                raise
            except KnownError as error:
                self.notice.say(str(error), "error")
                return
            if format_ == "pdf" and self.password.password is not None:
                self.password.forget()
                self._left(_("Saved with its password, and written down. Tell the password by another way than the file."))
            else:
                self._left(_("Saved, and written down. The file is not encrypted: delete it when it has served."))

        save_as(self, _("Save"), paper.file_name, paper.format, written)

    def _name_tells(self, path: Path) -> bool:
        sentence = file_name_tells(path, self._known()) if self._case else ""
        if sentence:
            self.notice.say(sentence, "warn")
        return bool(sentence)

    def _copy(self) -> None:
        paper = self._as("txt")
        if paper is not None and self._leaves(paper, "copied"):
            copy_for_a_moment(paper.data.decode("utf-8"))
            self._left(_("Copied for {seconds} seconds, and written down.").format(seconds=SECONDS))
