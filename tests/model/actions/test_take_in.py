"""Paper and forms come back: into a draft, a case, or beside one; never twice, and never a byte of them lost."""

from __future__ import annotations

import zipfile
from functools import partial
from io import BytesIO
from itertools import count, takewhile

import pytest
from msgspec.structs import replace

from cocdesk.model.actions import attach, report, respond, take_in
from cocdesk.model.actions import print as printing
from cocdesk.model.actions.opening import look_at_desk
from cocdesk.model.desk import Desk
from cocdesk.model.errors import FileRefused, NotAllowed, VaultReadOnly
from cocdesk.model.queries import paper_forms
from cocdesk.model.queries.case_view import draft, waiting_drafts
from cocdesk.model.queries.follow_ups import follow_ups
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Care, Report, ReportDraft
from tests.model.desks import PASSPHRASE
from tests.model.documents import photos
from tests.model.documents.filling import NUMBER, SCRIPTS, filled, written

PICTURE, OTHER = photos.png(photos.page()), photos.jpeg(photos.page(1))


def taken(desk: Desk, number: int | None) -> ReportDraft:
    found = draft(desk, number or 0)
    assert found is not None
    return found


def pictures(desk: Desk, number: int) -> tuple[tuple[str, bytes], ...]:
    """What is kept beside a draft, read one by one."""
    found = (paper_forms.picture(desk, number, place) for place in count())
    return tuple(one for one in takewhile(bool, found) if one is not None)


def test_a_filled_form_becomes_a_draft_then_a_case_and_is_never_taken_in_twice(desk: Desk) -> None:
    data = filled(SCRIPTS["Devanagari"], ("threat.no", "transcribed.yes"))
    first = take_in.take_in_form(desk, data).value
    assert (first.case, first.number, first.known, first.problems) == ("", NUMBER, False, ())
    kept = taken(desk, first.draft)
    assert kept.report.what == SCRIPTS["Devanagari"]["what"]
    assert kept.report.channel == "online" and kept.report.heard_at.startswith("2026-05-22T12:00")
    again = take_in.take_in_form(desk, data).value
    assert (again.draft, again.known) == (first.draft, True)
    assert len(waiting_drafts(desk)) == 1

    case = report.take_report(desk, kept, number=first.draft).value
    after = take_in.take_in_form(desk, data).value
    assert (after.case, after.draft, after.known) == (case, None, True)
    assert desk.case(case).form_number == NUMBER and not waiting_drafts(desk)


def test_a_picture_makes_a_draft_stays_beside_it_and_goes_into_the_case_with_it(desk: Desk) -> None:
    first = take_in.take_in_picture(desk, PICTURE, number=NUMBER).value
    second = take_in.take_in_picture(desk, OTHER, number=NUMBER).value
    same = take_in.take_in_picture(desk, PICTURE, number=NUMBER).value
    assert first.draft == second.draft == same.draft and (first.known, second.known) == (False, True)
    assert pictures(desk, first.draft or 0) == (("image/png", PICTURE), ("image/jpeg", OTHER))
    kept = taken(desk, first.draft)
    assert (kept.pictures, kept.form_number, kept.report.channel) == (2, NUMBER, "paper")

    case = report.take_report(desk, replace(kept, quick="Typed in from the paper."), number=first.draft).value
    there = desk.case(case).attachments
    assert [(one.name, one.media_type) for one in there] == [(f"{NUMBER}-1.png", "image/png"), (f"{NUMBER}-2.jpg", "image/jpeg")]
    assert attach.attachment_data(desk, there[0].attachment) == PICTURE
    third = photos.png(photos.turned(90)(photos.page()))
    assert take_in.take_in_picture(desk, third, number=NUMBER).value.case == case
    assert take_in.take_in_picture(desk, third, number=NUMBER).value.case == case
    assert len(desk.case(case).attachments) == 3


def test_the_pages_of_a_scan_stay_together_with_a_number_and_without(desk: Desk) -> None:
    pages = photos.scan(photos.page(), photos.page(1))
    first = take_in.take_in_form(desk, pages).value
    assert (first.number, len(pictures(desk, first.draft or 0))) == (NUMBER, 2)
    lone = take_in.take_in_pictures(desk, (PICTURE, OTHER), number="").value
    assert lone.draft != first.draft and len(pictures(desk, lone.draft or 0)) == 2
    assert taken(desk, lone.draft).pictures == 2


def test_the_log_says_where_the_paper_is_until_it_is_shredded_and_a_second_person_has_compared_it(desk: Desk) -> None:
    printing.log_export(desk, printing.make(desk, "blank-form", count=2), how="printed")
    out = paper_forms.paper_forms(desk)
    assert len(out) == 2 and all(form.printed_at and not form.case for form in out)
    number = out[0].number
    first = take_in.take_in_picture(desk, PICTURE, number=number).value
    case = report.take_report(desk, replace(taken(desk, first.draft), quick="What stood on it."), number=first.draft).value

    def waits() -> set[str]:
        return {line.follow_up.id for line in follow_ups(desk)} & {"transcription", "paper", "shred"}

    assert waits() == {"transcription", "paper"}
    respond.record(desk, case, e.Transcribed(by="Bo", differs="The place was misread."))
    respond.record(desk, case, e.PaperMoved(where="locked drawer", by="Bo"))
    assert waits() == set()
    respond.record(desk, case, e.Closed(outcome="resolved"))
    assert waits() == {"shred"}
    respond.record(desk, case, e.PaperMoved(shredded=True, by="Bo"))
    assert waits() == set()
    form = next(form for form in paper_forms.paper_forms(desk) if form.number == number)
    assert form.checked and form.case == case and form.moved is not None and form.moved.shredded


def test_two_cases_of_one_form_stay_two_and_the_second_one_says_so(desk: Desk) -> None:
    typed = ReportDraft(quick="Typed by one of us.", form_number="7k3q9d")
    first = report.take_report(desk, typed)
    assert not [problem for problem in first.problems if problem.field == "form_number"]
    gap = next(problem for problem in report.gaps(desk, typed) if problem.field == "form_number")
    assert desk.case(first.value).code_name in gap.sentence and not gap.stops
    second = report.take_report(desk, replace(typed, quick="Typed by another."))
    assert gap in second.problems
    assert take_in.take_in_picture(desk, PICTURE, number="F-7K3Q-9D").value.case == first.value


def _bomb() -> bytes:
    """A workbook that is small and unpacks to fifty million bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    return out.getvalue()


BOMB = _bomb()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "neither a filled form"), (BOMB, "neither a filled form"), (b"BM" + b"\0" * 40, "neither a filled form"),
        (b"\xff\xd8\xff" + b"x" * take_in.LARGEST_PICTURE, "25 MB"),
    ],
    ids=["empty", "workbook that unpacks to much", "another picture", "large"],
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        take_in.picture_type(data)


def test_a_form_that_cannot_be_kept_leaves_nothing_behind(desk: Desk) -> None:
    large, locked = written({"what": "word " * 200_001}), filled({"what": "x"}, password="word")
    for data in (large, locked, locked[:4000]):
        with pytest.raises(FileRefused):
            take_in.take_in_form(desk, data)
    assert not waiting_drafts(desk)
    most = "word " * 199_000
    kept = taken(desk, take_in.take_in_form(desk, written({"what": most.strip(), "place": "Hall"})).value.draft)
    assert kept.report.what == most.strip()


def test_a_copy_that_is_only_looked_at_takes_nothing_in(desk: Desk) -> None:
    desk.close()
    looking = look_at_desk(desk.folder, passphrase=PASSPHRASE)
    try:
        for take in (take_in.take_in_form, partial(take_in.take_in_picture, number=NUMBER)):
            with pytest.raises(VaultReadOnly):
                take(looking, filled({"what": "x"}) if take is take_in.take_in_form else PICTURE)
        assert not waiting_drafts(looking)
    finally:
        looking.close()


def test_an_empty_form_says_that_it_is_and_pictures_without_a_number_stay_apart(desk: Desk) -> None:
    assert take_in.take_in_form(desk, filled({})).value.problems == ("Nothing is filled in on this form.",)
    numbers = {take_in.take_in_picture(desk, data, number="").value.draft for data in (PICTURE, OTHER)}
    assert len(numbers) == 2


def test_the_eleventh_picture_beside_one_draft_is_refused_and_the_ten_stay(desk: Desk) -> None:
    for place in range(take_in.MOST_PICTURES):
        take_in.take_in_picture(desk, PICTURE + bytes([place]), number=NUMBER)
    with pytest.raises(NotAllowed, match="10 pictures"):
        take_in.take_in_picture(desk, OTHER, number=NUMBER)
    assert take_in.take_in_pictures(desk, (PICTURE + b"\0",), number=NUMBER).value.known
    (waiting,) = waiting_drafts(desk)
    assert len(pictures(desk, waiting.id)) == take_in.MOST_PICTURES


def test_pages_for_which_there_is_not_room_for_all_are_refused_before_the_first_is_kept(desk: Desk) -> None:
    pages = [PICTURE + bytes([place]) for place in range(take_in.MOST_PICTURES + 1)]
    with pytest.raises(NotAllowed, match="10 pictures") as told:
        take_in.take_in_pictures(desk, pages, number=NUMBER)
    assert "11 pages" in told.value.kept
    assert not waiting_drafts(desk)
    first = take_in.take_in_pictures(desk, pages[:8], number=NUMBER).value
    with pytest.raises(NotAllowed):
        take_in.take_in_pictures(desk, pages[7:], number=NUMBER)
    assert len(pictures(desk, first.draft or 0)) == 8
    assert take_in.take_in_pictures(desk, pages[6:10], number=NUMBER).value.draft == first.draft
    assert paper_forms.picture(desk, first.draft or 0, 9) == ("image/png", pages[9])


def test_other_answers_on_the_same_form_are_a_report_of_their_own_and_nothing_of_either_is_lost(desk: Desk) -> None:
    monday, tuesday = (written({"what": f"What happened on {day}.", "form_number": NUMBER}) for day in ("Monday", "Tuesday"))
    first = take_in.take_in_form(desk, monday).value
    second = take_in.take_in_form(desk, tuesday).value
    assert second.draft not in (None, first.draft) and not second.known
    assert NUMBER in second.problems[0] and "other answers" in second.problems[0]
    assert (taken(desk, first.draft).form_number, taken(desk, second.draft).form_number) == (NUMBER, "")
    assert taken(desk, second.draft).report.what == "What happened on Tuesday."
    for data, there in ((monday, first), (tuesday, second)):
        assert (again := take_in.take_in_form(desk, data).value).draft == there.draft and again.known
    case = report.take_report(desk, replace(taken(desk, first.draft), title="Put in order"), number=first.draft).value
    assert take_in.take_in_form(desk, monday).value.case == case
    third = take_in.take_in_form(desk, written({"what": "Wednesday.", "form_number": NUMBER})).value
    assert not third.case and taken(desk, third.draft).report.what == "Wednesday."


@pytest.mark.parametrize(("threat", "told"), [(None, "unknown"), (False, "no"), (True, "yes")])
def test_calling_somebody_without_knowing_whether_there_is_danger_is_kept_as_not_known(
    desk: Desk, threat: bool | None, told: str
) -> None:
    marks = ("threat",) if threat is None else ()
    draft = ReportDraft(quick="A knife was seen.", report=Report(threat=threat, not_offered=marks), care=Care(called=("police",)))
    case = report.take_report(desk, draft).value
    assert [h.body.threat for h in desk.case(case).happenings if isinstance(h.body, e.SafetyChecked)] == [told]
