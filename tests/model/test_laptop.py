"""The laptop's memory: which device it is, and whether a vault is older than it should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk.model.actions import report, respond
from cocdesk.model.errors import VaultDamaged
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries.case_list import ids, rows
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft
from tests.model.desks import Watch, copied, open_vault


def write(vault: Path, laptop: Path, count: int = 1) -> None:
    """Some reports, and the vault locked again."""
    desk = open_vault(vault, laptop)
    for number in range(count):
        report.take_report(desk, ReportDraft(quick=f"report {number}"))
    desk.close()


def test_an_older_copy_is_noticed_until_a_person_knows(template: Path, tmp_path: Path) -> None:
    vault, laptop = copied(template, tmp_path / "vault"), tmp_path / "laptop"
    write(vault, laptop)
    older = copied(vault, tmp_path / "older")
    write(vault, laptop)
    for _again in range(2):
        desk = open_vault(older, laptop)
        assert desk.older_than_remembered
        assert any("older" in notice for notice in desk.notices())
        desk.close()
    desk = open_vault(older, laptop)
    report.take_report(desk, ReportDraft(quick="after the older copy was put back"))
    assert desk.older_than_remembered, "writing on does not hide it"
    desk.settle_older()
    assert not desk.older_than_remembered
    desk.close()


def test_no_number_is_ever_given_twice_though_an_older_memory_comes_back(template: Path, tmp_path: Path) -> None:
    vault, laptop = copied(template, tmp_path / "vault"), tmp_path / "laptop"
    write(vault, laptop)
    stale = copied(laptop, tmp_path / "stale")
    write(vault, laptop)
    desk = open_vault(vault, stale)
    report.take_report(desk, ReportDraft(quick="from a copied laptop"))
    assert desk.db.value("SELECT count(DISTINCT device) FROM entry") > 2
    assert desk.db.value("SELECT count(*) FROM entry") == desk.db.value(
        "SELECT count(*) FROM (SELECT DISTINCT device, number FROM entry)"
    )
    desk.close()


@pytest.mark.parametrize(
    "memory", [b"", b"{", b'{"device":"zz"}', b'{"device":""}', b"\xff\xfe", b'{"device":"%s","number":-1}' % (b"a" * 32)]
)
def test_a_damaged_memory_does_not_keep_the_team_out(template: Path, tmp_path: Path, memory: bytes) -> None:
    vault, laptop = copied(template, tmp_path / "vault"), tmp_path / "laptop"
    write(vault, laptop)
    file = next(laptop.iterdir())
    file.write_bytes(memory)
    write(vault, laptop)
    desk = open_vault(vault, laptop)
    assert len(ids(desk, "all")) == 2
    desk.close()


def test_a_memory_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    laptop = Laptop(blocked / "folder")
    first = laptop.device("v", lambda _device: 0, lambda _device, _number: "")
    laptop.remember("v", first, 1, "a" * 64)
    assert not laptop.missing("v")


def test_a_clock_that_was_wrong_once_does_not_date_everything_after_it(template: Path, tmp_path: Path) -> None:
    watch = Watch()
    now = watch.now
    desk = open_vault(copied(template, tmp_path / "vault"), tmp_path / "laptop", watch)
    watch.forward(days=3650)
    report.take_report(desk, ReportDraft(quick="under a wrong clock"))
    watch.now = now
    assert desk.clock_ahead
    assert any("clock" in notice for notice in desk.notices())
    case = report.take_report(desk, ReportDraft(quick="under the right one")).value
    respond.record(desk, case, e.Closed(outcome="settled", why="tried"))
    view = case_view(desk, case)
    assert view.case.filed_at == now
    assert view.case.closed_at == now
    assert [line.at for line in view.timeline] == sorted(line.at for line in view.timeline)
    desk.close()


def test_a_changed_event_changes_the_deadlines_of_its_cases(template: Path, tmp_path: Path) -> None:
    from msgspec.structs import replace

    from cocdesk.model.actions.set_up import change_event

    watch = Watch()
    desk = open_vault(copied(template, tmp_path / "vault"), tmp_path / "laptop", watch)
    report.take_report(desk, ReportDraft(quick="x"))

    def due() -> object:
        return next(iter(rows(desk, ids(desk, "all")).values())).deadline

    during = due()
    change_event(desk, replace(desk.event(), starts="2026-05-01", ends="2026-05-02"))
    assert due() != during
    desk.close()


def test_a_policy_changed_in_the_vault_is_noticed(template: Path, tmp_path: Path) -> None:
    desk = open_vault(copied(template, tmp_path / "vault"), tmp_path / "laptop")
    desk.db.run("UPDATE policy_pack SET body = replace(body, '\"P2Y\"', '\"P9Y\"')")
    with pytest.raises(VaultDamaged, match="policy"):
        report.take_report(desk, ReportDraft(quick="x"))
    desk.close()
