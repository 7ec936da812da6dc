"""Opening, reading and saving, each beside what the bare library needs for the same."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import data, plain
from bench.ratio import Pair, Size, case
from cocdesk.model.actions import respond
from cocdesk.model.desk import Desk
from cocdesk.model.queries import case_list, case_view, follow_ups
from cocdesk.model.records import entries as e
from cocdesk.model.store import cases
from cocdesk.model.store.database import Database
from cocdesk.model.vault.connection import open_db
from cocdesk.model.vault.vault import prepare

PAGE = 200
OPEN_THOUSAND = 1_700  # six in ten are open
LIST = (
    "SELECT c.id, s.uuid, c.code_name, c.title, coalesce(e.name, ''), c.place, c.stage, c.risk, c.impact, c.received,"
    " c.deadline, c.next_step, c.next_step_title, a.name, c.updated FROM case_row c JOIN subject s ON s.id = c.id"
    " LEFT JOIN event_row e ON e.id = c.event JOIN author a ON a.id = c.handler"
)
ORDER = "SELECT id FROM case_row INDEXED BY case_list {} ORDER BY updated DESC, id DESC"


def database_of(folder: Path) -> tuple[Path, bytes]:
    """The database of a kept vault, and its key."""
    prepared = prepare(folder / "vault", passphrase=data.PASSPHRASE, member=data.SMALL_MEMBER)
    return folder / "vault" / prepared.copy.keys.file, bytes(prepared.db_key)


@contextmanager
def clear_copy(count: int) -> Iterator[Path]:
    """A kept vault's database without a cipher."""
    path, key = database_of(data.kept(count))
    copy = data.BUILD / f"clear-{count}.db"
    yield plain.in_the_clear(path, key, copy)
    copy.unlink(missing_ok=True)


@case("open the store, 200 rows, count", goal=1.5, rounds=41)
def open_the_store(size: Size) -> Iterator[Pair]:
    """Key in hand to the first page of rows; the limit is plain SQLite giving the same rows."""
    with data.work_copy(size.cases) as folder, clear_copy(size.cases) as copy:
        path, key = database_of(folder)

        def product() -> None:
            connection = open_db(path, key)
            db = Database(connection)
            wanted = cases.ids(db, "open", 0, 0)
            assert len(cases.rows(db, wanted[:PAGE])) == PAGE
            assert cases.counts(db, 0, 0)["all"] == size.cases
            connection.close()

        def limit() -> None:
            connection = plain.clear(copy)
            wanted = [row[0] for row in connection.execute(ORDER.format("WHERE closed = 0"))][:PAGE]
            marks = ", ".join("?" * PAGE)
            assert len(connection.execute(f"{LIST} WHERE c.id IN ({marks})", wanted).fetchall()) == PAGE
            counts = "SELECT sum(closed = 0), sum(closed = 1), count(*) FROM case_row INDEXED BY case_list"
            assert connection.execute(counts).fetchone()[2] == size.cases
            connection.close()

        yield product, limit


@contextmanager
def desk_and_clear(size: Size) -> Iterator[tuple[Desk, plain.dbapi2.Connection]]:
    """A desk at a vault, and the same tables in plain SQLite."""
    with ExitStack() as stack:
        folder = stack.enter_context(data.work_copy(size.cases))
        connection = plain.clear(stack.enter_context(clear_copy(size.cases)))
        stack.callback(connection.close)
        yield stack.enter_context(data.open_desk(folder)), connection


@case("list: ids of a filter, in order", goal=1.5, rounds=61)
def filter_the_list(size: Size) -> Iterator[Pair]:
    """Limit: the same statement in plain SQLite."""
    with desk_and_clear(size) as (desk, clear):
        sql = ORDER.format("WHERE closed = 0")
        connection = desk.db.connection
        # A new Database each time: it has kept nothing from the time before.
        yield lambda: cases.ids(Database(connection), "open", 0, 0), lambda: [row[0] for row in clear.execute(sql)]


@case("list: counts of the chips", goal=1.5, rounds=61)
def count_the_chips(size: Size) -> Iterator[Pair]:
    """Limit: the same sums in plain SQLite."""
    with desk_and_clear(size) as (desk, clear):
        sql = (
            "SELECT sum(closed = 0), sum(closed = 0 AND handler = 1), sum(closed = 0 AND deadline < 1), sum(closed = 1), count(*)"
            " FROM case_row INDEXED BY case_list"
        )
        yield lambda: case_list.counts(desk), lambda: clear.execute(sql).fetchone()


@case("list: 128 rows", goal=2.0, rounds=61)
def read_a_block(size: Size) -> Iterator[Pair]:
    """What the list reads when a block of rows comes into sight. Limit: the rows as tuples from plain SQLite."""
    with desk_and_clear(size) as (desk, clear):
        wanted = case_list.ids(desk, "open")[:128].tolist()
        sql = f"{LIST} WHERE c.id IN ({', '.join('?' * 128)})"
        yield lambda: case_list.rows(desk, wanted), lambda: clear.execute(sql, wanted).fetchall()


@case("matrix: counts of the cells", goal=1.5, rounds=61)
def count_the_matrix(size: Size) -> Iterator[Pair]:
    """Limit: the same statement in plain SQLite."""
    with desk_and_clear(size) as (desk, clear):
        sql = "SELECT risk, impact, count(*), sum(closed = 0) FROM case_row INDEXED BY case_cell GROUP BY risk, impact"
        yield lambda: case_list.matrix(desk), lambda: clear.execute(sql).fetchall()


@case("search without painting, three letters", goal=1.5, rounds=61)
def search(size: Size) -> Iterator[Pair]:
    """Limit: the same two full-text searches in plain SQLite, then the ids that hit in the list's order."""
    with desk_and_clear(size) as (desk, clear):
        hits = "SELECT rowid FROM case_search WHERE case_search MATCH ?"
        notes = "SELECT rowid >> 32 FROM note_search WHERE note_search MATCH ?"

        def limit() -> list[int]:
            found = {row[0] for sql in (hits, notes) for row in clear.execute(sql, ('"wem"*',))}
            return [row[0] for row in clear.execute(ORDER.format("WHERE closed = 0")) if row[0] in found]

        assert set(case_list.ids(desk, "open", search="wem")) <= set(limit())
        yield lambda: case_list.ids(desk, "open", search="wem"), limit


@case("open a case: 10 entries, hashes checked, folded", goal=1.5, rounds=101)
def open_a_case(size: Size) -> Iterator[Pair]:
    """Limit: the same in a vault a tenth as big."""
    with (
        data.work_copy(size.cases) as big,
        data.work_copy(size.small) as small,
        data.open_desk(big) as ours,
        data.open_desk(small) as less,
    ):
        yield _opening(ours), _opening(less)


def _opening(desk: Desk) -> Iterator[None]:
    found = itertools.cycle(
        desk.row(row).id for row in case_list.ids(desk, "all")[:: max(len(case_list.ids(desk, "all")) // 200, 1)]
    )
    return lambda: desk.case(next(found))  # type: ignore[return-value]


@case("read a case's ten entries, beside json and sha256", goal=4.0, rounds=101)
def read_a_case(size: Size) -> Iterator[Pair]:
    """Limit: the bodies from plain SQLite, parsed by ``json`` and hashed, neither checked nor folded."""
    with desk_and_clear(size) as (desk, clear):
        rows = case_list.ids(desk, "all")[::50]
        found, bare = itertools.cycle(desk.row(row).id for row in rows), itertools.cycle(rows)

        def limit() -> None:
            for body, hashed in clear.execute("SELECT body, hash FROM entry WHERE subject = ? ORDER BY at", (next(bare),)):
                json.loads(body)
                assert hashlib.sha256(body.encode()).digest() != hashed

        yield lambda: desk.case(next(found)), limit


@case("show a case: steps, timeline, people", goal=8.0, rounds=61)
def show_a_case(size: Size) -> Iterator[Pair]:
    """All a case page reads. Limit: as for reading a case."""
    with desk_and_clear(size) as (desk, clear):
        rows = case_list.ids(desk, "all")[::50]
        found, bare = itertools.cycle(desk.row(row).id for row in rows), itertools.cycle(rows)

        def limit() -> None:
            for (body,) in clear.execute("SELECT body FROM entry WHERE subject = ? ORDER BY at", (next(bare),)):
                json.loads(body)

        yield lambda: case_view.case_view(desk, next(found)), limit


@case("follow-ups of 1,000 open cases, in words", goal=7.0, rounds=31)
def list_follow_ups(size: Size) -> Iterator[Pair]:
    """All the Follow-ups page reads. Limit: the same statement in plain SQLite."""
    sql = (
        "SELECT s.uuid, c.code_name, c.title, c.closed, v.uuid, c.policy, c.handler,"
        " f.id, f.kind, f.about, f.due, f.comes, f.goes FROM follow_up f"
        " JOIN case_row c ON c.id = f.case_id JOIN subject s ON s.id = c.id JOIN subject v ON v.id = c.event"
        " ORDER BY f.due IS NULL, f.due, c.updated DESC, f.case_id, f.place"
    )
    with desk_and_clear(Size(cases=OPEN_THOUSAND, small=size.small)) as (desk, clear):
        yield lambda: follow_ups.follow_ups(desk), lambda: clear.execute(sql).fetchall()


@case("open a case of 500 entries: read, checked, its steps and story", goal=12.0, rounds=31)
def open_a_long_case(size: Size) -> Iterator[Pair]:
    """What its page reads. Limit: its bodies from the same database, parsed by ``json`` and hashed."""
    with data.work_copy(size.small) as folder, data.open_desk(folder) as desk:
        row = case_list.ids(desk, "open")[0]
        long = desk.row(row).id
        with desk.transaction() as recorder:
            for number in range(500 - data.ENTRIES):
                recorder.add(long, e.Noted(text=f"note {number}: spoke to both of them again; all calm, meet tomorrow"))

        def limit() -> None:
            for body, hashed in desk.db.run("SELECT body, hash FROM entry WHERE subject = ? ORDER BY at", (row,)):
                json.loads(body)
                assert hashlib.sha256(body.encode()).digest() != hashed

        yield lambda: case_view.case_view(desk, long), limit


@contextmanager
def saving(size: Size) -> Iterator[tuple[Desk, Iterator[str], plain.dbapi2.Connection]]:
    """A desk, cases to write to, and a bare encrypted database on the same disk under the same pragmas."""
    with data.work_copy(size.cases) as folder, data.open_desk(folder) as desk:
        found = itertools.cycle(desk.row(row).id for row in case_list.ids(desk, "open")[:400])
        bare = plain.encrypted(folder / "bare.db", size.cases)
        yield desk, found, bare
        bare.close()


@case("save a note, durably", goal=1.8, rounds=101)
def save_a_note(size: Size) -> Iterator[Pair]:
    """Limit: one INSERT and commit, same cipher, same pragmas."""
    text = "spoke to both of them again before the keynote; all calm, meet tomorrow at ten"
    with saving(size) as (desk, found, bare):
        yield lambda: respond.record(desk, next(found), e.Noted(text=text)), lambda: plain.insert(bare, text)


@case("save an edited report, durably", goal=2.6, rounds=101)
def save_an_edit(size: Size) -> Iterator[Pair]:
    """A correction of what is searched: entry, projection and index. Limit: one INSERT and commit, same cipher, same pragmas."""
    number = itertools.count()
    with saving(size) as (desk, found, bare):

        def product() -> None:
            respond.amend(desk, next(found), {"impact": f"could not sleep, stayed away from talk {next(number)}"})

        yield product, lambda: plain.insert(bare, "could not sleep, stayed away from talk 17")


@case("size of the store, in bytes", goal=1.05, rounds=1, warm=0)
def size_of_the_store(size: Size) -> Iterator[Pair]:
    """Limit: the same tables in plain SQLite. Megabytes stand where other lines have milliseconds."""
    path, _key = database_of(data.kept(size.cases))
    with clear_copy(size.cases) as copy:
        yield lambda: path.stat().st_size / 1e9, lambda: copy.stat().st_size / 1e9
