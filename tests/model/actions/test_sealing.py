from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cocdesk.model.actions import attach, drafts, every_case, linking, members, purge, report, respond, sealing, set_up
from cocdesk.model.actions import print as printing
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import alike, case_list, case_view, checks, follow_ups, outgoing
from cocdesk.model.queries import sealing as asked
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import ActDraft
from cocdesk.model.records.report import OtherGiven, Report, ReportDraft, ReportedGiven
from cocdesk.model.store import entries, purging
from cocdesk.model.vault import backup
from cocdesk.model.vault.vault import unlock
from tests.model.desks import FAST, Watch
from tests.sqlcipher_pages import database_pages, journal_pages, pages_with, salt_of

TEAM = ("Ann", "Bo", "Cy")


def phrase(name: str) -> str:
    return f"{name} and six more words in a row"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team of three, no case yet."""
    folder = tmp_path_factory.mktemp("sealing") / "vault"
    new = prepare_new(member="Ann", role="chair", passphrase=phrase("Ann"), kdf=FAST)
    desk, _sheet = create_desk(folder, new, packs()["conference"], event="PyTide 2026", clock=Watch())
    for name in TEAM[1:]:
        members.add(desk, name=name, role="responder", passphrase=phrase(name), kdf=FAST)
    desk.close()
    (folder / "ballast").unlink()
    return folder


def sit(folder: Path, name: str) -> Desk:
    desk = Desk(unlock(folder, passphrase=phrase(name), member=name), laptop=Laptop(folder.parent / "laptop"), clock=Watch())
    assert sealing.settle(desk) == ()
    return desk


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(template, tmp_path / "vault")
    opened = sit(tmp_path / "vault", "Ann")
    yield opened
    opened.close()


def told(words: str = "a shout in the foyer") -> ReportDraft:
    return ReportDraft(
        title=words, report=Report(what=words, place="foyer", behaviour=f"somebody heard {words}"),
        reported=(ReportedGiven(name="Cy Sample"),), others=(OtherGiven(name="Wit Ness", role="witness"),),
    )  # fmt: skip


def sealed_case(desk: Desk, words: str = "a shout in the foyer", away: str = "Cy") -> str:
    number = sealing.seal_draft(desk, told(words), sealing.all_but(desk, [away])).value
    return report.take_report(desk.at(number), told(words), number=number).value


def whole(desk: Desk) -> bool:
    return [check.name for check in checks.vault_checks(desk) if not check.ok] == []


def titles(desk: Desk, **wanted: str) -> list[str]:
    ids = case_list.ids(desk, "all", **wanted)  # type: ignore[arg-type]
    rows = case_list.rows(desk, ids)
    return [rows[row].title for row in ids]


def test_a_case_born_sealed_is_listed_searched_and_counted_with_the_others_for_its_holders_only(desk: Desk) -> None:
    report.take_report(desk, told("an open matter"))
    desk.clock.forward(seconds=60)  # type: ignore[attr-defined]
    sealed_case(desk)
    assert titles(desk) == ["a shout in the foyer", "an open matter"]
    assert titles(desk, search="shout") == ["a shout in the foyer"]
    assert (case_list.counts(desk).open, sum(all_ for all_, _open in case_list.matrix(desk).values())) == (2, 2)
    assert len({line.follow_up.case for line in follow_ups.follow_ups(desk)}) == 2
    assert whole(desk)
    desk.close()
    theirs = sit(desk.folder, "Cy")
    assert titles(theirs) == ["an open matter"] and titles(theirs, search="shout") == []
    assert case_list.counts(theirs).all == 1 and asked.unopened(theirs) == 1 and whole(theirs)
    theirs.close()


def test_everything_done_in_a_sealed_case_is_done_in_its_own_file(desk: Desk) -> None:
    case = sealed_case(desk)
    there = desk.at(case)
    before = len(list(entries.every(desk.db)))
    respond.record(there, case, e.Noted(text="spoke to Wit"))
    respond.record(there, case, e.Assessed(risk="low", impact="low", why="once"))
    attach.attach(there, case, name="a.png", data=b"\x89PNG\r\n\x1a\n" + b"0" * 3000)
    number = drafts.save_act(there, case, ActDraft(act="note", title="Note"), number=None).value
    assert desk.at(number) is there and [row.id for row in case_view.waiting_drafts(desk)] == [number]
    assert len(list(entries.every(desk.db))) == before
    view = case_view.case_view(there, case)
    assert view.sealed is not None and (view.sealed.holders, view.sealed.away) == (("Ann", "Bo"), ("Cy",))
    assert [found.person.name for found in view.people] == ["Cy Sample", "Wit Ness"]
    assert alike.alike(there, case) is not None
    assert len(outgoing.look("Wit Ness and Cy Sample", outgoing.known_names(desk)).named) == 2
    assert (desk.folder / there.room.file).stat().st_size % (256 * 1024) == 0  # type: ignore[union-attr]
    assert whole(desk)


def test_what_belongs_into_a_sealed_case_never_goes_anywhere_else(desk: Desk) -> None:
    case = sealed_case(desk)
    with pytest.raises(NotFound):
        respond.record(desk, case, e.Noted(text="at the wrong desk"))
    with pytest.raises(RuntimeError):
        drafts.save_act(desk, case, ActDraft(act="note", title="Note"), number=None)
    with pytest.raises(RuntimeError), desk.transaction() as record:
        record.add(case, e.Noted(text="at the wrong desk"))
    gone = sealing.seal_draft(desk, told(), sealing.all_but(desk, ["Cy"])).value
    report.discard_draft(desk.at(gone), gone)
    with pytest.raises(NotFound):
        report.save_draft(desk.at(gone), told(), number=gone)
    assert len(desk.rooms) == 1, "a sealed file in which nothing stands any more is gone"


def test_words_saved_before_somebody_asked_are_gone_from_every_page_and_from_the_journal(desk: Desk) -> None:
    word = "ZZCANARYbeforehand" * 400
    number = report.save_draft(desk, ReportDraft(quick=word), number=None).value
    key, path = bytes(desk.vault.key_for_copies()), desk.folder / desk.vault.keys.file
    assert pages_with(database_pages(path, key), b"ZZCANARYbeforehand")
    made = sealing.seal_draft(desk, ReportDraft(quick=word), sealing.all_but(desk, ["Cy"]), number=number).value
    assert case_view.draft(desk.at(made), made) == ReportDraft(quick=word) and case_view.draft(desk, number) is None
    assert pages_with(database_pages(path, key), b"ZZCANARY") == []
    journal = path.with_name(f"{path.name}-journal")
    assert not journal.exists() or pages_with(journal_pages(journal, key, salt_of(path)), b"ZZCANARY") == []


def test_what_the_team_changes_of_its_event_reaches_sealed_cases(desk: Desk) -> None:
    sealed_case(desk)
    set_up.change_event(desk, msgspec.structs.replace(desk.event(), name="PyTide, moved"))
    assert [row.event for row in case_list.rows(desk, case_list.ids(desk, "all")).values()] == ["PyTide, moved"]
    assert whole(desk)


def test_a_link_to_a_sealed_case_stands_in_the_sealed_one_alone(desk: Desk) -> None:
    case, open_ = sealed_case(desk), report.take_report(desk, told("an open matter")).value
    linking.link(desk.at(case), case, open_, "related", "the same evening")
    assert [there.id for there in case_view.case_view(desk.at(case), case).linked] == [open_]
    assert case_view.case_view(desk, open_).linked == ()
    with pytest.raises(NotAllowed):
        linking.link(desk, open_, case, "related")


def test_sealing_later_moves_the_case_whole_and_leaves_a_stone(desk: Desk) -> None:
    case = report.take_report(desk, told()).value
    other = report.take_report(desk, told("an open matter")).value
    respond.record(desk, case, e.Noted(text="a word about kestrels"))
    attach.attach(desk, case, name="a.png", data=b"\x89PNG\r\n\x1a\n" + b"0" * 3000)
    linking.link(desk, case, other, "related")
    before = desk.entries_of(case)
    done = sealing.seal_case(desk, case, sealing.all_but(desk, ["Cy"])).value
    there = desk.at(case)
    assert there.room is not None and there.entries_of(case) == before and done.no_copy == ""
    assert done.pointing == (desk.case(other).code_name,)
    assert titles(desk, search="kestrels") == ["a shout in the foyer"]
    assert [stone.policy for stone in purging.stones(desk.db)] == ["sealed"] and entries.row_of(desk.db, case) is None
    respond.record(there, case, e.Noted(text="and more"))
    assert whole(desk)
    desk.close()
    theirs = sit(desk.folder, "Cy")
    assert titles(theirs) == ["an open matter"] and whole(theirs)
    theirs.close()


def test_unsealing_brings_it_back_as_it_was_and_it_can_be_sealed_again(desk: Desk) -> None:
    case = report.take_report(desk, told()).value
    sealing.seal_case(desk, case, sealing.all_but(desk, ["Cy"]))
    respond.record(desk.at(case), case, e.Noted(text="a word about kestrels"))
    before = desk.at(case).entries_of(case)
    sealing.unseal_case(desk.at(case), case)
    assert desk.rooms == () and desk.entries_of(case) == before and purging.stones(desk.db) == ()
    assert titles(desk, search="kestrels") == ["a shout in the foyer"] and whole(desk)
    sealing.seal_case(desk, case, sealing.all_but(desk, ["Bo"]))
    assert desk.at(case).entries_of(case) == before and whole(desk)


def test_a_purged_sealed_case_leaves_a_stone_and_no_copy(desk: Desk) -> None:
    case = report.take_report(desk, told()).value
    sealing.seal_case(desk, case, sealing.all_but(desk, ["Cy"]))
    respond.record(desk.at(case), case, e.Noted(text="and more"))
    backup.take(desk.vault, now=desk.now(), why="holds it")
    done = purge.purge(desk.at(case), case).value
    assert desk.rooms == () and not list(desk.folder.glob("sealed-*")) and done.persons == 2
    assert [stone.policy for stone in purging.stones(desk.db)] == ["conference " + desk.policy(desk.event().policy_hash).version]
    assert all(not backup.look(path).header.sealed for path in backup.kept(desk.folder)) and whole(desk)


def test_a_removed_member_who_could_open_it_can_open_nothing_written_since(desk: Desk) -> None:
    case = sealed_case(desk)
    file = desk.at(case).room.file  # type: ignore[union-attr]
    members.remove(desk, member="Bo")
    there = desk.at(case)
    assert there.room is not None and there.room.file != file and not (desk.folder / file).exists()
    assert [member.name for member in there.team()] == ["Ann"]
    assert all(part.file != file for path in backup.kept(desk.folder) for part in backup.look(path).header.sealed)
    respond.record(there, case, e.Noted(text="goes on"))
    assert whole(desk)


def test_the_holders_are_changed_and_the_one_who_sits_here_stays_among_them(desk: Desk) -> None:
    case = sealed_case(desk)
    slots = {member.name: member.slot for member in desk.vault.members}
    sealing.change_holders(desk.at(case), case, frozenset({slots["Ann"], slots["Cy"]}))
    assert [member.name for member in desk.at(case).team()] == ["Ann", "Cy"]
    with pytest.raises(NotAllowed):
        sealing.change_holders(desk.at(case), case, frozenset({slots["Bo"], slots["Cy"]}))
    sealing.change_holders(desk.at(case), case, frozenset({slots["Ann"], sealing.SHEET}))
    members.new_sheet(desk)
    assert asked.sealing(desk.at(case)) == asked.Sealing(holders=("Ann",), away=("Bo", "Cy"), sheet=True)


@pytest.mark.parametrize("phase", ["copied", "marked", "generation"])
def test_a_move_that_was_stopped_is_finished_by_the_next_who_can(desk: Desk, phase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = report.take_report(desk, told()).value

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    where = {
        "copied": (sealing.ways_in, "new_generation"), "marked": (sealing, "_move_in"), "generation": (sealing, "_fresh_copy"),
    }  # fmt: skip
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(*where[phase], stop)
        sealing.seal_case(desk, case, sealing.all_but(desk, ["Cy"]))
    desk.close()
    theirs = sit(desk.folder, "Cy")
    assert len(titles(theirs)) == (phase != "generation")
    if phase != "generation":
        respond.record(theirs, case, e.Noted(text="written meanwhile"))
    theirs.close()
    again = sit(desk.folder, "Bo")
    assert again.at(case).room is not None and titles(again) == ["a shout in the foyer"] and whole(again)
    assert purging.stones(again.db)[0].policy == "sealed" and again.at(case).moving == ("", "")
    again.close()


def test_a_stopped_unsealing_is_finished_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = sealed_case(desk)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(sealing, "_drop", lambda _desk: (_ for _ in ()).throw(KeyboardInterrupt()))
        sealing.unseal_case(desk.at(case), case)
    assert titles(desk) == ["a shout in the foyer"], "listed once, though it lies in both"
    desk.close()
    again = sit(desk.folder, "Bo")
    assert again.rooms == () and titles(again) == ["a shout in the foyer"] and whole(again)
    again.close()


@pytest.mark.parametrize("given", [["Zed"], [], ["Ann"]])
def test_who_must_not_see_it_has_to_be_one_of_the_others(desk: Desk, given: list[str]) -> None:
    with pytest.raises(NotAllowed):
        sealing.seal_draft(desk, told(), sealing.all_but(desk, given))


def test_papers_of_a_sealed_case_and_of_its_event_are_made_for_its_holders_and_say_nothing_to_the_others(desk: Desk) -> None:
    case, open_ = sealed_case(desk), report.take_report(desk, told("an open matter")).value
    paper = printing.make(desk, "incident-form", case=case, bare=True)
    assert paper.case == case and outgoing.look(paper.document, outgoing.known_names(desk, case)).named
    register = printing.make(desk, "register")
    assert set(register.cases) == {case, open_}
    printing.log_export(desk, register, how="printed", because="the team asked")
    exported = [h.body for h in desk.entries_of(desk.event().id) if isinstance(h.body, e.EventExported)]
    assert [body.cases for body in exported] == [(open_,)]
    assert every_case.case_ids(desk) == (open_, case)
