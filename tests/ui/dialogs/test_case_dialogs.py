"""The dialogs of a case, pressed as a person presses: one typed outcome each, and no typing lost without a question."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from shiboken6 import isValid

from cocdesk.model.errors import FileRefused
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import NextStep, Person, TimelineLine
from cocdesk.model.records.report import Report
from cocdesk.model.rules.timeline import fold
from cocdesk.ui.dialogs.act import ActDialog
from cocdesk.ui.dialogs.amend import AmendDialog
from cocdesk.ui.dialogs.assess import AssessDialog
from cocdesk.ui.dialogs.attach import AttachDialog, PictureDialog, picture, read_file
from cocdesk.ui.dialogs.close import CloseDialog, still_open
from cocdesk.ui.dialogs.note import NoteDialog
from cocdesk.ui.dialogs.person import PersonDialog
from cocdesk.ui.dialogs.strike import StrikeDialog
from cocdesk.ui.forms.catalogue import act_form, kinds
from cocdesk.ui.forms.fields import SPEAKING
from cocdesk.ui.forms.situation import Situation
from tests.model.cases import EVENT, journal, policies
from tests.ui.accessibility import problems
from tests.ui.case_desks import MARKUP
from tests.ui.forms import situations as cases_of_forms

LINE = TimelineLine(entry="1", at=datetime(2026, 5, 22, tzinfo=UTC), by="Ana", kind="noted", title="Note", text=MARKUP)


def situation(pack="conference", *bodies):
    return Situation(
        case=fold(journal(*bodies)), policy=policies()[pack], event=EVENT, member="Ana", now=datetime(2026, 5, 24, 16, tzinfo=UTC)
    )


@pytest.fixture
def shown(qtbot, themed):
    made = []

    def show(dialog):
        made.append(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    yield show
    for dialog in made:
        if isValid(dialog):
            dialog.leave()


def press(qtbot, dialog):
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)


def questions(dialog):
    return [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]


@pytest.mark.parametrize("kind", [*kinds(), "told:reporter", "told:reported", "consented:disclosure"])
def test_every_form_can_be_used_by_ear(kind, shown):
    assert problems(shown(ActDialog(kind, situation("django-events")))) == []


def test_every_other_dialog_can_be_used_by_ear(shown):
    matrix = policies()["conference"].matrix
    made = [
        NoteDialog(),
        StrikeDialog(LINE),
        PersonDialog(),
        PersonDialog(Person(id="p", code_name="Wren", name="Ana")),
        CloseDialog((NextStep(id="a", title="Meet", state="next"),)),
        AssessDialog(matrix),
        AmendDialog("Report", Report.__struct_fields__[:-1], Report(), policies()["conference"]),
        AttachDialog("slide.png", 2048),
        PictureDialog(attachment(b"no picture"), b"no picture"),
    ]
    for dialog in made:
        assert problems(shown(dialog)) == []


def test_a_decision_is_asked_for_before_it_is_recorded(qtbot, shown):
    dialog = shown(ActDialog("decided", situation()))
    with qtbot.assertNotEmitted(dialog.recorded):
        press(qtbot, dialog)
    assert "choose what was decided" in dialog.notice.text
    combo = dialog.fields.editor("sanction")
    combo.setCurrentIndex(combo.findData("none"))
    qtbot.keyClicks(dialog.fields.editor("why"), "Nothing more is needed.")
    with qtbot.waitSignal(dialog.recorded) as recorded:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert recorded.args == [e.Decided(sanction="none", why="Nothing more is needed.", deciders=("Ana",))]


def test_support_given_keeps_what_was_offered_and_what_was_wanted(qtbot, shown):
    now = situation()
    dialog = shown(ActDialog("support-given", now))
    first, second = now.policy.care[:2]
    choices = dialog.fields._editors["offers"]._choices
    choices[first.id].answer("wanted").click()
    choices[second.id].answer("offered").click()
    with qtbot.waitSignal(dialog.recorded) as recorded:
        press(qtbot, dialog)
    body = recorded.args[0]
    assert (body.offered, body.given) == ((first.id, second.id), (first.id,))
    assert body.needs == ((first.need,) if first.need else ())


def test_an_announcement_can_start_from_the_packs_wording(qtbot, shown):
    dialog = shown(ActDialog("announced", situation()))
    start = next(b for b in dialog.findChildren(QPushButton) if "wording" in b.text())
    start.click()
    text = dialog.fields.values()["text"]
    assert text and "{" not in text


def test_escape_leaves_at_once_when_nothing_was_typed(qtbot, shown):
    dialog = shown(NoteDialog())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_asks_once_before_typing_is_lost(qtbot, shown):
    dialog = shown(NoteDialog())
    edit = dialog.fields.editor("text")
    qtbot.keyClicks(edit, "They came back.")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    box = questions(dialog)[0]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.fields.values()["text"] == "They came back."
    dialog.reject()
    go = next(b for b in questions(dialog)[-1].buttons() if b.text() == "Leave")
    go.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("kind", [*kinds(), "told:reporter", "consented:disclosure"])
def test_what_was_kept_of_any_form_shows_the_same_again(kind, themed, qtbot):
    now = situation("django-events")
    first, second = ActDialog(kind, now), ActDialog(kind, now)
    for dialog in (first, second):
        qtbot.addWidget(dialog)
    first.fields.put({field.key: an_answer(field) for field in act_form(kind, now).fields if field.kind not in SPEAKING})
    kept = json.loads(msgspec.json.encode(first.kept()))
    second.put_back({**kept, "a question of an older policy": "…"})
    assert second.state() == first.state()
    assert second.typed()


def test_guidance_comes_after_the_form_where_there_is_no_room_beside_it(shown):
    dialog = shown(ActDialog("heard", situation("django-events")))
    char = dialog.fontMetrics().averageCharWidth()
    for wide, below in ((120, False), (50, True), (120, False)):
        dialog.resize(char * wide, 600)
        assert dialog._page.isAncestorOf(dialog.guidance) is below
        assert dialog.guidance.isVisibleTo(dialog)


def an_answer(field):
    keys = [key for key, _words in field.options]
    if field.kind in ("line", "text"):
        return "李小龙"
    given = {
        "tick": field.value is not True,
        "checks": keys[:1],
        "offers": [f"{keys[0]}!", *keys[1:]] if keys else [],
        "people": [*keys[:1], "李小龙"],
        "places": [f"{key}=done:Bo" for key in keys],
    }
    return given.get(field.kind, keys[-1] if keys else "")


def test_locking_closes_a_dialog_without_a_question(qtbot, shown):
    dialog = shown(NoteDialog())
    qtbot.keyClicks(dialog.fields.editor("text"), "They came back.")
    dialog.leave()
    assert not dialog.isVisible()


def test_striking_needs_a_reason_and_shows_the_entry_as_plain_text(qtbot, shown):
    dialog = shown(StrikeDialog(LINE))
    assert MARKUP in [label.text() for label in dialog.findChildren(QLabel)]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    with qtbot.assertNotEmitted(dialog.struck):
        press(qtbot, dialog)
    qtbot.keyClicks(dialog.fields.editor("why"), "wrong case")
    with qtbot.waitSignal(dialog.struck) as struck:
        press(qtbot, dialog)
    assert struck.args == ["1", "wrong case"]


def test_only_what_changed_is_amended(qtbot, shown):
    report = Report(place="Hall", behaviour="A remark.", threat=True, not_offered=("happened", "others"))
    keys = ("behaviour", "place", "happened", "threat", "witnessed")
    dialog = shown(AmendDialog("Report", keys, report, policies()["conference"]))
    dialog.fields.editor("place").setText("Main hall")
    dialog.fields._editors["threat"]._choice._pick("")
    dialog.fields._editors["not_offered"]._boxes["happened"].click()
    with qtbot.waitSignal(dialog.amended) as amended:
        press(qtbot, dialog)
    assert amended.args == [{"place": "Main hall", "threat": None, "not_offered": ["others"]}, ""]


def test_an_amendment_without_a_difference_is_not_sent(qtbot, shown):
    dialog = shown(AmendDialog("Report", ("place",), Report(place="Hall"), policies()["blank"]))
    with qtbot.assertNotEmitted(dialog.amended):
        press(qtbot, dialog)
    assert "Nothing is different" in dialog.notice.text


def test_answers_suggest_a_place_and_a_person_decides(qtbot, shown):
    matrix = policies()["conference"].matrix
    dialog = shown(AssessDialog(matrix))
    risk, impact = (next(q.id for q in matrix.questions if q.axis == axis) for axis in ("risk", "impact"))
    dialog.questions[risk].answer("no").click()
    dialog.questions[impact].answer("yes").click()
    assert dialog.grid.chosen == ("low", "high")
    assert dialog.about.isVisibleTo(dialog)
    qtbot.mouseClick(dialog.grid.cell("high", "high"), Qt.MouseButton.LeftButton)
    assert dialog.use_button.isVisibleTo(dialog)
    dialog.questions[risk].answer("unknown").click()
    assert dialog.grid.chosen == ("high", "high")
    with qtbot.waitSignal(dialog.assessed) as assessed:
        press(qtbot, dialog)
    assert assessed.args == [e.Assessed(risk="high", impact="high", answers={risk: "unknown", impact: "yes"})]


def test_a_place_can_be_chosen_by_keys_alone_and_is_asked_for(qtbot, shown):
    dialog = shown(AssessDialog(policies()["spec"].matrix))
    with qtbot.assertNotEmitted(dialog.assessed):
        press(qtbot, dialog)
    assert "four places" in dialog.notice.text
    qtbot.keyClick(dialog.grid.cell("low", "high"), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.grid.cell("low", "low"), Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.assessed) as assessed:
        press(qtbot, dialog)
    assert (assessed.args[0].risk, assessed.args[0].impact) == ("low", "low")


def test_closing_lists_what_is_open_and_asks_for_a_reason(qtbot, shown):
    steps = (
        NextStep(id="meet", title="Meet", state="next"),
        NextStep(id="tell", title="Tell everyone", state="next", optional=True),
        NextStep(id="act", title="Act", state="done"),
        NextStep(id="close", title="Close", state="waiting", acts=("closed",)),
    )
    assert [step.id for step in still_open(steps)] == ["meet"]
    dialog = shown(CloseDialog(steps, outcome="A spoken warning"))
    with qtbot.assertNotEmitted(dialog.closed):
        press(qtbot, dialog)
    qtbot.keyClicks(dialog.fields.editor("why"), "They left the event.")
    with qtbot.waitSignal(dialog.closed) as closed:
        press(qtbot, dialog)
    assert closed.args == [e.Closed(outcome="A spoken warning", why="They left the event.", open_steps=("meet",))]


def test_a_person_can_be_added_by_a_description_alone(qtbot, shown):
    dialog = shown(PersonDialog())
    press(qtbot, dialog)
    assert "part they have" in dialog.notice.text
    dialog.fields._editors["role"]._choice.answer("reported").click()
    qtbot.keyClicks(dialog.fields.editor("description"), "green scarf")
    with qtbot.waitSignal(dialog.settled) as settled:
        press(qtbot, dialog)
    draft = settled.args[0]
    assert (draft.role, draft.identity) == ("reported", e.Identified(code_name="", description="green scarf"))


def test_other_names_come_apart_at_the_commas(qtbot, shown):
    dialog = shown(PersonDialog(Person(id="p", code_name="Wren", name="Ana", aliases=("Annie",))))
    dialog.fields.editor("aliases").setText("Annie,  安娜 ,")
    with qtbot.waitSignal(dialog.settled) as settled:
        press(qtbot, dialog)
    assert settled.args[0].identity == e.Identified(code_name="Wren", name="Ana", aliases=("Annie", "安娜"))


def png(width=40, height=30, kind="PNG"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data())


def attachment(data, media_type="image/png"):
    return e.AttachmentAdded(attachment="a", name="slide.png", media_type=media_type, size=len(data), sha256="0" * 64)


def test_a_picture_is_shown_by_the_format_of_its_first_bytes_only(qapp):
    room = QSize(400, 300)
    assert picture(png(), "image/png", room).size() == QSize(40, 30)
    assert picture(png(900, 300), "image/png", room).width() == 400
    assert picture(png(kind="BMP"), "image/png", room) is None
    assert picture(png(), "image/svg+xml", room) is None
    assert picture(png()[:60], "image/png", room) is None


def test_a_picture_bomb_is_not_unpacked(qapp):
    data = bytearray(png())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    assert picture(bytes(data), "image/png", QSize(400, 300)) is None


def test_a_file_that_is_too_large_or_no_file_is_refused(tmp_path):
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(25 * 1024 * 1024 + 1)
    with pytest.raises(FileRefused, match="25 MB"):
        read_file(large)
    with pytest.raises(FileRefused):
        read_file(tmp_path)
    with pytest.raises(FileRefused):
        read_file(tmp_path / "gone")


def test_the_exception_is_asked_for_when_somebody_of_the_case_is_named(qtbot, shown):
    dialog = shown(ActDialog("met", cases_of_forms.situation("spec", witnessed="widely")))
    assert not dialog.fields.editor("exception").isVisible()
    others = dialog.fields._editors["attendees"]._others
    qtbot.keyClicks(others, "Marisol Zizek")
    assert "Wren" in dialog.fields.said("excluded")
    qtbot.keyClicks(dialog.fields.editor("exception"), "Everybody saw it.")
    assert dialog.fields.said("excluded") == ""
    with qtbot.waitSignal(dialog.recorded) as recorded:
        press(qtbot, dialog)
    assert recorded.args[0].attendees == ("Ana", "Marisol Zizek")
    assert recorded.args[0].exception == "Everybody saw it."


def test_a_measure_with_a_period_asks_for_it_and_a_heading_cannot_be_chosen(qtbot, shown):
    dialog = shown(ActDialog("decided", cases_of_forms.situation("django-events")))
    combo = dialog.fields.editor("sanction")
    assert combo.findText("Not named in this procedure") > combo.findText("Named in this procedure") > 0
    combo.setCurrentIndex(combo.findText("Not named in this procedure"))
    press(qtbot, dialog)
    assert "choose what was decided" in dialog.notice.text
    assert not dialog.fields.editor("until").isVisible()
    combo.setCurrentIndex(combo.findData("ban"))
    assert dialog.fields.editor("until").isVisible()
    more = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("More about it"))
    assert not dialog.fields.editor("next_rung").isVisible()
    more.click()
    assert dialog.fields.editor("next_rung").isVisible() and not more.isVisible()


def test_what_was_kept_of_a_folded_field_is_seen_when_it_comes_back(shown):
    dialog = ActDialog("decided", cases_of_forms.situation("spec"))
    dialog.put_back({"sanction": "ban", "review": "2027-01-01"})
    shown(dialog)
    assert dialog.fields.editor("review").isVisible()


def test_the_message_is_shown_as_it_will_be_read_while_it_is_written(qtbot, shown):
    dialog = shown(ActDialog("told:reported", cases_of_forms.situation("spec", e.Decided(sanction="warning"))))
    qtbot.keyClicks(dialog.fields.editor("behaviour"), MARKUP)
    assert MARKUP in dialog.fields.said("preview")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    with qtbot.waitSignal(dialog.recorded) as recorded:
        press(qtbot, dialog)
    assert recorded.args[0].text == dialog.fields.said("preview")


def test_a_pressed_apology_wishes_for_a_report_of_its_own(qtbot, shown):
    dialog = shown(ActDialog("apology-offered", cases_of_forms.situation("spec")))
    dialog.fields._editors["answer"]._choice.answer("pressed").click()
    assert not dialog.wishes
    dialog.fields.editor("open_report").click()
    assert dialog.wishes
    dialog.fields._editors["answer"]._choice.answer("kept").click()
    assert not dialog.wishes
