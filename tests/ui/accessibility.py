"""What a screen reader would miss: walks Qt's accessibility tree in process, without a bus or a reader."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QWidget

_R = QAccessible.Role
_NEEDS_A_NAME = frozenset({
    _R.Button, _R.CheckBox, _R.RadioButton, _R.EditableText, _R.ComboBox, _R.SpinBox, _R.Slider, _R.MenuItem, _R.PageTab,
    _R.Table,
    _R.Tree, _R.List, _R.Link, _R.Dial, _R.ButtonMenu, _R.ButtonDropDown, _R.ProgressBar,
})  # fmt: skip
_MOST_CHILDREN = 200


def problems(widget: QWidget) -> list[str]:
    """A sentence for each visible control that has no name, or that takes the focus without one; [] is what a test wants.

    A combo box on Linux gives its value as its name, so it needs a label (a buddy, a form row) or ``setAccessibleName``.
    """
    return list(_nameless(QAccessible.queryAccessibleInterface(widget))) + list(_unreachable(widget))


def _walk(node: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if node is None or not node.isValid():
        return
    yield node
    # A table of 100,000 rows has millions of children.
    for number in range(min(node.childCount(), _MOST_CHILDREN)):
        yield from _walk(node.child(number))


def _nameless(root: QAccessibleInterface | None) -> Iterator[str]:
    for node in _walk(root):
        owner = node.object()
        if node.role() not in _NEEDS_A_NAME or node.state().invisible or _made_by_qt(owner):
            continue
        labelled = bool(node.relations(QAccessible.RelationFlag.Label))
        if node.role() == _R.ComboBox:
            named = labelled or bool(isinstance(owner, QWidget) and owner.accessibleName())
        else:
            named = labelled or bool(node.text(QAccessible.Text.Name).strip())
        if not named:
            yield f"{node.role().name} without a name: {type(owner).__name__} '{owner.objectName() if owner else ''}'"


def _made_by_qt(owner: QObject | None) -> bool:
    """The parts inside a spin box, a calendar or a full tool bar: Qt names what holds them, and that is what is spoken."""
    return owner is not None and owner.objectName().startswith("qt_")


def _unreachable(root: QWidget) -> Iterator[str]:
    """Item views that swallow Tab: whoever works by keyboard never gets out of them again."""
    for view in root.findChildren(QAbstractItemView):
        if view.isVisibleTo(root) and view.tabKeyNavigation():
            yield f"Tab does not leave {type(view).__name__} '{view.objectName()}'"
