"""Small windows of the Help and View menus: what the program is, which keys there are, and what this laptop's user prefers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cocdesk import __version__
from cocdesk.ui import plain, theme
from cocdesk.ui.autolock import LEAST_MINUTES, MOST_MINUTES
from cocdesk.ui.preferences import TEXT_SCALES, Preferences
from cocdesk.ui.widgets.card import button, form, form_line, number, scrolling
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.words import _


class AboutDialog(QDialog):
    """Name, version, and the promises in the words of the security page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = _frame(self, _("About cocdesk"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1.5))
        row.addWidget(Glyph("shield-check", "accent", 5), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.space(1))
        words.addWidget(plain.label(_("cocdesk {version}").format(version=__version__), "title"))
        words.addWidget(plain.label(_("An offline desk for the Code of Conduct team of a conference. It never uses a network.")))
        for sentence in (
            _("Whoever could open the vault before may have kept a copy."),
            _("If all passphrases and the recovery sheet are lost, nobody can help, not even we."),
            _("On Linux other programs can take pictures of this window."),
            _("Free software under the GNU General Public License, version 3 or later."),
        ):
            words.addWidget(plain.label(sentence, "muted"))
        row.addLayout(words, 1)
        column.addLayout(row)
        _closing(self, column)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)


class ShortcutsDialog(QDialog):
    """Every key of the main window in two columns; ``keys`` are pairs of what it does and which key."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        column = _frame(self, _("Keyboard"))
        column.addWidget(plain.label(_("Keyboard"), "title"))
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, theme.space(1), 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(0.75))
        for place, (words, key) in enumerate(keys):
            grid.addWidget(plain.label(words), place, 0)
            grid.addWidget(plain.label(key, "strong", wrap=False), place, 1)
        grid.setColumnStretch(0, 1)
        area = scrolling(sheet, _("Keyboard"))
        area.setProperty("look", "reading")
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column.addWidget(area, 1)
        _closing(self, column)
        wide = self.fontMetrics()
        self.resize(wide.averageCharWidth() * 58, min(wide.height() * 40, round(parent.window().height() * 0.9)))


class PreferencesDialog(QDialog):
    """Look, size of text and idle minutes; ``changed`` after each choice, so that it shows at once."""

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        column = _frame(self, _("Preferences"))
        column.addWidget(plain.label(_("On this laptop"), "title"))
        self.scheme, self.text, self.minutes = QComboBox(), QComboBox(), number(_("Lock after"), LEAST_MINUTES, MOST_MINUTES)
        for key, words in (("system", _("As the system is")), ("light", _("Light")), ("dark", _("Dark"))):
            self.scheme.addItem(words, key)
        for scale in TEXT_SCALES:
            self.text.addItem(_("{percent} %").format(percent=round(scale * 100)), scale)
        self.scheme.setCurrentIndex(self.scheme.findData(preferences.scheme))
        self.text.setCurrentIndex(max(0, self.text.findData(preferences.text_scale)))
        self.minutes.setValue(preferences.idle_minutes)
        self.minutes.setSuffix(_(" min without a touch"))
        fields = form()
        for words, field in ((_("Colours"), self.scheme), (_("Text"), self.text), (_("Lock after"), self.minutes)):
            name = plain.label(words, wrap=False)
            name.setBuddy(field)
            field.setAccessibleName(words)
            form_line(fields, name, field)
        column.addLayout(fields)
        self.hints = QCheckBox(_("Hints on the words while writing"))
        self.hints.setChecked(preferences.hints)
        self.hints.setAccessibleDescription(_("What is open now follows at the next letter."))
        column.addWidget(self.hints)
        column.addWidget(plain.label(_("Hints stand under a text and never stop you."), "muted"))
        column.addWidget(plain.label(_("The lock cannot be turned off."), "muted"))
        column.addWidget(plain.label(_("A new text size takes full effect at the next start."), "muted"))
        _closing(self, column)
        self.scheme.currentIndexChanged.connect(self._take)
        self.text.currentIndexChanged.connect(self._take)
        self.minutes.valueChanged.connect(self._take)
        self.hints.toggled.connect(self._take)
        wide = self.fontMetrics().averageCharWidth() * 52
        self.setMinimumWidth(wide)
        # Left to itself a dialog gives lines that wrap no more height than one of them needs, and squeezes the fields.
        self.resize(wide, column.totalHeightForWidth(wide))

    def _take(self) -> None:
        self._preferences.scheme = self.scheme.currentData()
        self._preferences.text_scale = float(self.text.currentData())
        self._preferences.idle_minutes = self.minutes.value()
        self._preferences.hints = self.hints.isChecked()
        self.changed.emit()


def _frame(dialog: QDialog, title: str) -> QVBoxLayout:
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(dialog)
    edge = theme.space(2.5)
    column.setContentsMargins(edge, edge, edge, edge)
    column.setSpacing(theme.space(1.5))
    return column


def _closing(dialog: QDialog, column: QVBoxLayout) -> None:
    row = QHBoxLayout()
    row.addStretch(1)
    close = button(_("Close"), "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    column.addLayout(row)
    close.setFocus(Qt.FocusReason.OtherFocusReason)
