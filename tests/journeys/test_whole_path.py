"""The whole path through the real window, under every procedure: from the first report to a closed case with nothing left open.

Nobody tells the walk what comes next: it presses the one next thing the case shows, door after door.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from cocdesk.model.actions.opening import create_desk, prepare_new
from cocdesk.model.actions.print import make
from cocdesk.model.desk import Desk
from cocdesk.model.documents.render.text import text
from cocdesk.model.policy.pack import Policy
from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.records.case import NextStep
from cocdesk.model.rules import choices
from cocdesk.model.rules.completing import decided_sanctions
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.form_sheet import FormSheet
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.widgets.choice import Choice
from tests.journeys.test_window import OFFERED, Person, person
from tests.model.cases import policies
from tests.model.desks import FAST, PASSPHRASE

__all__ = ["person"]

# What a person answers, by the act: a word to choose, or words to type. What is not here stays as the form proposes it.
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "support-given": {"offers": "Offered", "words": "Sat with them."},
    "consented": {"answer": "no-objection", "words": "All right."},
    "heard": {"words": "They see it differently.", "manner": "calm"},
    "met": {"attendees": "Sam Okoro, Ada Lind", "what_happened": "Low", "doing_anything": "Yes", "who": "Sam", "when": "today"},
    "decided": {"sanction": "a measure that lasts", "who": "Sam Okoro", "safe_enough": "yes", "why": "It happened twice."},
    "agreed": {"who": "Dora Voss", "answer": "agreed"},
    "talked": {"by": "Sam Okoro", "length": "10", "said": "What we expect", "manner": "sorry", "apologised": "yes"},
    "acted": {"words": "Done."},
    "rolled-out": {"places": "In place"},
    "told:reported": {"behaviour": "Stood in the way", "change": "Keep away", "comment": "Understood."},
    "told": {"text": "Thank you. We come back to you.", "channel": "in-person"},
    "announced": {"text": "Somebody broke our code of conduct, and was asked to leave.", "where": "Main hall"},
    "notified": {"words": "Sent."},
    "acknowledged": {"words": "Thank you."},
    "appealed": {"by": "the person reported", "words": "I see it differently.", "heard_by": "Noa Lang", "answer": "upheld"},
    "evaluated": {"debriefed": "yes", "found": "new-example", "rule": "Personal space", "words": "Say it sooner."},
    "closed": {},
}  # fmt: skip
LOOKED_AT = {"places": "Looked at"}
# What POLICIES.md says of the five; a sixth pack walks the same path, and is held to what it says of itself.
HEARD = {
    "spec": "hear meet decide", "imgix": "hear meet decide", "django-events": "hear meet decide",
    "workshop": "meet hear decide", "conference": "meet decide agree hear",
}  # fmt: skip
ANNOUNCE = {
    "spec": ["Host"], "imgix": ["Anti-Abuse team"], "conference": ["Event Lead Organiser"],
    "workshop": ["Organizer", "The organizer’s delegate"],
}  # fmt: skip
# One act may stand for two steps: telling the reporter what came of it tells how it stands.
DONE_WITH_ANOTHER = {"receipt", "status", "tell-reported", "safety"}
REPORTED_ON = {"conference": "report-up", "django-events": "report-up acknowledged"}


class Walk:
    """Somebody who does at each moment what the case page asks for, and remembers the way."""

    def __init__(self, team: Person, policy: Policy) -> None:
        self.team, self.policy = team, policy
        self.path: list[str] = []
        self.asked: dict[str, tuple[str, ...]] = {}

    def now(self) -> CaseView:
        """The case as the page shows it."""
        view = self.team.window.case.view
        assert view is not None
        return view

    def go(self) -> CaseView:
        """From the fresh report to the end, door after door."""
        for _turn in range(40):
            view = self.now()
            if view.case.stage == "closed":
                return view
            step = self._wanted(view)
            self._look(view, step)
            self._press(view, step)
            self._answer(step)
            self.path.append(step.id)
            after = next(line for line in self.now().steps if line.id == step.id)
            assert after.state == "done", step.id
        pytest.fail(f"never closed: {self.path}")

    def _wanted(self, view: CaseView) -> NextStep:
        """The one obvious next thing; before the end also what may be left out, as the checklist offers it."""
        assert view.next is not None, self.path
        if view.next.id != "close":
            return view.next
        return next((line for line in view.steps if line.state == "next" and line.optional), view.next)

    def _look(self, view: CaseView, step: NextStep) -> None:
        """One filled button, with what is next, who may do it and after which clause; the checklist says the same."""
        page = self.team.window.case
        filled = [b for b in page.findChildren(QPushButton) if b.property("look") == "primary" and b.isVisibleTo(page)]
        assert filled == [page.next.button]
        assert view.next is not None
        assert page.next.words.text() == view.next.title
        for words in (*view.next.who, view.next.clause):
            assert words in page.next.under.text()
        row = page.steps.row_of(step.id)
        said = " ".join(label.text() for label in row.findChildren(QLabel))
        assert row.accessibleName().startswith("Next")
        assert all(words in said for words in (step.title, *step.who, step.clause))

    def _press(self, view: CaseView, step: NextStep) -> None:
        """What has a time is gone to from the follow-ups, the next thing by its button, the rest by its line."""
        window, page = self.team.window, self.team.window.case
        if step.due is not None:
            window.acts.rooms["follow-ups"].trigger()
            rows = window.follow_ups.list.rows
            place = next(n for n in range(rows.rowCount()) if (line := rows.line(n)) is not None and line.id == step.id)
            window.follow_ups.list.setCurrentIndex(rows.index(place, 0))
            QTest.keyClick(window.follow_ups.list, Qt.Key.Key_Return)
            assert window.pages.currentWidget() is page
        elif view.next is step:
            page.next.button.click()
        else:
            door = page.steps.button_of(step.id)
            assert door is not None
            door.click()

    def _answer(self, step: NextStep) -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, Sheet), step.id
        before = len(self.now().timeline)
        if isinstance(sheet, AssessDialog):
            sheet.grid.cell("low", "high").click()
        else:
            assert isinstance(sheet, FormSheet)
            act = step.acts[0]
            kind = next(key for key in (act, ":".join(act.split(":")[:2]), act.split(":")[0]) if key in ANSWERS)
            for key, words in {**ANSWERS[kind], **(LOOKED_AT if act.endswith(":checked") else {})}.items():
                self._fill(sheet.fields.editor(key), words)
            if kind == "announced":
                self.asked["announce"] = tuple(sheet.fields.editor("by")._buttons)
            if kind == "agreed":
                combo = sheet.fields.editor("role")
                self.asked["agree"] = tuple(combo.itemText(n) for n in range(combo.count()))
        sheet.save_button.click()
        box = QApplication.activeModalWidget()
        assert box is None, (step.id, [label.text() for label in box.findChildren(QLabel) if label.isVisible()])
        # As the event loop does between two presses: what is closed goes away for good.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert len(self.now().timeline) > before

    def _fill(self, control: QWidget, words: str) -> None:
        """Answer one field as a person does: press, choose or type."""
        if isinstance(control, QLineEdit):
            self.team.type(control, words)
        elif isinstance(control, QPlainTextEdit):
            # The first letters are typed, and the rest pasted: every key is followed by all that a form says to it.
            control.clear()
            self.team.type(control, words[:2])
            control.insertPlainText(words[2:])
        elif isinstance(control, Choice):
            control.answer(words).click()
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(control.findData(self._lasting() if words.startswith("a measure") else words))
        elif isinstance(control, QCheckBox):
            control.setChecked(words == "yes")
        elif names := control.findChildren(QLineEdit)[-1:] if "," in words or words.istitle() else []:
            self.team.type(names[0], words)
        else:
            for made in control.findChildren(QRadioButton):
                if made.text() == words:
                    made.click()

    def _lasting(self) -> str:
        """A measure the procedure names itself, and that has to take hold in several places if it names one."""
        own = [sanction.id for sanction in self.policy.sanctions]
        lasting = self.policy.roll_out.sanctions if self.policy.roll_out is not None else ()
        return next((sanction for sanction in own if sanction in lasting), own[0])


def new_desk(team: Person, policy: Policy) -> Desk:
    """A new vault, open: making one through the window is the other journey's."""
    founder = prepare_new(member="Robin", role="chair", passphrase=PASSPHRASE, kdf=FAST)
    return create_desk(team.folder, founder, policy, event="PyTide 2026", zone="Europe/Berlin")[0]


def settle_what_is_left_open(team: Person, policy: Policy) -> None:
    """On the event's page the team says yes to all that its procedure leaves to it."""
    team.window.acts.rooms["event"].trigger()
    page = team.window.event_page
    for setting in choices.open_choices(policy, None):
        field = page.fields[setting.id]
        if isinstance(field, QComboBox):
            field.setCurrentIndex(1)
    if page.save.isEnabled():
        page.save.click()


def report_it(team: Person) -> None:
    """Write the report down; care, the pause and everything after is still to do."""
    team.write_down("He kept standing in my way.")
    people = team.window.wizard.steps["people"]
    team.window.wizard.go("people")
    team.type(people.lines["name"], "Ira Lund")
    team.finish_the_report()


def in_order(path: list[str], wanted: str) -> bool:
    return [step for step in path if step in wanted.split()] == wanted.split()


@pytest.mark.parametrize("name", OFFERED)
def test_the_steps_lead_from_the_report_to_a_closed_case(person: Person, name: str) -> None:
    policy = policies()[name]
    person.window.locked.desk_opened.emit(new_desk(person, policy))
    settle_what_is_left_open(person, policy)
    report_it(person)
    walk = Walk(person, policy)
    view = walk.go()
    page = person.window.case

    assert {step.state for step in view.steps} <= {"done", "not-needed"}
    assert view.remarks == ()
    assert page.next.words.text() == "This case is closed."
    assert walk.path[-1] == "close"
    assert decided_sanctions(view.case) == (walk._lasting(),)
    once = {"safety", "written-down"}
    left = {step.id for step in view.steps if step.id not in {*walk.path, *once} and step.state != "not-needed"}
    assert not left - DONE_WITH_ANOTHER
    for own in ("meet", "decide", "act", "tell-reporter", "evaluate", "announce"):
        assert own in walk.path

    assert policy.hearing.order in {"before-or-during-meeting", "after-meeting", "after-deciding"}
    assert in_order(walk.path, HEARD.get(name, "meet decide"))
    assert ("agree" in walk.path) is bool(policy.agrees)
    roles = {role.id: role.title for role in policy.roles}
    assert walk.asked.get("agree", ()) == tuple(roles[role] for role in policy.agrees)
    assert walk.asked["announce"] == tuple(roles[role] for role in policy.announcement.by)
    assert list(walk.asked["announce"]) == ANNOUNCE.get(name, list(walk.asked["announce"]))
    assert in_order(walk.path, REPORTED_ON.get(name, ""))
    assert ("report-up" in walk.path) is bool(policy.reports_up)

    # The case file holds what was typed on the way, every step of it, and nobody by name.
    desk = person.window.session.desk
    made = make(desk, "case-file", case=view.case.id, audience="team", naming="code-names", bare=True)
    told = " ".join(text(made.document).split())
    assert all(words in told for words in (view.case.code_name, "standing in my way", "It happened twice.", "Say it sooner."))
    assert all(line.title in told for line in view.timeline if line.kind in ("met", "decided", "announced", "closed"))
    assert "Ira Lund" not in told

    person.window.acts.rooms["follow-ups"].trigger()
    assert person.window.follow_ups.list.rows.rowCount() == 0
