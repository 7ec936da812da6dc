"""Papers of the desk leave written down, and a ticket is cancelled only where that was decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk.model.actions import print as printing
from cocdesk.model.actions import respond
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from tests.ui.case_desks import desk_with, told_at_the_desk

BANNED = {"outcome": "cancelled"}


def left(desk: Desk) -> list[e.EventExported]:
    return [entry.body for entry in desk.entries_of(desk.event().id) if isinstance(entry.body, e.EventExported)]


def test_a_flyer_that_leaves_is_written_down_with_the_event_and_a_ticket_is_cancelled_only_on_a_decision(tmp_path: Path) -> None:
    with desk_with(tmp_path, "django-events") as desk:
        flyer = printing.make(desk, "flyer", format="txt")
        assert (flyer.file_name, flyer.case) == ("flyer.txt", None)
        assert b"Ana" in flyer.data and b"the desk by the entrance" in flyer.data
        printing.save(desk, flyer, tmp_path / flyer.file_name, purpose="for the desk")
        assert [(body.document, body.sha256, body.purpose) for body in left(desk)] == [("flyer", flyer.sha256, "for the desk")]

        case = told_at_the_desk(desk)
        for about in (None, case):
            with pytest.raises(NotAllowed, match="on record"):
                printing.make(desk, "registration-letter", case=about, words=BANNED)
        respond.record(desk, case, e.Decided(sanction="ban", by="the team"))
        letter = printing.make(desk, "registration-letter", case=case, words=BANNED, format="txt")
        assert letter.file_name == "registration-letter.txt"
        printing.log_export(desk, letter, how="copied")
        exported = [h.body for h in desk.case(case).happenings if isinstance(h.body, e.Exported)]
        assert [body.document for body in exported] == ["registration-letter"]
        for wrong in ({"case": case}, {"words": {"shoe": "42"}}, {"words": {"outcome": "x"}}, {"format": "csv"}):
            with pytest.raises(NotAllowed):
                printing.make(desk, "registration-letter", **wrong)  # type: ignore[arg-type]


def test_a_ticket_is_cancelled_for_one_of_several_only_once_somebody_says_for_whom(tmp_path: Path) -> None:
    with desk_with(tmp_path, "django-events") as desk:
        case = told_at_the_desk(desk)
        first = next(part.person for part in desk.case(case).parts if part.role == "reported")
        other = next(part.person for part in desk.case(case).parts if part.role == "witness")
        respond.record(desk, case, e.PersonAdded(person=other, role="reported"))
        respond.record(desk, case, e.Decided(sanction="ban", by="the team"))
        with pytest.raises(NotAllowed, match="whose ticket"):
            printing.make(desk, "registration-letter", case=case, words=BANNED)
        letter = printing.make(desk, "registration-letter", case=case, words=BANNED, format="txt", person=first)
        assert letter.named == {first} and "李小龙" in letter.data.decode()
        with pytest.raises(NotAllowed, match="not reported"):
            printing.make(desk, "registration-letter", case=case, words=BANNED, person="f" * 32)
