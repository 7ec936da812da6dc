"""What lies on the disk: noise without the key, and with it the same rows for a program that is not ours."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import apsw
import pytest

from cocdesk.model.actions import attach, report, respond
from cocdesk.model.desk import Desk
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Care, OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from tests.journeys.canary import CANARY, disguises, hits
from tests.model.desks import Watch, make_vault, open_vault

TEXTS = ("happened", "place", "what", "behaviour", "impact", "circumstances", "consent_words", "safety_concern")
DRAFT = ReportDraft(
    quick=f"quick {CANARY}",
    title=f"title {CANARY}",
    report=Report(threat=False, consent="no-objection", **{field: f"{field} {CANARY}" for field in TEXTS}),
    reporter=ReporterGiven(name=f"Name {CANARY}", email=f"{CANARY}@example.org", phone=CANARY),
    reported=(ReportedGiven(name=CANARY, description=CANARY, email=CANARY, affiliation=CANARY, badge=CANARY),),
    others=(OtherGiven(name=CANARY, contact=CANARY, description=CANARY),),
    care=Care(friend=CANARY, how_can_i_help=CANARY),
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", "conference")


def fill(desk: Desk) -> None:
    """A case, a draft, an attachment and acts, all full of the canary."""
    case = report.take_report(desk, DRAFT).value
    report.save_draft(desk, DRAFT, number=None)
    attach.attach(desk, case, name=f"{CANARY}.png", data=f"picture {CANARY}".encode() * 90_000, about=CANARY)
    for body in (e.Noted(text=CANARY), e.Decided(sanction="none", why=CANARY), e.Told(whom="reporter", text=CANARY)):
        respond.record(desk, case, body)
    respond.amend(desk, case, {"place": f"hall {CANARY}"}, why=CANARY)
    respond.record(desk, case, e.Closed(outcome="settled", why=CANARY))


def test_no_word_that_was_typed_lies_in_any_file(vault: Path, tmp_path: Path, own_home: Path) -> None:
    desk = open_vault(vault, tmp_path / "laptop", Watch())
    fill(desk)
    assert hits([tmp_path, own_home]) == [], "while the vault is open"
    desk.close()
    assert hits([tmp_path, own_home]) == [], "after locking"
    assert [path for path in Path(tempfile.gettempdir()).iterdir() if CANARY in path.name] == []


def test_the_search_for_words_does_find_them(tmp_path: Path) -> None:
    for number, needle in enumerate(disguises(CANARY).values()):
        (tmp_path / f"{number}.bin").write_bytes(b"\x07" * number + needle)
    assert len({hit.split(":")[0] for hit in hits([tmp_path])}) == len(disguises(CANARY))


def rows(connection: Any, tables: list[str]) -> dict[str, list[tuple[object, ...]]]:
    return {table: sorted(map(tuple, connection.execute(f"SELECT * FROM {table}")), key=repr) for table in tables}


def test_another_program_reads_the_same_rows_with_the_key_and_noise_without(vault: Path, tmp_path: Path) -> None:
    desk = open_vault(vault, tmp_path / "laptop", Watch())
    fill(desk)
    listed = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE '%search%'"
    tables = [row[0] for row in desk.db.all(listed)]
    ours = rows(desk.vault.connection, tables)
    key = bytes(desk.vault._db_key).hex()
    database = next(vault.glob("cases-*.db"))
    desk.close()

    foreign = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{key}'\""):
        foreign.execute(f"PRAGMA {pragma}").fetchall()
    assert rows(foreign, tables) == ours
    foreign.close()
    assert len(ours["entry"]) > 10

    without = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    with pytest.raises(apsw.NotADBError):
        without.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    without.close()
    data = database.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    shares = [data.count(bytes([value])) / len(data) for value in range(256)]
    assert max(shares) < 0.0045, "every byte value is about as frequent as any other"
