"""The style sheet, written from colours and sizes, so that no control is left in the toolkit's default clothes."""

from __future__ import annotations

from collections.abc import Mapping

from cocdesk.ui import marks

_WORDS = """
* { outline: 0; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: {title}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: {muted}; }
QLabel[tone="ok"] { color: {ok}; } QLabel[tone="warn"] { color: {warn}; }
QLabel[tone="bad"] { color: {bad}; } QLabel[tone="info"] { color: {info}; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; }
QToolTip { color: {text}; background: {raised}; border: 1px solid {edge}; padding: {p4}px; }
QFrame[look="card"] { background: {base}; border: 1px solid {line}; border-radius: {r10}px; }
QFrame[look="line"] { background: {line}; border: 0; min-height: 1px; max-height: 1px; }
QFrame[look="step"] { background: transparent; border: 1px solid transparent; border-radius: {r10}px; }
QFrame[look="step-next"] { background: {base}; border: 1px solid {soft}; border-radius: {r10}px; }
QFrame[look="quote"] { background: transparent; border: 0; border-left: 2px solid {soft}; border-radius: 0; }
QFrame[look="quote"][tone="ok"] { border-left-color: {ok}; } QFrame[look="quote"][tone="bad"] { border-left-color: {bad}; }
QFrame[look="quote"][tone="info"] { border-left-color: {info}; }
QFrame[look="quote"][tone="warn"] { border-left-color: {warn}; }
QScrollArea:focus { border: 2px solid {accent}; border-radius: {r8}px; }
QWidget#side { background: {window}; border-left: 1px solid {line}; }
QGroupBox { background: {base}; border: 1px solid {line}; border-radius: {r10}px; margin-top: {head}px; padding: {p8}px;
  font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 1px; padding: 0 0 {p4}px 0; color: {text}; }
QGroupBox QWidget { font-weight: normal; }
QStatusBar { background: {base}; border-top: 1px solid {line}; color: {muted}; } QStatusBar::item { border: 0; }
QStatusBar QLabel { color: {muted}; padding: 0 {p8}px; }
QSplitter::handle { background: transparent; } QSplitter::handle:hover { background: {accent}; }
QDialog, QMainWindow, QWizard { background: {window}; }
QScrollArea { background: transparent; border: 0; }
QScrollArea[look="reading"] { border: 2px solid transparent; } QScrollArea[look="reading"]:focus { border-color: {accent}; }
QScrollArea > QWidget > QWidget { background: transparent; }
"""

_BUTTONS = """
QPushButton, QToolButton { border: 1px solid {soft}; border-radius: {r8}px; padding: {p6}px {p14}px; background: {base};
  color: {text}; min-height: {tall}px; }
QPushButton:hover, QToolButton:hover { background: {sel}; border-color: {accent}; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: {sel}; border-color: {accent}; }
QPushButton:focus, QToolButton:focus { border: 2px solid {accent}; padding: {p5}px {p13}px; }
QPushButton:disabled, QToolButton:disabled { color: {muted}; background: {window}; border-color: {line}; }
QPushButton[look="primary"], QToolButton[look="primary"], QPushButton:default[look="primary"] { background: {accent}; color: {on};
  border-color: {accent}; font-weight: 600; }
QPushButton[look="primary"]:hover, QToolButton[look="primary"]:hover { background: {hover}; border-color: {hover}; }
QPushButton[look="primary"]:focus, QToolButton[look="primary"]:focus { border: 2px solid {text}; }
QPushButton[look="primary"]:disabled, QToolButton[look="primary"]:disabled { background: {offbg}; color: {muted};
  border-color: {line}; }
QPushButton[look="danger"] { color: {bad}; border-color: {bad}; }
QPushButton[look="danger"]:hover { background: {badbg}; }
QPushButton[look="danger"]:focus { border: 2px solid {bad}; }
QPushButton[look="danger"]:disabled { color: {muted}; border-color: {line}; }
QPushButton[look="quiet"] { background: {offbg}; border-color: transparent; }
QPushButton[look="bare"], QToolButton, QToolButton:disabled { background: transparent; border-color: transparent; }
QPushButton[look="bare"] { color: {muted}; }
QPushButton[look="quiet"]:hover, QPushButton[look="bare"]:hover, QToolButton:hover { background: {sel}; color: {text};
  border-color: transparent; }
QPushButton[look="quiet"]:focus, QPushButton[look="bare"]:focus, QToolButton:focus { border-color: {accent}; }
QPushButton[look="small"], QPushButton[look="bare"] { padding: {p2}px {p10}px; }
QPushButton[look="small"]:focus, QPushButton[look="bare"]:focus { padding: {p1}px {p9}px; }
QToolButton[look="glyph"] { padding: {p4}px; } QToolButton[look="glyph"]:focus { padding: {p3}px; }
QToolButton { padding: {p6}px {p10}px; } QToolButton:focus { padding: {p5}px {p9}px; }
QToolBar QToolButton { padding-right: {p4}px; } QToolBar QToolButton:focus { padding-right: {p3}px; }
QToolButton::menu-indicator { image: none; width: 0; } QPushButton::menu-indicator { image: url({down}); width: {i16}px;
  height: {i16}px; subcontrol-position: right center; right: {p8}px; }
QPushButton[look="chip"] { border: 1px solid {soft}; border-radius: {pill}px; padding: {p4}px {p12}px; background: {base}; }
QPushButton[look="chip"]:hover { border-color: {accent}; }
QPushButton[look="chip"]:checked { background: {sel}; border-color: {accent}; font-weight: 600; }
QPushButton[look="chip"]:focus { border: 2px solid {accent}; padding: {p3}px {p11}px; }
QCheckBox, QRadioButton { spacing: {p8}px; padding: {p3}px {p4}px; border: 2px solid transparent; border-radius: {r6}px;
  background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: {accent}; }
QCheckBox:disabled, QRadioButton:disabled { color: {muted}; }
QCheckBox::indicator, QGroupBox::indicator { width: {i16}px; height: {i16}px; border: 1px solid {edge}; border-radius: {r4}px;
  background: {base}; }
QCheckBox::indicator:hover { border-color: {accent}; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked { background: {accent}; border-color: {accent}; image: url({check}); }
QCheckBox::indicator:indeterminate { background: {accent}; border-color: {accent}; image: url({dash}); }
QCheckBox::indicator:disabled { background: {window}; border-color: {line}; }
QRadioButton::indicator { width: {i16}px; height: {i16}px; border: 1px solid {edge}; border-radius: {rdot}px;
  background: {base}; }
QRadioButton::indicator:hover { border-color: {accent}; }
QRadioButton::indicator:checked { width: {dot}px; height: {dot}px; border: {ring}px solid {accent}; background: {base};
  border-radius: {rdot}px; }
QRadioButton[look="segment"] { border: 1px solid {soft}; border-radius: {r8}px; padding: {p5}px {p12}px {p5}px {p10}px;
  background: {base};
  min-height: {tall}px; spacing: {p6}px; }
QRadioButton[look="segment"]:hover { border-color: {accent}; }
QRadioButton[look="segment"]:checked { background: {sel}; border-color: {accent}; }
QRadioButton[look="segment"]:focus { border: 2px solid {accent}; padding: {p4}px {p11}px {p4}px {p9}px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { border: 1px solid {edge}; border-radius: {r8}px;
  background: {base};
  color: {text}; padding: {p6}px {p8}px; selection-background-color: {accent}; selection-color: {on};
  placeholder-text-color: {muted}; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: {tall}px; }
QComboBox, QAbstractSpinBox { max-height: {tall}px; }
QPlainTextEdit, QTextEdit { padding: {p4}px {p6}px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: {accent}; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus { border: 2px solid {accent}; padding: {p5}px {p7}px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {accent}; padding: {p3}px {p5}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: {window}; color: {muted};
  border-color: {line}; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: {window}; border-color: {line}; }
QLineEdit[tone="bad"] { border-color: {bad}; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0;
  padding: 0;
  background: transparent; min-height: 0; }
QLineEdit QToolButton, QLineEdit QToolButton:focus, QLineEdit QToolButton:hover { border: 0; padding: 0; min-height: 0;
  background: transparent; }
QLineEdit QToolButton:checked { background: {sel}; }
QComboBox { padding-left: {p10}px; padding-right: {p4}px; }
QComboBox:focus, QComboBox:on { padding-left: {p9}px; padding-right: {p3}px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: {drop}px; border: 0;
  background: transparent; }
QComboBox::down-arrow { image: url({down}); width: {i16}px; height: {i16}px; }
QComboBox QAbstractItemView { background: {raised}; border: 1px solid {edge}; border-radius: {r6}px; padding: {p4}px; outline: 0;
  selection-background-color: {sel}; selection-color: {text}; }
QComboBox QAbstractItemView::item { min-height: {row}px; padding: 0 {p8}px; border-radius: {r4}px; }
QComboBox QAbstractItemView::item:selected { background: {sel}; color: {text}; }
QAbstractSpinBox { padding-right: {drop}px; } QAbstractSpinBox:focus { padding-right: {drop}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: {drop}px; border: 0;
  background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: {sel}; border-radius: {r4}px; }
QAbstractSpinBox::up-arrow { image: url({up}); width: {i12}px; height: {i12}px; }
QAbstractSpinBox::down-arrow { image: url({down}); width: {i12}px; height: {i12}px; }
QDateTimeEdit::down-arrow { image: url({down}); width: {i16}px; height: {i16}px; }
QDateTimeEdit::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: {drop}px; border: 0;
  background: transparent; }
QLineEdit#search { background: {window}; border-color: {line}; } QLineEdit#search:focus { background: {base};
  border-color: {accent}; }
QCalendarWidget QWidget { background: {base}; alternate-background-color: {window}; }
QCalendarWidget QToolButton { padding: {p4}px {p8}px; border: 1px solid transparent; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url({left}); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url({right}); }
QCalendarWidget QAbstractItemView { selection-background-color: {accent}; selection-color: {on}; }
QCalendarWidget QAbstractItemView:disabled { color: {muted}; }
"""

_VIEWS = """
QAbstractItemView { border: 1px solid {line}; border-radius: {r8}px; background: {base}; alternate-background-color: {base};
  gridline-color: {line}; selection-background-color: {sel}; selection-color: {text}; outline: 0; }
QAbstractItemView:focus { border: 2px solid {accent}; }
QListView::item, QTreeView::item { padding: 0 {p8}px; border-radius: {r4}px; color: {text}; }
QTableView::item { padding: {p4}px {p7}px; color: {text}; border: 0; }
QListView::item:hover, QTreeView::item:hover { background: {window}; }
QAbstractItemView::item:selected { background: {sel}; color: {text}; }
QTableView#cases, QListView#follow-ups { border: 0; border-radius: 0; }
QTableView#cases:focus, QListView#follow-ups:focus { border: 0; }
QHeaderView { background: {base}; border: 0; }
QHeaderView::section { background: {base}; color: {muted}; border: 0; border-bottom: 1px solid {line}; padding: {p8}px {p10}px;
  font-weight: 600; }
QHeaderView::section:hover { color: {text}; }
QHeaderView::down-arrow { image: url({down}); width: {i12}px; height: {i12}px; subcontrol-position: center right; right: {p4}px; }
QHeaderView::up-arrow { image: url({up}); width: {i12}px; height: {i12}px; subcontrol-position: center right; right: {p4}px; }
QTableCornerButton::section { background: {base}; border: 0; }
QListWidget#rail { border: 0; border-radius: 0; background: {window}; padding: {p8}px; }
QListWidget#rail::item { padding: 0 {p8}px; border-radius: {r8}px; border: 2px solid transparent; min-height: 0; }
QListWidget#rail::item:hover { background: {offbg}; }
QListWidget#rail::item:selected { background: {sel}; color: {text}; font-weight: 600; }
QListWidget#rail:focus { border: 0; }
QListWidget#rail::item:selected:focus { border-color: {accent}; }
QTabWidget::pane { border: 0; border-top: 1px solid {line}; top: -1px; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; color: {muted}; padding: {p8}px {p12}px {p6}px {p12}px; border: 0;
  border-bottom: 2px solid transparent;
  margin-right: {p4}px; }
QTabBar::tab:hover { color: {text}; border-bottom-color: {line}; }
QTabBar::tab:selected { color: {text}; border-bottom-color: {accent}; }
QTabBar::tab:selected:focus { background: {sel}; border-top-left-radius: {r6}px; border-top-right-radius: {r6}px; }
QTabBar QToolButton { background: {base}; border: 1px solid {line}; padding: 0; }
QTabBar QToolButton::left-arrow { image: url({left}); } QTabBar QToolButton::right-arrow { image: url({right}); }
QProgressBar { border: 0; border-radius: {p4}px; background: {offbg}; min-height: {p8}px; max-height: {p8}px; }
QProgressBar::chunk { border-radius: {p4}px; background: {accent}; }
"""

_AROUND = """
QMenuBar { background: {base}; padding: {p2}px {p4}px; border: 0; } QMenuBar::item { padding: {p4}px {p8}px;
  border-radius: {r6}px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: {sel}; color: {text}; }
QMenu { background: {raised}; border: 1px solid {soft}; border-radius: {r8}px; padding: {p6}px; }
QMenu::item { padding: {p6}px {p24}px {p6}px {p10}px; border-radius: {r6}px; background: transparent; }
QMenu::icon { padding-left: {p8}px; }
QMenu::item:selected { background: {sel}; color: {text}; } QMenu::item:disabled { color: {muted}; }
QMenu::separator { height: 1px; background: {line}; margin: {p6}px {p8}px; }
QMenu::right-arrow { image: url({right}); width: {i16}px; height: {i16}px; }
QMenu::indicator { width: {i16}px; height: {i16}px; left: {p4}px; } QMenu::indicator:checked { image: url({tick}); }
QToolBar { background: {base}; border: 0; border-bottom: 1px solid {line}; padding: {p6}px {p10}px; spacing: {p4}px; }
QToolBar::separator { background: {line}; width: 1px; margin: {p4}px {p8}px; }
QScrollBar:vertical { background: transparent; width: {bar}px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: {bar}px; margin: 0; border: 0; }
QScrollBar::handle { background: {soft}; border-radius: {rbar}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: {p32}px; } QScrollBar::handle:horizontal { min-width: {p32}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: {edge}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
"""


def written(colors: Mapping[str, str], *, step: float, line: int, points: float) -> str:
    """The whole sheet for these colours; ``step`` is the rhythm in pixels, ``line`` a text line's height, ``points`` the text
    size."""
    places: dict[str, str] = dict(colors)
    for number in range(1, 33):
        places[f"p{number}"] = str(max(1, round(number * step / 8)))
    for number in (4, 6, 8, 10):
        places[f"r{number}"] = str(round(number * min(step / 8, 1.4)))
    mark = line if line % 2 == 0 else line + 1
    ring = max(4, round(mark * 0.28))
    places |= {
        "tall": str(max(line, round(step * 2.25))),
        "title": f"{points * 1.3:.1f}",
        "head": str(line + round(step)),
        "pill": str((line + 2 * round(step / 2)) // 2),
        "i16": str(mark), "i12": str(round(line * 0.75)), "rdot": str(mark // 2 + 1), "ring": str(ring), "dot": str(mark + 2 -
        2 * ring),
        "row": str(line + round(step * 1.5)), "drop": str(line + round(step)), "bar": str(max(10, round(step * 1.25))),
        "rbar": str(max(3, round(step * 0.375))),
        "check": marks.address("check", colors["on"]), "dash": marks.address("dash", colors["on"]),
        "tick": marks.address("check", colors["accent"]),
    }  # fmt: skip
    for arrow in ("up", "down", "left", "right"):
        places[arrow] = marks.address(arrow, colors["muted"])
    sheet = _WORDS + _BUTTONS + _FIELDS + _VIEWS + _AROUND
    for name, value in places.items():
        sheet = sheet.replace("{" + name + "}", value)
    return sheet
