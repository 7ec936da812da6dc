"""What the eye waits for: the list after unlocking, a keystroke in the search, a page of rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from bench import data
from bench.ratio import Pair, Size, case
from cocdesk.model.desk import Desk
from cocdesk.model.queries import case_list
from cocdesk.model.vault.slots import Kdf
from cocdesk.model.vault.vault import open_prepared, prepare

WIDE, HIGH = 1100, 680
TYPED = ("nowak", "zizek", "amber", "kilo", "heron 12", "sendra", "muller")


def app() -> Any:
    """The one application of this process, dressed as the product is."""
    from PySide6.QtWidgets import QApplication

    from cocdesk.ui import theme

    found = QApplication.instance()
    if found is None:
        found = QApplication(["bench"])
        assert isinstance(found, QApplication)
        theme.apply(found, "light")
    return found


def lines(desk: Desk) -> Any:
    """What the list asks for rows with: the vault's rows in words."""
    from cocdesk.ui.tables.case_lines import case_line

    now = datetime.now(UTC)

    def fetch(ids: list[int]) -> dict[int, Any]:
        return {number: case_line(row, now, "Europe/Berlin") for number, row in case_list.rows(desk, ids).items()}

    return fetch


def table(model: Any) -> Any:
    """A shown list of the product."""
    from cocdesk.ui.tables.case_table import CaseTable

    view = CaseTable()
    view.resize(WIDE, HIGH)
    view.show_cases(model)
    view.show()
    app().processEvents()
    return view


def _unlocking(size: Size, member: str, kdf: Kdf) -> Iterator[Pair]:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    from cocdesk.ui.tables.case_table import CaseTableModel

    app()
    with data.work_copy(size.cases) as folder:

        def product() -> None:
            vault = open_prepared(prepare(folder / "vault", passphrase=data.PASSPHRASE, member=member))
            desk = data.sit_down(folder, vault)
            view = table(CaseTableModel(case_list.ids(desk), lines(desk)))
            view.viewport().repaint()
            case_list.counts(desk)
            view.close()
            view.deleteLater()
            desk.close()

        def limit() -> None:
            Argon2id(salt=b"s" * 16, length=32, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib).derive(
                data.PASSPHRASE.encode()
            )

        yield product, limit


@case("unlock to list painted, Argon2id 64 MiB", goal=1.25, rounds=15)
def unlock_small(size: Size) -> Iterator[Pair]:
    """Limit: that Argon2id alone."""
    yield from _unlocking(size, data.SMALL_MEMBER, data.SMALL_KDF)


@case("unlock to list painted, Argon2id 256 MiB", goal=1.10, rounds=9, warm=1)
def unlock_big(size: Size) -> Iterator[Pair]:
    """Limit: that Argon2id alone."""
    yield from _unlocking(size, data.BIG_MEMBER, data.BIG_KDF)


@contextmanager
def shown(size: Size) -> Iterator[tuple[Desk, Any, Any]]:
    """A desk with its list on the screen."""
    from cocdesk.ui.tables.case_table import CaseTableModel

    app()
    with ExitStack() as stack:
        desk = stack.enter_context(data.open_desk(stack.enter_context(data.work_copy(size.cases))))
        model = CaseTableModel(case_list.ids(desk), lines(desk))
        view = table(model)
        stack.callback(view.close)
        yield desk, model, view


@case("keystroke in search, key to painted", goal=1.4, rounds=81)
def keystroke(size: Size) -> Iterator[Pair]:
    """A letter typed: query, model reset, repaint. Limit: the same field and list, reset and painted with rows held in memory."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from cocdesk.ui.tables.case_table import CaseTableModel

    keys = [word[: end + 1] for word in TYPED for end in range(len(word))]
    with shown(size) as (desk, model, view):
        held = lines(desk)(case_list.ids(desk)[:256].tolist())
        bare_model = CaseTableModel(list(held), lambda ids: {number: held[number] for number in ids})
        bare_view = table(bare_model)

        def field(searched: Any) -> QLineEdit:
            made = QLineEdit()
            made.textChanged.connect(searched)
            made.show()
            return made

        def search(text: str) -> None:
            model.set_ids(case_list.ids(desk, search=text))
            view.viewport().repaint()

        def reset(_text: str) -> None:
            bare_model.set_ids(list(held))
            bare_view.viewport().repaint()

        ours, bare = field(search), field(reset)

        def typing(into: QLineEdit) -> Any:
            typed = itertools.cycle(keys)

            def key() -> None:
                wanted = next(typed)
                if len(wanted) == 1:
                    into.blockSignals(True)
                    into.clear()
                    into.blockSignals(False)
                QTest.keyClicks(into, wanted[-1])

            return key

        yield typing(ours), typing(bare)
        for widget in (ours, bare, bare_view):
            widget.close()


@case("repaint a page of rows", goal=1.4, rounds=61)
def repaint(size: Size) -> Iterator[Pair]:
    """Limit: the same painter over Qt's own ``QStandardItemModel``, which holds the same rows in C++."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    from cocdesk.ui.tables.case_paint import CaseDelegate
    from cocdesk.ui.tables.case_table import DUE

    with shown(size) as (_desk, model, view):
        bare_model = QStandardItemModel(128, DUE + 1)
        for row, column in itertools.product(range(128), range(DUE + 1)):
            item = QStandardItem(model.data(model.index(row, column)))
            item.setData(model.record(row), Qt.ItemDataRole.UserRole)
            bare_model.setItem(row, column, item)
        bare = _beside(view, bare_model)
        bare.setItemDelegate(CaseDelegate(bare))
        app().processEvents()
        assert isinstance(bare, QTableView)
        yield view.viewport().repaint, bare.viewport().repaint
        bare.close()


@case("repaint a page of rows, beside Qt's own painting", goal=6.0, rounds=61)
def repaint_plain(size: Size) -> Iterator[Pair]:
    """What two lines, pills and the tiny matrix cost. Limit: a bare table of the same cells, painted by Qt in C++."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    from cocdesk.ui.tables.case_table import DUE

    with shown(size) as (_desk, model, view):
        bare_model = QStandardItemModel(128, DUE + 1)
        for row, column in itertools.product(range(128), range(DUE + 1)):
            bare_model.setItem(row, column, QStandardItem(model.data(model.index(row, column))))
        bare = _beside(view, bare_model)
        yield view.viewport().repaint, bare.viewport().repaint
        bare.close()


def _beside(view: Any, model: Any) -> Any:
    """A bare table of the same size, rows and columns as the product's list."""
    from PySide6.QtWidgets import QTableView

    bare = QTableView()
    bare.resize(WIDE, HIGH)
    bare.setModel(model)
    bare.verticalHeader().hide()
    bare.verticalHeader().setDefaultSectionSize(view.verticalHeader().defaultSectionSize())
    bare.setShowGrid(False)
    for column in range(model.columnCount()):
        bare.setColumnWidth(column, view.columnWidth(column))
    bare.show()
    app().processEvents()
    return bare
