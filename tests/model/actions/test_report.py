"""Taking a report: one commit, persons kept apart, nothing lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from cocdesk.model.actions import report
from cocdesk.model.desk import Desk
from cocdesk.model.errors import FileRefused, NotFound
from cocdesk.model.projecting import rebuild
from cocdesk.model.queries.case_list import counts, ids, rows
from cocdesk.model.queries.case_view import case_view, draft, waiting_drafts
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Care, OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from cocdesk.model.rules.telling import kind_of
from tests.model.desks import PASSPHRASE, Watch, open_vault

FULL = ReportDraft(
    quick="He stood too close, twice.",
    report=Report(place="Boat trip", threat=False, consent="no-objection", consent_words="please do", needs=("water",)),
    reporter=ReporterGiven(name="Žižková Mia", email="mia@example.org", affected=True),
    reported=(ReportedGiven(name="李小龙", badge="Blue lanyard"),),
    others=(OtherGiven(name="محمد علي", role="witness"),),
    care=Care(offered=("friend",), contacts_given=True),
)


def test_a_report_becomes_a_case_with_safety_care_and_consent(desk: Desk) -> None:
    done = report.take_report(desk, FULL)
    view = case_view(desk, done.value)
    kinds = [line.kind for line in view.timeline]
    assert kinds[0] == "reported"
    assert {"safety-checked", "support-given", "consented", "person-added"} <= set(kinds)
    assert [(p.role, p.person.name) for p in view.people] == [
        ("reporter", "Žižková Mia"),
        ("affected", "Žižková Mia"),
        ("reported", "李小龙"),
        ("witness", "محمد علي"),
    ]


def test_names_stand_in_the_persons_journals_and_nowhere_in_the_cases(desk: Desk) -> None:
    done = report.take_report(desk, FULL)
    told = " ".join(str(entry.body) for entry in desk.entries_of(done.value))
    assert "Žižková" not in told
    assert "李小龙" not in told
    assert "mia@example.org" not in told


@pytest.mark.parametrize("words", ["zizkova", "李小", "小龙", "محمد", "boat", "stood clo", "BLUE lanyard", "quick-nothing"])
def test_a_case_is_found_by_the_beginning_of_any_word(desk: Desk, words: str) -> None:
    done = report.take_report(desk, FULL)
    found = [row.id for row in rows(desk, ids(desk, "all", search=words)).values()]
    assert found == ([done.value] if words != "quick-nothing" else [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # No word at all, or one that stands nowhere, whatever the query language would make of it.
        ('"', False), ("\x00", False), ("boat OR zzz", False), ("boat NOT zzz", False), ("zzz OR boat", False),
        ("NEAR(boat zzz)", False), ("zzz:boat", False), ("'; DROP zzz", False), ('boat" OR "zzz', False),
        # Signs around words of the report.
        ("-boat", True), ("boat -stood", True), ("boat(", True), ("*boat*", True), ("boat:stood", True), ("^stood", True),
        ('boat" stood', True), ("boat \u19b0", False),
    ],
)  # fmt: skip
def test_no_search_text_is_taken_for_a_command(desk: Desk, words: str, found: bool) -> None:
    case = report.take_report(desk, FULL).value
    assert [row.id for row in rows(desk, ids(desk, "all", search=words)).values()] == ([case] if found else [])


def test_an_anonymous_report_has_no_reporter(desk: Desk) -> None:
    done = report.take_report(desk, ReportDraft(quick="x", anonymous=True, reporter=ReporterGiven(name="Somebody")))
    assert case_view(desk, done.value).people == ()


@pytest.mark.parametrize("affected", [True, False])
def test_a_reporter_of_whom_only_is_known_whether_it_happened_to_them_is_kept(desk: Desk, affected: bool) -> None:
    done = report.take_report(desk, ReportDraft(quick="x", reporter=ReporterGiven(affected=affected)))
    people = case_view(desk, done.value).people
    assert [part.role for part in people] == (["reporter", "affected"] if affected else ["reporter"])
    assert all(part.person.code_name for part in people)


def test_a_reporter_of_whom_nothing_is_known_is_nobody(desk: Desk) -> None:
    done = report.take_report(desk, ReportDraft(quick="x", reporter=ReporterGiven()))
    assert case_view(desk, done.value).people == ()


def test_an_empty_report_is_refused_and_the_draft_stays(desk: Desk) -> None:
    number = report.save_draft(desk, ReportDraft(step="care"), number=None).value
    with pytest.raises(FileRefused, match="few words"):
        report.take_report(desk, ReportDraft(), number=number)
    assert counts(desk).all == 0
    assert [row.id for row in waiting_drafts(desk)] == [number]


def test_a_draft_is_kept_replaced_and_gone_when_filed(desk: Desk) -> None:
    number = report.save_draft(desk, ReportDraft(quick="He s"), number=None).value
    assert report.save_draft(desk, ReportDraft(quick="He said"), number=number).value == number
    assert draft(desk, number) == ReportDraft(quick="He said")
    report.take_report(desk, ReportDraft(quick="He said it."), number=number)
    assert waiting_drafts(desk) == []
    assert draft(desk, number) is None


def test_a_report_for_an_unknown_event_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        report.take_report(desk, ReportDraft(quick="x", event="Some other event"))


def test_the_case_remembers_under_which_policy_it_was_opened(desk: Desk) -> None:
    case = desk.case(report.take_report(desk, FULL).value)
    assert (case.policy, case.policy_hash) == ("django-events", desk.event().policy_hash)
    assert desk.policy(case.policy_hash).version == case.policy_version


def test_projections_made_anew_from_the_journal_are_the_same(desk: Desk, watch: Watch) -> None:
    for number in range(4):
        report.take_report(desk, FULL if number % 2 else ReportDraft(quick=f"report {number}"))
        watch.forward(minutes=5)
    tables = ("case_row", "case_person", "person_row", "event_row")
    before = [desk.db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]
    found = list(ids(desk, "all", search="lanyard"))
    rebuild(desk)
    assert [desk.db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables] == before
    assert list(ids(desk, "all", search="lanyard")) == found
    assert len(found) == 2


def test_a_saved_report_is_there_after_locking(desk: Desk, tmp_path: Path) -> None:
    code_name = desk.case(report.take_report(desk, FULL).value).code_name
    desk.close()
    again = open_vault(desk.folder, tmp_path / "laptop")
    try:
        assert again.case(again.find_case(code_name)).report.place == "Boat trip"
    finally:
        again.close()


def test_hostile_text_is_kept_as_typed(desk: Desk) -> None:
    hostile = "<img src='file:///etc/passwd'> <font color=red> \u202etxt 😀 \x00\x1b[2J =HYPERLINK()"
    case = desk.case(report.take_report(desk, ReportDraft(quick=hostile)).value)
    assert case.report.what == hostile.replace("\x00", "�").replace("\x1b", "�")


def test_every_entry_is_chained_and_signed_by_its_author(desk: Desk) -> None:
    case = report.take_report(desk, FULL).value
    entries = desk.entries_of(case)
    assert [entry.prev for entry in entries] == ["", *(entry.id for entry in entries[:-1])]
    assert all(desk.vault.verify(entry.by, bytes.fromhex(entry.id), entry.signature) for entry in entries)
    assert all(entry.parents == (before.id,) for before, entry in itertools.pairwise(entries))
    assert kind_of(entries[0].body) == "reported"
    assert PASSPHRASE not in str(entries)
    assert isinstance(entries[0].body, e.Reported)


@pytest.mark.parametrize(
    ("care", "key"),
    [
        (Care(offered=("Peter Smith",)), "care.offered"),
        (Care(accepted=("champagne",)), "care.accepted"),
        (Care(called=("Peter Smith",)), "care.called"),
        (Care(called=("police",), called_on_wish_of="Peter Smith"), "care.called_on_wish_of"),
    ],
)
def test_care_the_procedure_does_not_know_is_refused_and_nothing_is_filed(desk: Desk, care: Care, key: str) -> None:
    with pytest.raises(FileRefused, match=key) as refused:
        report.take_report(desk, ReportDraft(quick="x", care=care))
    assert "Peter" not in str(refused.value)
    assert counts(desk).all == 0


def test_a_title_names_nobody_of_the_report_and_is_one_line(desk: Desk) -> None:
    draft = ReportDraft(
        title="Peter Smith\n shouted at Mia",
        quick="x",
        reporter=ReporterGiven(name="Mia Žižková"),
        reported=(ReportedGiven(name="Peter Smith"),),
    )
    view = case_view(desk, report.take_report(desk, draft).value)
    code = {part.role: part.person.code_name for part in view.people}
    assert view.case.title == f"{code['reported']} shouted at {code['reporter']}"
