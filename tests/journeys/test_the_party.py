"""The example the Django procedure gives, through the real windows: a remark, a talk the next day, and the mail of it."""

from __future__ import annotations

import email
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from cocdesk.ui.dialogs.form_sheet import FormSheet
from tests.journeys.test_window import CTRL, Person, person

__all__ = ["person"]


def act(team: Person, kind: str, **given: object) -> None:
    """Open an act's form at the case, answer, and save."""
    team.window.case.doors.act(team.window.case.view, kind)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormSheet)
    for key, value in given.items():
        field = dialog.fields.editor(key) if isinstance(value, str) else None
        if isinstance(field, QLineEdit) or (isinstance(field, QWidget) and field.inherits("QPlainTextEdit")):
            field.clear()
            team.type(field, str(value))
        else:
            dialog.fields.put({key: value})
    before = len(team.view().timeline)
    dialog.save_button.click()
    team.qtbot.waitUntil(lambda: len(team.view().timeline) > before)


@pytest.mark.parametrize("naming", ["named", "code-names"])
def test_the_remark_at_the_party_becomes_a_mail_a_careful_person_would_write(person: Person, naming: str, tmp_path: Path) -> None:
    window = person.window
    person.make_a_vault("django-events")
    person.write_down("He said it to his friends, and I asked him to keep it down.")
    wizard = window.wizard
    wizard.go("safety")
    wizard.steps["safety"].threat.answer("no").click()
    wizard.go("reported")
    blocks = wizard.steps["reported"].blocks
    said = "One of our attendees said something crude to his friends. He was asked quietly to tone it down, and argued"
    person.type(blocks["behaviour"].edit, said)
    wizard.go("people")
    names = [field for field in wizard.steps["people"].reported.findChildren(QLineEdit) if field.isVisible()]
    person.type(names[0], "Kim Feld")
    wizard.go("check")
    with person.qtbot.waitSignal(wizard.report_taken):
        person.qtbot.keyClick(wizard, Qt.Key.Key_Return, CTRL)

    act(person, "met", at="2026-05-22T09:00", attendees=["Robin", "Sam Okoro"], doing_anything="Yes, talk to him the next day")
    act(
        person, "talked", by=["Robin", "Sam Okoro"], at="2026-05-23T10:00", place="an empty room", length="10",
        said="went over what happened and explained why we do not accept it", manner="sorry", apologised="yes", understood="yes",
        words="Thinking it over, he saw why it was wrong, and thanked us",
    )  # fmt: skip
    act(person, "decided", sanction="none")
    act(person, "closed", outcome="Settled by the talk", why="Nothing else is needed")

    mail = person.paper("mail")
    if mail.naming.key != naming:
        mail.naming.answer(naming).click()
        person.qtbot.waitUntil(lambda: mail._paper is not None and mail._paper.naming == naming)
    paper = mail._as("eml")
    mail.reject()
    assert paper is not None
    body = email.message_from_bytes(paper.data).get_payload(decode=True)
    assert isinstance(body, bytes)
    told = body.decode()
    who = ("Robin and Sam Okoro", "Kim Feld") if naming == "named" else ("two of us", "the person reported")
    for words in (
        "We met about it on Friday 22 May 2026, and decided to talk to him the next day.",
        f"The next day, Saturday 23 May 2026, {who[0]} spoke with {who[1]} in an empty room. We went over what happened",
        "They were sorry, and apologised without being asked to.",
        "The talk took about ten minutes.",
        "We decided not to take any further action, and consider the case closed.",
        "You need not act on it",
    ):
        assert words in told
    assert ("Kim Feld" in told) is (naming == "named")
