"""Acts in a case: corrections by later entries, refusals with a sentence."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import attach, report, respond, set_up
from cocdesk.model.desk import Desk
from cocdesk.model.errors import FileRefused, NotAllowed, NotFound, VaultDamaged
from cocdesk.model.queries.case_list import counts, ids, matrix, rows
from cocdesk.model.queries.case_view import case_view
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from tests.model.desks import Watch


@pytest.fixture
def case(desk: Desk) -> str:
    return report.take_report(desk, ReportDraft(quick="A remark.", reported=(ReportedGiven(name="Bo Heron"),))).value


def test_a_correction_changes_the_report_and_stays_in_the_history(desk: Desk, case: str) -> None:
    respond.amend(desk, case, {"place": "Hall", "ongoing": "no"}, why="asked again")
    view = case_view(desk, case)
    assert (view.case.report.place, view.case.report.ongoing) == ("Hall", "no")
    assert view.timeline[-1].text == "Still going on, place · asked again"


@pytest.mark.parametrize("changes", [{"colour": "red"}, {"ongoing": "perhaps"}, {"needs": "water"}])
def test_a_correction_of_the_wrong_shape_is_refused(desk: Desk, case: str, changes: dict[str, object]) -> None:
    with pytest.raises(FileRefused):
        respond.amend(desk, case, changes)


@pytest.mark.parametrize("heard_at", ["yesterday", "2090-01-01T10:00:00Z", "1970-01-01T10:00", "Peter Smith"])
def test_a_time_that_cannot_be_is_no_correction(desk: Desk, case: str, heard_at: str) -> None:
    with pytest.raises(FileRefused, match="heard_at"):
        respond.amend(desk, case, {"heard_at": heard_at})
    respond.amend(desk, case, {"heard_at": "2026-05-22T09:00:00+02:00"})


def test_everything_of_a_correction_is_one_commit(desk: Desk, case: str) -> None:
    known = case_view(desk, case).people[0].person
    people = (
        respond.PersonGiven(person=known.id, identity=e.Identified(code_name="", name="Bo Herron")),
        respond.PersonGiven(role="witness", identity=e.Identified(code_name="", name="Ida Quill")),
    )
    done = respond.correct(desk, case, {"place": "Hall"}, title="Ida saw Bo Herron", persons=people, why="asked")
    view = case_view(desk, case)
    names = {part.person.name: part.person.code_name for part in view.people}
    assert set(names) == {"Bo Herron", "Ida Quill"}
    assert (view.case.report.place, view.case.title) == ("Hall", f"{names['Ida Quill']} saw {names['Bo Herron']}")
    assert done.change.topics == {"cases", "persons"}


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("T", respond.PersonGiven(role="jester", identity=e.Identified(code_name="", name="A"))),
        ("T", respond.PersonGiven(person="0" * 32, identity=e.Identified(code_name="", name="A"))),
        (" ", respond.PersonGiven(role="witness", identity=e.Identified(code_name="", name="A"))),
    ],
)
def test_a_correction_of_which_one_part_is_refused_changes_nothing(
    desk: Desk, case: str, title: str, given: respond.PersonGiven
) -> None:
    before = desk.case(case), respond.people(desk)
    with pytest.raises(NotAllowed):
        respond.correct(desk, case, {"place": "Hall"}, title=title, persons=(given,))
    assert (desk.case(case), respond.people(desk)) == before


def test_a_correction_in_which_nothing_is_different_is_not_recorded(desk: Desk, case: str) -> None:
    known = case_view(desk, case).people[0].person
    same = respond.PersonGiven(person=known.id, identity=e.Identified(code_name="", name=known.name))
    with pytest.raises(NotAllowed, match="different"):
        respond.correct(desk, case, {}, persons=(same,))


def test_a_later_title_names_nobody_of_the_case_either(desk: Desk, case: str) -> None:
    respond.record(desk, case, e.Retitled(title="What Bo\nHeron said"))
    view = case_view(desk, case)
    assert view.case.title == f"What {view.people[0].person.code_name} said"


def test_a_part_there_is_not_is_refused_with_a_sentence(desk: Desk, case: str) -> None:
    with pytest.raises(NotAllowed, match="no such part"):
        respond.add_person(desk, case, "jester", e.Identified(code_name="", name="A"))


def test_a_person_and_a_file_are_added_to_a_case_there_is(desk: Desk) -> None:
    with pytest.raises(NotFound):
        respond.add_person(desk, "0" * 32, "witness", e.Identified(code_name="", name="A"))
    with pytest.raises(NotFound):
        attach.attach(desk, "0" * 32, name="x.bin", data=b"x")
    assert respond.people(desk) == []


@pytest.mark.parametrize(
    "body",
    [
        e.Appealed(by="the speaker", words="a fountain pen"),
        e.Met(attendees=("Fountain",)),
        e.Reopened(why="the fountain again"),
        e.Amended(changes={"place": "x"}, why="fountain, not hall"),
        e.Announced(text="near the fountain"),
    ],
)
def test_the_words_of_every_act_are_found(desk: Desk, case: str, body: e.CaseBody) -> None:
    if isinstance(body, e.Reopened):
        respond.record(desk, case, e.Closed(outcome="done", why="tried"))
    respond.record(desk, case, body)
    assert len(ids(desk, "all", search="fount")) == 1


def test_an_attachment_is_found_by_its_name(desk: Desk, case: str) -> None:
    attach.attach(desk, case, name="fountain.png", data=b"x")
    assert len(ids(desk, "all", search="fountain.png")) == 1


def test_a_correction_that_changes_nothing_is_not_recorded(desk: Desk, case: str) -> None:
    with pytest.raises(NotAllowed):
        respond.amend(desk, case, {"place": ""})


def test_a_case_is_placed_and_counted_on_the_matrix(desk: Desk, case: str) -> None:
    assert matrix(desk) == {("", ""): (1, 1)}
    respond.record(desk, case, e.Assessed(risk="low", impact="high"))
    assert matrix(desk) == {("low", "high"): (1, 1)}
    assert list(ids(desk, "open", cell=("low", "high"))) == list(ids(desk, "open"))
    assert list(ids(desk, "open", cell=("high", "high"))) == []


def test_closing_moves_a_case_from_open_to_closed_and_reopening_back(desk: Desk, case: str) -> None:
    respond.record(desk, case, e.Closed(outcome="settled", why="tried"))
    assert (counts(desk).open, counts(desk).closed) == (0, 1)
    with pytest.raises(NotAllowed, match="closed already"):
        respond.record(desk, case, e.Closed(outcome="again", why="tried"))
    respond.record(desk, case, e.Reopened(why="more was told"))
    assert (counts(desk).open, counts(desk).closed) == (1, 0)


def test_a_case_is_overdue_when_half_a_day_has_gone(desk: Desk, case: str, watch: Watch) -> None:
    assert counts(desk).overdue == 0
    watch.forward(hours=12, minutes=1)
    assert counts(desk).overdue == 1
    row = next(iter(rows(desk, ids(desk, "overdue")).values()))
    assert row.overdue(watch.now)
    respond.record(desk, case, e.Acted(words="spoke with them"))
    assert counts(desk).overdue == 0


def test_a_struck_note_stays_visible_as_struck(desk: Desk, case: str) -> None:
    note = respond.record(desk, case, e.Noted(text="wrong case")).value
    respond.strike(desk, case, note, why="belongs elsewhere")
    line = next(line for line in case_view(desk, case).timeline if line.entry == note)
    assert (line.struck, line.struck_why, line.text) == (True, "belongs elsewhere", "wrong case")


def test_a_name_corrected_later_is_found_and_the_older_stays_in_the_persons_journal(desk: Desk, case: str) -> None:
    person = case_view(desk, case).people[0].person
    respond.identify(desk, person.id, e.Identified(code_name="ignored", name="Bo Herron"))
    now = case_view(desk, case).people[0].person
    assert (now.name, now.code_name) == ("Bo Herron", person.code_name)
    assert list(ids(desk, "all", search="herron")) == list(ids(desk, "all"))
    assert len(desk.entries_of(person.id)) == 2


def test_notes_are_found_by_their_words(desk: Desk, case: str) -> None:
    respond.record(desk, case, e.Noted(text="spoke near the fountain"))
    assert len(ids(desk, "all", search="fount")) == 1


def test_an_attachment_is_kept_inside_and_comes_back_as_it_was(desk: Desk, case: str) -> None:
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9000
    kept = attach.attach(desk, case, name="../../Pho\u202eto.png", data=data, about="from the reporter").value
    assert attach.attachment_data(desk, kept) == data
    held = desk.case(case).attachments[0]
    assert (held.name, held.media_type, held.size) == ("Pho_to.png", "image/png", len(data))


@pytest.mark.parametrize("data", [b"", b"x" * (attach.LARGEST + 1)])
def test_an_attachment_of_the_wrong_size_is_refused(desk: Desk, case: str, data: bytes) -> None:
    with pytest.raises(FileRefused):
        attach.attach(desk, case, name="x.bin", data=data)
    assert desk.case(case).attachments == ()


def test_a_missing_attachment_is_a_sentence(desk: Desk) -> None:
    with pytest.raises(NotFound):
        attach.attachment_data(desk, "0" * 32)


def test_an_entry_changed_behind_our_back_is_noticed(desk: Desk, case: str) -> None:
    desk.db.run("DROP TRIGGER entry_is_never_changed")
    desk.db.run("UPDATE entry SET body = replace(body, 'A remark', 'Nothing')")
    with pytest.raises(VaultDamaged):
        desk.case(case)


@pytest.mark.parametrize("sql", ["UPDATE entry SET at = 0", "DELETE FROM entry"])
def test_entries_cannot_be_changed_or_removed(desk: Desk, case: str, sql: str) -> None:
    from sqlcipher3 import dbapi2

    with pytest.raises(dbapi2.IntegrityError, match="never"):
        desk.db.run(sql)
    assert desk.case(case).entries > 0


def test_a_transaction_that_fails_leaves_nothing_half_done(desk: Desk, case: str) -> None:
    before = desk.case(case)
    with pytest.raises(RuntimeError, match="power"), desk.transaction() as record:
        record.add(case, e.Noted(text="half"))
        raise RuntimeError("power cut")
    assert desk.case(case) == before
    assert list(ids(desk, "all", search="half")) == []


def test_event_settings_are_filled_in_later_and_the_policy_stays(desk: Desk) -> None:
    event = desk.event()
    from msgspec.structs import replace

    set_up.change_event(desk, replace(event, settings=event.settings | {"appeal": "appeals@example.org"}))
    assert desk.event().settings["appeal"] == "appeals@example.org"
    assert desk.event().policy_hash == event.policy_hash


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\ana\\report.pdf", "report.pdf"),
        ("/etc/passwd", "passwd"),
        ("CON.txt", "_CON.txt"),
        ("a\x00b?.png", "a_b_.png"),
        ("", "attachment"),
        ("ž" * 200 + ".jpeg", "ž" * 57 + ".jpeg"),
    ],
)
def test_the_name_of_an_attachment_is_only_a_name(given: str, kept: str) -> None:
    assert attach.clean_name(given) == kept


def test_the_page_and_the_list_tell_the_same_stage_and_time_at_every_turn(desk: Desk, case: str) -> None:
    measure = desk.policy(desk.case(case).policy_hash).sanctions[0].id
    acts = (e.Assessed(risk="low", impact="low"), e.Met(what_happened="x"), e.Decided(sanction=measure), e.Talked(by=("Ana",)),
            e.Acted(words="x"), e.Told(whom="reported"))  # fmt: skip
    for act in acts:
        respond.record(desk, case, act)
        (row,), view = rows(desk, ids(desk, "all")).values(), case_view(desk, case)
        assert (row.stage, row.deadline, row.next_step) == (view.case.stage, view.deadline, view.next.id if view.next else "")
        assert view.case.stage != "informed" or isinstance(act, (e.Acted, e.Told))
