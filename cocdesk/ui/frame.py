"""The parts of the main window's frame: its acts with their keys, menus, top bar, rail, and the band of a practice vault."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from cocdesk.ui import icons, plain, theme
from cocdesk.ui.keys_that_always_work import KeysThatAlwaysWork
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.widgets.in_field import InField
from cocdesk.words import _, ngettext

if TYPE_CHECKING:
    from cocdesk.ui.widgets.rail import Rail


def _rooms() -> tuple[tuple[str, str, str], ...]:
    return (
        ("cases", "tray", _("Cases")),
        ("matrix", "squares-four", _("Matrix")),
        ("follow-ups", "clock", _("Follow-ups")),
        ("papers", "files", _("Papers")),
        ("guidance", "book-open", _("Guidance")),
        ("event", "calendar-blank", _("Event")),
        ("team", "users-three", _("Team")),
    )


class Acts:
    """Everything the menus and keys can do; the main window connects them."""

    def __init__(self, window: QMainWindow) -> None:
        def act(words: str, key: str = "", icon: str = "", token: str = "") -> QAction:
            made = QAction(words, window)
            if icon:
                made.setIcon(icons.icon(icon, token))
            if key:
                made.setShortcut(QKeySequence(key))
                made.setShortcutContext(
                    Qt.ShortcutContext.ApplicationShortcut if key == "F12" else Qt.ShortcutContext.WindowShortcut
                )
            return made

        self.new = act(_("New report"), "Ctrl+N", "plus", "on")
        self.lock = act(_("Lock"), "Ctrl+L", "lock-simple")
        self.hide = act(_("Hide now, and back again"), "F12", "eye-slash")
        self.leave = act(_("Quit"), "Ctrl+Q")
        self.find = act(_("Search cases"), "Ctrl+K", "magnifying-glass")
        self.preferences = act(_("Preferences…"), "Ctrl+,", "gear")
        self.refresh = act(_("Reload what is shown"), "F5")
        self.check = act(_("Check the vault…"), "", "shield-check")
        self.open_case = act(_("Open case"), "Ctrl+O", "arrow-right")
        self.paper = act(_("Incident form of this case…"), "Ctrl+P", "printer")
        self.mail = act(_("Summary e-mail of this case…"), "Ctrl+Shift+M", "envelope-simple")
        self.blank = act(_("Blank incident forms…"), "Ctrl+Shift+P", "note-blank")
        self.guidance = act(_("Help: open the guidance"), "F1", "book-open")
        self.keys = act(_("Keyboard…"), "Ctrl+/")
        self.about = act(_("About cocdesk…"))
        self.rooms = {key: act(words, f"Ctrl+{place}", icon) for place, (key, icon, words) in enumerate(_rooms(), 1)}
        # On the window itself too: the key that hides everything must still work when menus and bar are hidden.
        window.addActions(self.all())
        KeysThatAlwaysWork((self.hide, self.lock), window)
        bar = window.menuBar()
        for title, entries in (
            (_("&File"), (self.new, self.blank, None, self.check, None, self.hide, self.lock, None, self.leave)),
            (_("&Edit"), (self.find, None, self.preferences)),
            (_("&View"), (*self.rooms.values(), None, self.refresh)),
            (_("&Case"), (self.open_case, None, self.paper, self.mail)),
            (_("&Help"), (self.guidance, self.keys, None, self.about)),
        ):
            menu = QMenu(title, window)
            bar.addMenu(menu)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(entry)

    def all(self) -> list[QAction]:
        """Every act, in the order of the menus."""
        return [
            self.new, self.find, self.open_case, self.paper, self.mail, self.blank, *self.rooms.values(), self.refresh,
            self.guidance, self.check, self.hide, self.lock, self.preferences, self.keys, self.about, self.leave,
        ]  # fmt: skip

    def keys_in_words(self) -> list[tuple[str, str]]:
        """What each key does."""
        said = [
            (act.text().replace("&", "").rstrip("…"), act.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            for act in self.all()
            if not act.shortcut().isEmpty()
        ]
        return [
            *said,
            (_("Open the chosen case"), _("Enter")),
            (_("In a form or a report: save"), _("Ctrl+Enter")),
            (_("In a report: the step before, the step after"), _("Alt+Left, Alt+Right")),
            (_("In a report: the guidance beside it"), _("F2")),
            (_("In a report: not offered"), _("N")),
        ]

    def enable(self, *, open_: bool, case: bool, why_not_write: str = "") -> None:
        """What makes sense now; ``why_not_write`` is said by the act that would record."""
        for act in self.all():
            act.setEnabled(open_)
        for act in (self.preferences, self.keys, self.about, self.leave):
            act.setEnabled(True)
        for act in (self.open_case, self.paper, self.mail):
            act.setEnabled(open_ and case)
        self.new.setEnabled(open_ and not why_not_write)
        self.new.setToolTip(why_not_write)

    def cover(self) -> None:
        """While the window is hidden no key reaches the case behind: only coming back, locking and leaving work."""
        for act in self.all():
            act.setEnabled(act in (self.hide, self.lock, self.leave))


def top_bar(window: QMainWindow, acts: Acts, search: QLineEdit) -> QToolBar:
    """New report, the two papers most wanted, the search, Lock."""
    bar = QToolBar(_("Desk"), window)
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(icons.beside_text())
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    window.addToolBar(bar)
    window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    short = {acts.blank: _("Paper form"), acts.mail: _("Summary"), acts.hide: _("Hide")}
    for act in (acts.new, acts.blank, acts.mail):
        if act in short:
            act.setIconText(short[act])
        bar.addAction(act)
        bar.widgetForAction(act).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    theme.set_look(bar.widgetForAction(acts.new), look="primary")
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    search.setObjectName("search")
    search.setAccessibleName(_("Search cases"))
    search.setPlaceholderText(_("Search   Ctrl+K"))
    search.setClearButtonEnabled(False)
    search.setMinimumWidth(search.fontMetrics().averageCharWidth() * 16)
    search.setMaximumWidth(search.fontMetrics().averageCharWidth() * 34)
    lens = Glyph("magnifying-glass", "muted")
    lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    InField(lens, search, leading=True)
    bar.addWidget(search)
    acts.hide.setIconText(short[acts.hide])
    for act in (acts.hide, acts.lock):
        bar.addAction(act)
        bar.widgetForAction(act).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return bar


def rail() -> Rail:
    """The rooms there are."""
    from cocdesk.ui.widgets.rail import Rail

    return Rail(_rooms())


def count_follow_ups(rail: Rail, count: int) -> None:
    """Show how many of them press."""
    words = ngettext("{count} overdue or due today", "{count} overdue or due today", count).format(count=count)
    rail.set_count("follow-ups", count, words)


def status_words(bar: QStatusBar) -> tuple[QLabel, QLabel, QLabel]:
    """What the line below tells: how many cases, when was saved last, and when it will lock."""
    counts, saved, idle = (plain.label("", wrap=False) for _place in range(3))
    bar.setSizeGripEnabled(False)
    # It is made behind the locked page, which has nothing to tell there.
    bar.hide()
    bar.addWidget(counts)
    bar.addWidget(saved)
    bar.addPermanentWidget(idle)
    return counts, saved, idle


def saved_words(now: datetime, event_zone: str) -> str:
    """When something was saved last, in the event's time."""
    from cocdesk.model.rules.clockwork import zone

    return _("Saved {time}").format(time=now.astimezone(zone(event_zone)).strftime("%H:%M"))


def exercise_band() -> QFrame:
    """Says in words and in another colour that nothing here is real."""
    band = QFrame()
    band.setObjectName("exercise")
    _ink, tint = theme.tokens().tone("warn")
    band.setStyleSheet(f"QFrame#exercise {{ background: {tint}; border: 0; border-bottom: 1px solid {_ink}; }}")
    row = QHBoxLayout(band)
    row.setContentsMargins(theme.space(1.5), theme.space(0.75), theme.space(1.5), theme.space(0.75))
    row.setSpacing(theme.space(1))
    row.addWidget(Glyph("graduation-cap", "warn"))
    row.addWidget(plain.label(_("EXERCISE"), "strong", tone="warn", wrap=False))
    row.addWidget(plain.label(_("A practice vault: nothing here happened, and its paper says so."), tone="warn"), 1)
    band.hide()
    return band


def desk_room(rooms: QStackedWidget, rail: QWidget, band: QWidget, notice: QWidget, pages: QWidget) -> QWidget:
    """The desk, one of the window's rooms: the rail at the left, beside it the exercise band, the notice, and the page."""
    desk = QWidget(rooms)
    rooms.addWidget(desk)
    row = theme.flush(QHBoxLayout(desk))
    row.addWidget(rail)
    column = QVBoxLayout()
    column.setSpacing(0)
    row.addLayout(column, 1)
    told = QVBoxLayout()
    told.setContentsMargins(theme.space(1.25), 0, theme.space(1.25), 0)
    told.addWidget(notice)
    column.addWidget(band)
    column.addLayout(told)
    column.addWidget(pages, 1)
    return desk
