"""The guided report: quick capture first, then six steps in any order, with the pack's words always beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cocdesk.model.actions import report
from cocdesk.model.errors import KnownError
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event, Problem
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules.intake import is_empty
from cocdesk.ui import plain, theme
from cocdesk.ui.accessible import announce
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import button, hairline, scrolling
from cocdesk.ui.widgets.guidance_panel import GuidancePanel
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.wizard import changes, opening
from cocdesk.ui.wizard.care_step import CareStep
from cocdesk.ui.wizard.check_step import CheckStep
from cocdesk.ui.wizard.consent_step import ConsentStep
from cocdesk.ui.wizard.draft_keeper import DraftKeeper
from cocdesk.ui.wizard.guidance import words_for
from cocdesk.ui.wizard.paper_panel import PaperPanel
from cocdesk.ui.wizard.people_step import PeopleStep
from cocdesk.ui.wizard.reported_step import ReportedStep
from cocdesk.ui.wizard.safety_step import SafetyStep
from cocdesk.ui.wizard.seal_bar import SealBar, Sealer
from cocdesk.ui.wizard.step import Step
from cocdesk.ui.wizard.stepper import Stepper
from cocdesk.ui.wizard.write_step import WriteStep
from cocdesk.words import _

_PANEL = 36
_ROOM = 122
_PAPER_SHARE = 0.42
# In average characters: how wide the guidance is, and how wide the page must be to show it beside the step.


class ReportWizard(QWidget):
    """The page on which a report is taken.

    ``report_taken`` carries the id of the case that came of it; ``left`` comes when the person goes and the draft is kept (or
    was thrown away on purpose). Draft and words are dropped when the vault locks, after they were saved.
    """

    report_taken = Signal(str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("New report"))
        self._session = session
        self._draft: ReportDraft | None = None
        self._policy: Policy | None = None
        self._event: Event | None = None
        self._gaps: tuple[Problem, ...] = ()
        self._keeper = DraftKeeper(session, self)
        self._build()
        self._arrange()
        self._connect()

    def _build(self) -> None:
        self.stepper = Stepper([(key, _(words)) for key, words in changes.STEPS])
        self.notice = NoticeBar()
        self.seal_bar = SealBar()
        self.check = CheckStep()
        self.reported = ReportedStep()
        made: tuple[Step, ...] = (
            WriteStep(), SafetyStep(), CareStep(), self.reported, PeopleStep(), ConsentStep(), self.check,
        )  # fmt: skip
        self.steps: dict[str, Step] = {step.key: step for step in made}
        for step in made:
            step.wants_hints = lambda: self._session.hints
        self.stack = QStackedWidget()
        self._pages = {key: scrolling(step, step.accessibleName(), shrinks=True) for key, step in self.steps.items()}
        self.guidance = GuidancePanel()
        self.paper = PaperPanel()
        self.beside = QStackedWidget()
        self.beside.setObjectName("side")
        self.paper_button = button(_("Picture of the paper"), "small", icon="note-blank")
        self.paper_button.setAccessibleName(self.paper_button.text())
        self.paper_button.setCheckable(True)
        self.paper_button.hide()
        plain.set_tip(self.paper_button, _("Shows the picture of the paper in place of the guidance"))
        self.guidance_button = button(_("Guidance (F2)"), "small", icon="chat-circle-text")
        self.guidance_button.setCheckable(True)
        self.saved = plain.label("", "muted", wrap=False)
        self.saved.setAccessibleName(_("Last saved"))
        self.finish_later = button(_("Finish later"), "quiet")
        plain.set_tip(self.finish_later, _("Keeps the draft in the vault (Esc)"))
        self.back = button(_("Back"))
        self.next = button(_("Next"))
        plain.set_tip(self.back, _("Alt+Left"))
        plain.set_tip(self.next, _("Alt+Right"))
        self.save = button(_("Save report"), "primary", icon="check")
        plain.set_tip(self.save, _("Files the report as it is (Ctrl+Return)"))

    def _arrange(self) -> None:
        edge = theme.space(2)
        head = QHBoxLayout()
        head.setContentsMargins(edge, theme.space(1.5), edge, 0)
        head.setSpacing(theme.space(1))
        head.addWidget(self.stepper, 1)
        head.addWidget(self.paper_button)
        head.addWidget(self.guidance_button)
        bar = QVBoxLayout()
        bar.setContentsMargins(edge, 0, edge, 0)
        bar.addWidget(self.notice)
        bar.addWidget(self.seal_bar)
        for page in self._pages.values():
            self.stack.addWidget(page)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.stack, 1)
        for panel in (self.guidance, self.paper):
            self.beside.addWidget(panel)
        self._middle.addWidget(self.beside)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.space(1.25), edge, theme.space(1.25))
        foot.setSpacing(theme.space(1))
        foot.addWidget(self.finish_later)
        foot.addWidget(self.saved)
        foot.addStretch(1)
        for part in (self.back, self.next, self.save):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(bar)
        column.addLayout(self._middle, 1)
        column.setSpacing(theme.space(0.5))
        column.addWidget(hairline())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.stepper.chosen.connect(self.go)
        self._sealer = Sealer(self._session, self, self.seal_bar, self._keeper, lambda: self._draft)
        for step in self.steps.values():
            step.changed.connect(self._changed)
            step.door_wanted.connect(self.go)
            step.refused.connect(lambda sentence: self.notice.say(sentence, "warn"))
        self.check.gap_wanted.connect(self._open_gap)
        self.check.discard_wanted.connect(self._ask_discard)
        self.guidance_button.toggled.connect(self._fold)
        self.paper_button.toggled.connect(self._lay_beside)
        self.paper_button.clicked.connect(self._paper_clicked)
        self.guidance_button.clicked.connect(
            lambda shown: self.paper_button.setChecked(self.paper_button.isChecked() and not shown)
        )
        self.finish_later.clicked.connect(self.leave)
        self.back.clicked.connect(lambda: self._move(-1))
        self.next.clicked.connect(lambda: self._move(1))
        self.save.clicked.connect(self.file_report)
        self._keeper.saved.connect(self._was_saved)
        self._keeper.failed.connect(self._not_saved)
        self._session.locking.connect(self.save_now)
        self._session.locked.connect(self.forget)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._focus_moved)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Alt+Left", partial(self._move, -1)), ("Alt+Right", partial(self._move, 1)), ("F2", self._guide),
            ("Ctrl+Return", self.file_report), ("Ctrl+Enter", self.file_report),
        ]  # fmt: skip
        for number, key in enumerate(self.steps, 1):
            keys.append((f"Ctrl+{number}", partial(self.go, key)))
        for sequence, does in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def start(self) -> None:
        """Begin a new report; one that is being typed is kept first."""
        if self._put_by():
            self._open_with(None, partial(self._session.ask, opening.fresh))

    def resume(self, draft_number: int) -> None:
        """Go on with a draft that waits in the vault, on the step where it was left."""
        if self._put_by():
            self._open_with(draft_number, partial(self._session.ask, opening.waiting, draft_number))

    def save_now(self) -> bool:
        """Put what is typed into the vault at once; True when everything is there. On a fault the typing stays."""
        return self._keeper.save()

    def file_report(self) -> None:
        """Make a case of what there is. Nothing is required; only a report without a single word cannot be."""
        if self._draft is None:
            return
        try:
            stops = [problem for problem in self._session.ask(report.gaps, self._draft) if problem.stops]
            if stops:
                self._open_gap(stops[0].field if stops[0].field != "what" else "quick")
                self.notice.say(stops[0].sentence)
                return
            done = self._session.do(report.take_report, self._draft, number=self._keeper.number)
        except KnownError as error:
            self.notice.say(str(error), "error")
            return
        except msgspec.ValidationError:
            self.notice.say(_("One of the texts is too long to be saved. Make it shorter; nothing was thrown away."), "error")
            return
        self.forget()
        self.report_taken.emit(done.value)

    def leave(self) -> None:
        """Go, and keep the draft. When it cannot be kept the page stays, with the reason."""
        if self._put_by():
            self.left.emit()

    def forget(self) -> None:
        """Let go of every word; what was saved is in the vault."""
        self._draft = None
        self._keeper.forget()
        self.paper.forget()
        self.paper_button.setChecked(False)
        for step in self.steps.values():
            step.forget()
        for part in (self.paper_button, self.notice, self.seal_bar):
            part.hide()
        self.saved.setText("")

    @property
    def draft(self) -> ReportDraft | None:
        """The draft as it is now; None when no report is being taken."""
        return self._draft

    def go(self, key: str) -> None:
        """Show a step, after saving what was typed on the one before."""
        if self._draft is None or self._policy is None or self._event is None:
            return
        if self._draft.step != key:
            self._draft = replace(self._draft, step=key)
            if not is_empty(self._draft):
                self._keeper.hold(self._draft)
        self.save_now()
        step = self.steps[key]
        self._show_step(key)
        self.seal_bar.show_on(key)
        self.stepper.choose(key)
        keys = list(self.steps)
        self.back.setEnabled(key != keys[0])
        self.next.setEnabled(key != keys[-1])
        self.stack.setCurrentWidget(self._pages[key])
        self._guide_for(key)
        self.guidance_button.setChecked(False)
        self._dress()
        step.begin()
        announce(self, step.accessibleName())

    def _move(self, by: int) -> None:
        keys = list(self.steps)
        at = keys.index(self.stepper.key) + by
        if 0 <= at < len(keys):
            self.go(keys[at])

    def _open_gap(self, field: str) -> None:
        self.go(changes.step_of(field))
        self.reported.open_for(field)

    def _open_with(self, number: int | None, ask: Callable[[], opening.Opened]) -> None:
        try:
            opened = ask()
        except KnownError as error:
            self._session.failed.emit(str(error))
            # Later: whoever asked may be about to show this page.
            QTimer.singleShot(0, self, self.left.emit)
            return
        self.forget()
        key = opened.draft.step if opened.draft.step in self.steps else next(iter(self.steps))
        self._draft, self._event, self._policy = replace(opened.draft, step=key), opened.event, opened.policy
        self._keeper.begin(number)
        self._show_paper(number, opened.draft.pictures)
        self._sealer.look(number)
        self.stepper.mark(changes.touched(self._draft))
        self.go(key)
        if opened.sentence:
            self.notice.say(opened.sentence)

    def _show_paper(self, number: int | None, count: int) -> None:
        """Lay the pictures of the paper beside the fields, where the report comes from paper."""
        self.paper_button.setVisible(bool(count))
        if number is not None and count:
            self.paper.show_pictures(count, lambda place: opening.picture(self._session, self._keeper.number, place))
        self.paper_button.setChecked(bool(count))

    def _lay_beside(self, paper: bool) -> None:
        self.beside.setCurrentWidget(self.paper if paper else self.guidance)
        if self.folded and paper and not self.guidance_button.isChecked():
            self.guidance_button.setChecked(True)
        self._dress()

    def _paper_clicked(self, checked: bool) -> None:
        """Where there is no room beside the step: the paper in its place, or the step again."""
        if self.folded and not checked:
            if self.guidance_button.isChecked():
                self.guidance_button.setChecked(False)
            else:
                self.paper_button.setChecked(True)

    def _show_step(self, key: str) -> None:
        assert self._draft is not None and self._policy is not None and self._event is not None
        self.steps[key].show_draft(self._draft, self._policy, self._event)
        if key == "check":
            self._show_gaps()

    def _show_gaps(self) -> None:
        try:
            self.check.show_gaps(self._session.ask(report.gaps, self._draft))  # type: ignore[arg-type]
        except KnownError as error:
            self.notice.say(str(error), "error")

    def _changed(self, draft: ReportDraft) -> None:
        if self._draft is None:
            # A letter that came between locking and the page's going.
            return
        self._draft = draft
        self.stepper.mark(changes.touched(draft))
        self._keeper.hold(draft)

    def _put_by(self) -> bool:
        """Save what is being typed and let go of it; False, with a sentence, when it could not be saved."""
        if self._draft is None:
            return True
        if not self.save_now():
            return False
        if self._keeper.number is not None and is_empty(self._draft):
            # Everything was taken out again by hand: an empty draft would only ask to be opened.
            self._session.attempt(report.discard_draft, self._keeper.number)
        self.forget()
        return True

    def _was_saved(self, words: str) -> None:
        self.saved.setText(words)
        if self.notice.property("about") == "saving":
            self.notice.setProperty("about", "")
            self.notice.put_away()

    def _not_saved(self, sentence: str) -> None:
        self.saved.setText(_("Not saved yet"))
        self.notice.setProperty("about", "saving")
        self.notice.say(sentence, "error")

    def _focus_moved(self, old: QWidget | None, _now: QWidget | None) -> None:
        if self._keeper.waiting and old is not None and self.isAncestorOf(old) and self._session.open:
            self.save_now()

    def _ask_discard(self) -> None:
        plain.question(
            self, _("Throw away"), _("Throw this draft away?"),
            more=_("Everything written on these steps goes, and cannot be brought back."),
            go=_("Throw away"), stay=_("Keep"), then=self._discard,
        )  # fmt: skip

    def _discard(self) -> None:
        number = self._keeper.number
        if number is not None and self._session.attempt(report.discard_draft, number) is None:
            return
        self.forget()
        self.left.emit()

    def _guide_for(self, key: str) -> None:
        assert self._policy is not None
        words = words_for(cast(changes.StepKey, key), self._policy)
        self.guidance.set_guidance(words.title, say=words.say, do=words.do, avoid=words.avoid, offer=words.offer)

    @property
    def folded(self) -> bool:
        """Whether the page is too narrow, or the text too large, to show the guidance beside the step."""
        return self.width() < self.fontMetrics().averageCharWidth() * _ROOM

    def _guide(self) -> None:
        if self.folded:
            self.guidance_button.click()
        else:
            self.guidance.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fold(self, shown: bool) -> None:
        self._dress()
        if shown:
            self.guidance.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._draft is not None:
            self.steps[self.stepper.key].begin()

    def _dress(self) -> None:
        folded, shown = self.folded, self.guidance_button.isChecked()
        self.guidance_button.setVisible(folded)
        self.paper_button.setText(_("Paper") if folded else self.paper_button.accessibleName())
        self.guidance_button.setText(_("Guidance (F2)") if self.paper_button.isHidden() else _("Guidance"))
        self.beside.setVisible(not folded or shown)
        self.stack.setVisible(not folded or not shown)
        wide = self.fontMetrics().averageCharWidth() * _PANEL
        if self.paper_button.isChecked():
            wide = max(wide, round(self.width() * _PAPER_SHARE))
        self.beside.setMaximumWidth(16_777_215 if folded else wide)
        self.beside.setMinimumWidth(0 if folded else wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.folded and self.guidance_button.isChecked():
                self.guidance_button.setChecked(False)
            else:
                self.leave()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        if self._draft is not None:
            self.steps[self.stepper.key].begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._session.open:
            self.save_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Close, QEvent.Type.WindowDeactivate) and self._session.open:
            self.save_now()
        return super().eventFilter(watched, event)
