"""The frame every dialog of a case shares: a title, room to write, guidance at the side, and one thing to press."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from cocdesk.ui import plain, theme
from cocdesk.ui.widgets.card import SectionHeading, button, hairline, scrolling
from cocdesk.ui.widgets.guidance_panel import GuidancePanel
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.words import _

_BESIDE_CHARS = 68


class Sheet(QDialog):
    """A dialog that never throws typing away without asking once.

    Put parts into ``column``; answer ``state`` with everything a person can change; say the outcome by a signal in ``save``.
    Whoever opened it calls ``leave`` when the outcome was recorded, or ``say`` with the sentence why not.

    A sheet that tells ``touched`` at every change, and whose ``kept`` can be ``put_back``, may be given a keeper
    (``sheet_keeper``); then leaving offers to finish later. ``finish_later`` and ``thrown_away`` say which was chosen.
    """

    touched = Signal()
    finish_later = Signal()
    thrown_away = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, hint: str = "", save: str = "", chars: int = 84) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._before: object = None
        self._remembered = False
        self._sized = False
        self._settled = False
        self._needed = 0
        self.keeping = False
        self._chars = chars
        self.heading = SectionHeading(title, hint)
        self.notice = NoticeBar()
        self.guidance = GuidancePanel()
        self.save_button = button(save or _("Save"), "primary")
        self.cancel_button = button(_("Cancel"), "quiet")
        page = QWidget()
        self.column = QVBoxLayout(page)

        edge = theme.space(2.5)
        self.column.setContentsMargins(edge, theme.space(1.5), edge, theme.space(2))
        self.column.setSpacing(theme.space(1.75))
        top = QVBoxLayout()
        top.setContentsMargins(edge, theme.space(2), edge, theme.space(1.5))
        top.setSpacing(theme.space(1))
        top.addWidget(self.heading)
        top.addWidget(self.notice)
        self._page = page
        self._scroll = scrolling(page, title)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addLayout(top)
        main.addWidget(hairline())
        main.addWidget(self._scroll, 1)
        self._side = QFrame()
        self._side.setObjectName("side")
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.guidance)
        self._upper = upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addLayout(main, 5)
        upper.addWidget(self._side, 3)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.space(1.25), edge, theme.space(1.25))
        foot.setSpacing(theme.space(1))
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        whole = theme.flush(QVBoxLayout(self))
        whole.addLayout(upper, 1)
        whole.addWidget(hairline())
        whole.addLayout(foot)
        self._side.hide()

        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # the second is the one of the number pad
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        plain.set_tip(self.save_button, _("Ctrl+Enter"))
        self.finished.connect(self.deleteLater)
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.timeout.connect(self._grow)
        page.installEventFilter(self)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._follow)

    def guide(self, title: str, *, say: tuple[str, ...] = (), avoid: tuple[str, ...] = (), offer: tuple[str, ...] = ()) -> None:
        """Show the procedure's words at the side; without any, the side is not there."""
        self.guidance.set_guidance(title, say=say, avoid=avoid, offer=offer, acting=True)
        self._side.setVisible(bool(say or avoid or offer))

    def state(self) -> object:
        """Everything a person can change, to see whether anything was typed."""
        return None

    def save(self) -> None:
        """Give the outcome by a signal, or say what is missing."""
        self.leave()

    def kept(self) -> dict[str, object]:
        """What was typed, as JSON can hold it: what ``put_back`` needs to show the same again."""
        return {}

    def put_back(self, kept: Mapping[str, object]) -> None:
        """Show again what was kept. It counts as typed: compared with the sheet as it would open without."""
        self._remember()
        self.fill_in(kept)

    def fill_in(self, kept: Mapping[str, object]) -> None:
        """Fill the parts of a sheet from ``kept``; what is no longer asked is passed over."""

    def typed(self) -> bool:
        """Whether something would be lost by leaving."""
        return self._remembered and self.state() != self._before

    def say(self, sentence: str) -> None:
        """Show why it could not be recorded; what was typed stays."""
        self.notice.say(sentence, "warn")

    def leave(self) -> None:
        """Go away: everything is recorded, or the vault is being locked."""
        self.done(int(QDialog.DialogCode.Accepted))

    def reject(self) -> None:
        if not self.typed():
            # Taken out again by hand: nothing is left to keep.
            self.thrown_away.emit()
            super().reject()
            return
        if self.keeping:
            self._ask_to_keep()
            return
        plain.question(
            self, self.windowTitle(), _("Leave without saving?"), more=_("What you wrote here would be lost."),
            go=_("Leave"), stay=_("Keep writing"), then=self._drop,
        )  # fmt: skip

    def _ask_to_keep(self) -> None:
        more = _("“Finish later” keeps it with the case, where only you see it. It is not recorded yet.")
        box = plain.message(self, self.windowTitle(), _("Leave without recording?"), more=more)
        stay = box.addButton(_("Keep writing"), QMessageBox.ButtonRole.RejectRole)
        later = box.addButton(_("Finish later"), QMessageBox.ButtonRole.AcceptRole)
        away = box.addButton(_("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(later)
        box.setEscapeButton(stay)
        later.clicked.connect(self.finish_later)
        away.clicked.connect(self._drop)
        box.open()

    def _drop(self) -> None:
        self.thrown_away.emit()
        self.done(int(QDialog.DialogCode.Rejected))

    def _remember(self) -> None:
        if not self._remembered:
            self._before, self._remembered = self.state(), True

    def showEvent(self, event: QShowEvent) -> None:
        self._remember()
        if not self._sized:
            self._sized = True
            wanted = self._wanted_size()
            self._needed = wanted.height()
            self.resize(wanted)
            # Once everything has its place: at large text even the first field may lie below the fold.
            QTimer.singleShot(0, self, self._settle)
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._settled and watched is self._page:
            self._growing.start()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self._settled = True
        self._follow(None, self.focusWidget())

    def _grow(self) -> None:
        """Room for what was opened or asked since, as far as the screen has it; what a person made larger stays so."""
        needed = self._wanted_size().height()
        if needed > self._needed and self.isVisible():
            self._needed = needed
            self.resize(self.width(), max(self.height(), needed))
            over = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
            if over > 0:
                self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - over))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring the field with the cursor into sight, with its question above it; not under a mouse that is pressing it."""
        if now is None or not self._page.isAncestorOf(now) or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        top, view = now.mapTo(self._page, now.rect().topLeft()).y() + self._page.y(), self._scroll.viewport().height()
        if top < 0 or top + now.height() > view:
            self._scroll.ensureWidgetVisible(now, 0, min(self.fontMetrics().height() * 2, max(0, view - now.height()) // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def _place_side(self) -> None:
        """Guidance stands beside the form; where the text is large for the window it comes after it."""
        below = self.width() < self.fontMetrics().averageCharWidth() * _BESIDE_CHARS
        if below == (self._side.parentWidget() is self._page):
            return
        shown = not self._side.isHidden()
        if below:
            self._upper.removeWidget(self._side)
            self.column.addWidget(self._side)
        else:
            self.column.removeWidget(self._side)
            self._upper.addWidget(self._side, 3)
        self._side.setMinimumHeight(self.fontMetrics().height() * 14 if below else 0)
        self._side.setVisible(shown)

    def _wanted_size(self) -> QSize:
        char, room, sided = self.fontMetrics().averageCharWidth(), self._room(), not self._side.isHidden()
        wide = min(char * (self._chars + (40 if sided else 0)), room.width())
        inside = (wide * 5 // 8 if sided else wide) - theme.space(2)
        content = self._page.heightForWidth(inside) if self._page.hasHeightForWidth() else self._page.sizeHint().height()
        least = theme.space(60) if sided else theme.space(26)
        return QSize(wide, min(max(content + self._around(), least), room.height()))

    def _around(self) -> int:
        return (
            self.heading.sizeHint().height() + self.save_button.sizeHint().height() + self.fontMetrics().height() + theme.space(9)
        )

    def _room(self) -> QSize:
        parent = self.parentWidget()
        whole = parent.window().size() if parent is not None else self.screen().availableSize()
        return QSize(round(whole.width() * 0.94), round(whole.height() * 0.94)).boundedTo(self.screen().availableSize())


class Sentence(QFrame):
    """A sentence of the procedure inside a form, set off by a line at its side; hidden while it is empty."""

    def __init__(self, text: str = "", tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "quote")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(1.25), theme.space(0.25), 0, theme.space(0.25))
        self.words = plain.label(text, "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self.words, 1)
        if not text:
            self.hide()

    def set_text(self, text: str) -> None:
        """Show another sentence, or nothing."""
        self.words.setText(text)
        self.setVisible(bool(text))
