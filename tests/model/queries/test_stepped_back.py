"""A member who stepped back from a case sits down at the desk: it is in no list, search, count or paper of theirs."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import attach, linking, members, report, respond, take_in
from cocdesk.model.actions.print import make
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import alike, case_list, case_view, follow_ups, paper_forms
from cocdesk.model.records import entries as e
from cocdesk.model.records.event_file import Publishing
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven
from cocdesk.model.vault.vault import unlock
from tests.model.desks import FAST, PASSPHRASE, Watch, make_vault, open_vault

BO = "a second line of quiet words"
FORM = "F-7K3M-2Q"
PICTURE = b"\x89PNG\r\n\x1a\n"


def filed(desk, what, title, number=""):
    reported = (ReportedGiven(name="Oriol Ferran"),)
    draft = ReportDraft(title=title, report=Report(what=what), reported=reported, form_number=number)
    return report.take_report(desk, draft).value


def made_of(desk):
    """The cases a paper about the whole event tells of; it says to everybody that it may not be all of them."""
    register, report = (
        make(desk, "register"),
        make(desk, "transparency-report", audience="public", wishes=Publishing(attendees=400)),
    )
    assert "stepped back from a case makes it without" in repr(register.document) and "stay away" in repr(report.document)
    assert register.cases == report.cases
    return register.cases


@pytest.fixture
def sits_down(tmp_path):
    """Two cases in a vault of two; opens it for either."""
    folder = make_vault(tmp_path / "vault", "django-events")
    desk = open_vault(folder, tmp_path / "laptop")
    members.add(desk, name="Bo", role="team", passphrase=BO, kdf=FAST)
    desk.close()

    def sit(who):
        vault = unlock(folder, passphrase=BO if who == "Bo" else PASSPHRASE, member=who)
        return Desk(vault, laptop=Laptop(tmp_path / f"laptop of {who}"), clock=Watch())

    return sit


def test_a_case_somebody_stepped_back_from_is_nowhere_at_their_desk(sits_down):
    desk = sits_down("Ana Žižek")
    kept = filed(desk, "Xylophone at the party.", "Loud party", FORM)
    other = filed(desk, "Something else.", "The other one")
    picture = attach.attach(desk, kept, name="stage.png", data=PICTURE).value
    linking.link(desk, other, kept, "related")
    entry = respond.record(desk, kept, e.Recused(member="bo")).value
    code_name = desk.case(kept).code_name
    assert desk.sees(kept) and len(case_list.ids(desk, "all")) == 2
    assert set(made_of(desk)) == {kept, other}
    desk.close()

    desk = sits_down("Bo")
    try:
        rows = case_list.rows(desk, case_list.ids(desk, "all"))
        assert [row.id for row in rows.values()] == [other]
        assert case_list.counts(desk).all == 1 and sum(every for every, _open in case_list.matrix(desk).values()) == 1
        assert not case_list.ids(desk, "all", search="xylophone") and not case_list.ids(desk, "all", search=code_name)
        assert {line.follow_up.case for line in follow_ups.follow_ups(desk)} == {other}
        assert made_of(desk) == (other,)
        assert case_view.case_view(desk, other).linked == () and case_view.other_cases(desk, other) == ()
        assert code_name not in str(case_view.case_view(desk, other).timeline)
        assert code_name not in str(make(desk, "case-file", case=other).document)
        assert paper_forms.paper_forms(desk) == ()
        for reading in (
            lambda: desk.find_case(code_name),
            lambda: case_view.case_view(desk, kept),
            lambda: make(desk, "incident-form", case=kept),
            lambda: respond.record(desk, kept, e.Noted(text="I was here.")),
            lambda: attach.attach(desk, kept, name="x.png", data=PICTURE),
            lambda: attach.attachment_data(desk, picture),
            lambda: take_in.take_in_picture(desk, PICTURE, number=FORM),
            lambda: linking.link(desk, other, code_name, "related"),
            lambda: alike.sentences(desk, kept),
        ):
            with pytest.raises(NotAllowed) as refused:
                reading()
            assert "stepped back" in str(refused.value) and "Loud" not in str(refused.value)
    finally:
        desk.close()

    desk = sits_down("Ana Žižek")
    respond.strike(desk, kept, entry, why="a mistake")
    desk.close()
    desk = sits_down("Bo")
    try:
        assert case_view.case_view(desk, kept).case.code_name == code_name
        assert follow_ups.pressing(desk) >= 0
    finally:
        desk.close()


def test_alone_at_the_desk_nobody_is_locked_out(tmp_path):
    desk = open_vault(make_vault(tmp_path / "vault", "workshop"), tmp_path / "laptop")
    try:
        case = filed(desk, "A remark.", "A remark")
        respond.record(desk, case, e.Recused(member="Ana Žižek"))
        assert desk.sees(case) and len(case_list.ids(desk)) == 1
    finally:
        desk.close()
