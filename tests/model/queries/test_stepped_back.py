"""A member who stepped back from a case sits down at the desk: it is in no list, search, count or paper of theirs."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import linking, members, report, respond
from cocdesk.model.actions.print import make
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import case_list, case_view, follow_ups
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven
from cocdesk.model.vault.vault import unlock
from tests.model.desks import FAST, PASSPHRASE, Watch, make_vault, open_vault

BO = "a second line of quiet words"


def filed(desk, what, title):
    draft = ReportDraft(title=title, report=Report(what=what), reported=(ReportedGiven(name="Oriol Ferran"),))
    return report.take_report(desk, draft).value


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
    kept, other = filed(desk, "Xylophone at the party.", "Loud party"), filed(desk, "Something else.", "The other one")
    linking.link(desk, other, kept, "related")
    entry = respond.record(desk, kept, e.Recused(member="bo")).value
    code_name = desk.case(kept).code_name
    assert desk.sees(kept) and len(case_list.ids(desk, "all")) == 2
    desk.close()

    desk = sits_down("Bo")
    try:
        rows = case_list.rows(desk, case_list.ids(desk, "all"))
        assert [row.id for row in rows.values()] == [other]
        assert case_list.counts(desk).all == 1 and sum(every for every, _open in case_list.matrix(desk).values()) == 1
        assert not case_list.ids(desk, "all", search="xylophone") and not case_list.ids(desk, "all", search=code_name)
        assert {line.follow_up.case for line in follow_ups.follow_ups(desk)} == {other}
        assert case_view.case_view(desk, other).linked == () and case_view.other_cases(desk, other) == ()
        for reading in (
            lambda: desk.find_case(code_name),
            lambda: case_view.case_view(desk, kept),
            lambda: make(desk, "incident-form", case=kept),
            lambda: make(desk, "register"),
            lambda: respond.record(desk, kept, e.Noted(text="I was here.")),
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
