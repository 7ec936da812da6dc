"""The guided report as a person uses it: keys and clicks on a real vault."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QStackedWidget

from cocdesk.model.actions import report
from cocdesk.model.errors import DiskFull
from cocdesk.model.queries import case_list, case_view
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import theme, unsaved
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.report_wizard import ReportWizard
from tests.ui.accessibility import problems
from tests.ui.wizard.conftest import PACKS, opened

KEYS = [key for key, _words in changes.STEPS]


def drafts(page: ReportWizard) -> list[ReportDraft]:
    desk = page._session.desk
    found = [case_view.draft(desk, row.id) for row in case_view.waiting_drafts(desk)]
    return [draft for draft in found if draft is not None]


def typed(qtbot, field, text: str) -> None:
    field.setFocus()
    qtbot.keyClicks(field, text)


def shown_words(page) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    fields = [field.placeholderText() for field in page.findChildren(QLineEdit) + page.findChildren(QPlainTextEdit)]
    return "\n".join(labels + fields)


def dont_labels(page: ReportWizard, pack: str) -> list[QLabel]:
    wanted = {piece.text for piece in PACKS[pack].donts}
    return [label for label in page.guidance.findChildren(QLabel) if label.text() in wanted and label.isVisibleTo(page)]


def test_type_and_save_makes_a_case_without_another_click(qtbot, wizard):
    field = wizard.steps["write"].edit
    assert QApplication.focusWidget() is field or wizard.focusWidget() is field
    qtbot.keyClicks(field, "someone stood very close")
    with qtbot.waitSignal(wizard.report_taken) as taken:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk = wizard._session.desk
    case = desk.case(taken.args[0])
    assert case.report.what == "someone stood very close"
    assert wizard._session.ask(case_list.counts).open == 1
    assert wizard.draft is None
    assert drafts(wizard) == []


@pytest.mark.parametrize("key", KEYS)
def test_every_step_can_save(qtbot, wizard, key):
    typed(qtbot, wizard.steps["write"].edit, "a few words")
    wizard.go(key)
    with qtbot.waitSignal(wizard.report_taken):
        qtbot.mouseClick(wizard.save, Qt.MouseButton.LeftButton)


def test_in_the_window_typing_starts_at_once(qtbot, themed, seat):
    window, other, page = QStackedWidget(), QLineEdit(), ReportWizard(seat())
    qtbot.addWidget(window)
    window.addWidget(other)
    window.addWidget(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    page.start()
    window.setCurrentWidget(page)
    qtbot.keyClicks(QApplication.focusWidget(), "at once")
    assert page.draft.quick == "at once"


def test_an_empty_report_is_not_saved_and_says_so(qtbot, wizard):
    wizard.go("check")
    qtbot.mouseClick(wizard.save, Qt.MouseButton.LeftButton)
    assert "Nothing is written down yet" in wizard.notice.text
    assert wizard.stepper.key == "write"
    assert wizard.draft is not None


def test_typing_reaches_the_vault_within_a_second_and_says_when(qtbot, wizard):
    assert unsaved.WAIT <= 1000
    typed(qtbot, wizard.steps["write"].edit, "first words")
    assert drafts(wizard) == []
    qtbot.waitUntil(lambda: [draft.quick for draft in drafts(wizard)] == ["first words"], timeout=1500)
    assert wizard.saved.text().startswith("Saved ")


def test_the_clock_runs_from_the_first_letter_not_from_the_last(qtbot, wizard):
    field = wizard.steps["write"].edit
    typed(qtbot, field, "a")
    left = wizard._keeper._unsaved._timer.remainingTime()
    qtbot.keyClicks(field, "bcdefgh", delay=10)
    assert wizard._keeper._unsaved._timer.remainingTime() <= left - 50


def test_leaving_a_field_changing_the_step_and_closing_all_save(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "one")
    qtbot.keyClick(wizard.steps["write"].edit, Qt.Key.Key_Tab)
    assert drafts(wizard)[0].quick == "one"
    typed(qtbot, wizard.steps["write"].edit, " two")
    qtbot.keyClick(wizard.steps["write"].edit, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert drafts(wizard)[0].quick == "one two"
    wizard.go("write")
    typed(qtbot, wizard.steps["write"].edit, " three")
    wizard.close()
    assert drafts(wizard)[0].quick == "one two three"


def test_locking_saves_first_and_then_forgets_every_word(qtbot, themed, seat):
    session = seat()
    page = opened(qtbot, session)
    typed(qtbot, page.steps["write"].edit, "canary words")
    found = []
    session.locking.connect(lambda: found.extend(drafts(page)))
    session.lock()
    assert [draft.quick for draft in found] == ["canary words"]
    assert page.draft is None
    texts = [field.text() for field in page.findChildren(QLineEdit)]
    texts += [field.toPlainText() for field in page.findChildren(QPlainTextEdit)]
    assert "canary" not in "".join(texts)
    assert not page.steps["write"].edit.document().isUndoAvailable()


def test_escape_leaves_and_the_draft_waits(qtbot, wizard):
    field = wizard.steps["write"].edit
    typed(qtbot, field, "keep me")
    with qtbot.waitSignal(wizard.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    number = case_view.waiting_drafts(wizard._session.desk)[0].id
    wizard.resume(number)
    assert wizard.steps["write"].edit.toPlainText() == "keep me"


def test_of_several_drafts_the_one_asked_for_comes_back_on_its_step(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "the first")
    wizard.go("people")
    wizard.start()
    typed(qtbot, wizard.steps["write"].edit, "the second")
    wizard.save_now()
    desk = wizard._session.desk
    by_words = {case_view.draft(desk, row.id).quick: row.id for row in case_view.waiting_drafts(desk)}
    assert set(by_words) == {"the first", "the second"}
    wizard.resume(by_words["the first"])
    assert wizard.stepper.key == "people"
    assert wizard.draft.quick == "the first"


def test_a_draft_that_is_gone_is_said_in_a_sentence(qtbot, wizard):
    with qtbot.waitSignal(wizard._session.failed) as said:
        wizard.resume(999)
    assert "not there any more" in said.args[0]


def test_a_draft_of_a_changed_procedure_opens_with_a_sentence(qtbot, wizard):
    draft = changes.with_care(ReportDraft(quick="x", event="gone"), offered=("tea",))
    number = wizard._session.do(report.save_draft, draft, number=None).value
    wizard.resume(number)
    assert "not there any more" in wizard.notice.text
    assert wizard.draft.care.offered == ("tea",)


def test_a_full_disk_is_told_and_the_typing_stays(qtbot, wizard, monkeypatch):
    def full(*_args, **_kwargs):
        raise DiskFull("There is no room to save.", kept="What you typed is still here.")

    with monkeypatch.context() as patch:
        patch.setattr(report, "save_draft", full)
        typed(qtbot, wizard.steps["write"].edit, "stay")
        wizard.go("safety")
        assert "no room" in wizard.notice.text
        assert wizard.draft.quick == "stay"
        wizard.leave()
        assert wizard.draft is not None
    assert wizard.save_now()
    assert wizard.notice.isHidden()


def test_five_megabytes_pasted_are_refused_whole_and_nothing_is_lost(qtbot, wizard):
    field = wizard.steps["write"].edit
    typed(qtbot, field, "before ")
    much = QMimeData()
    much.setText("x" * 5_000_000)
    field.insertFromMimeData(much)
    assert field.toPlainText() == "before "
    assert "kept" in wizard.notice.text


@pytest.mark.parametrize(
    "text", ["<font color=red>x</font><img src=x>", "שלום עולם", "🦩🧑‍🤝‍🧑", "a\x00b\x07c\u202ed", "\ud7ff\r\nz"]
)
def test_strange_text_is_kept_as_characters(qtbot, wizard, text):
    field = wizard.steps["write"].edit
    pasted = QMimeData()
    pasted.setText("words " + text)
    field.insertFromMimeData(pasted)
    wizard.go("reported")
    assert wizard.reported.quick_text.toPlainText() == field.toPlainText()
    wizard.save_now()
    assert drafts(wizard)[0].quick.startswith("words ")
    with qtbot.waitSignal(wizard.report_taken):
        wizard.file_report()


def test_a_letter_after_locking_is_not_kept_anywhere(qtbot, wizard):
    wizard._session.lock()
    wizard.steps["write"].edit.insertPlainText("late")
    assert wizard.draft is None
    assert not wizard._keeper.waiting


def test_the_number_of_a_paper_form_is_kept_where_the_procedure_has_one(qtbot, themed, seat):
    page = opened(qtbot, seat("conference"))
    typed(qtbot, page.steps["write"].edit, "words")
    page.go("reported")
    page.reported.more.click()
    typed(qtbot, page.reported.paper, "F-7")
    assert page.draft.form_number == "F-7"


def test_the_two_clocks_stay_apart(qtbot, wizard):
    wizard.go("reported")
    heard = wizard.draft.report.heard_at
    typed(qtbot, wizard.reported.blocks["happened"].edit, "at lunch")
    assert (wizard.draft.report.heard_at, wizard.draft.report.happened) == (heard, "at lunch")
    wizard.reported.heard.setDateTime(wizard.reported.heard.dateTime().addSecs(-3600))
    assert wizard.draft.report.heard_at[11:13] != heard[11:13]
    assert wizard.draft.report.heard_at[-6:] in ("+01:00", "+02:00")


def test_every_step_is_reached_by_keys(qtbot, wizard):
    for number, key in enumerate(KEYS, 1):
        qtbot.keyClick(wizard, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert wizard.stepper.key == key
    for key in reversed(KEYS[:-1]):
        qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert wizard.stepper.key == key


def test_not_offered_is_one_key(qtbot, wizard):
    wizard.go("reported")
    block = wizard.reported.blocks["behaviour"]
    block.toggle.setFocus()
    qtbot.keyClick(block.toggle, Qt.Key.Key_N)
    assert "behaviour" in wizard.draft.report.not_offered
    place = wizard.reported.blocks["happened"]
    place.edit.setFocus()
    qtbot.keyClick(place.edit, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert "happened" in wizard.draft.report.not_offered
    qtbot.keyClicks(place.edit, "noon")
    assert "happened" not in wizard.draft.report.not_offered
    assert wizard.draft.report.happened == "noon"


def test_the_first_words_become_the_account_with_one_click(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "in their words")
    wizard.go("reported")
    qtbot.mouseClick(wizard.reported.use_quick, Qt.MouseButton.LeftButton)
    assert wizard.draft.report.what == "in their words"
    assert not wizard.reported.use_quick.isEnabled()


def test_a_gap_is_a_door_to_its_step(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "words")
    wizard.go("check")
    wizard.check.gap_wanted.emit("behaviour")
    assert wizard.stepper.key == "reported"
    assert wizard.focusWidget() is wizard.reported.blocks["behaviour"].edit


def test_people_care_and_consent_reach_the_case(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "words")
    wizard.go("care")
    care = wizard.steps["care"]
    care.choices["friend"].answer("wanted").click()
    typed(qtbot, care.friend, "Sam at the door")
    wizard.go("people")
    people = wizard.steps["people"]
    typed(qtbot, people.lines["name"], "Ada")
    people.affected.answer("yes").click()
    typed(qtbot, people.reported.cards[0].description, "tall, green hoodie")
    people.reported.add.click()
    typed(qtbot, people.reported.cards[1].lines["name"], "Robin")
    typed(qtbot, people.others.cards[0].lines["name"], "Kim")
    wizard.go("consent")
    consent = wizard.steps["consent"]
    consent.witnessed.answer("private").click()
    assert consent.pause.isVisible()
    consent.answer.answer("no-objection").click()
    with qtbot.waitSignal(wizard.report_taken) as taken:
        wizard.file_report()
    case = wizard._session.desk.case(taken.args[0])
    assert sorted(part.role for part in case.parts) == ["affected", "reported", "reported", "reporter", "witness"]
    assert case.report.needs == ("friend",)
    assert case.report.consent == "no-objection"


def test_an_anonymous_reporter_is_not_filed(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "words")
    wizard.go("people")
    typed(qtbot, wizard.steps["people"].lines["name"], "Ada")
    wizard.steps["people"].anonymous.click()
    with qtbot.waitSignal(wizard.report_taken) as taken:
        wizard.file_report()
    assert wizard._session.desk.case(taken.args[0]).parts == ()


def test_throwing_away_is_asked_once(qtbot, wizard):
    typed(qtbot, wizard.steps["write"].edit, "words")
    wizard.go("check")
    wizard.check.discard.click()
    box = wizard.findChild(QMessageBox)
    assert drafts(wizard)[0].quick == "words"
    with qtbot.waitSignal(wizard.left):
        next(button for button in box.buttons() if "Throw away" in button.text()).click()
    assert drafts(wizard) == []


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_each_step_speaks_in_the_words_of_the_pack(qtbot, themed, seat, pack):
    policy, page = PACKS[pack], opened(qtbot, seat(pack))
    said: dict[str, str] = {}
    for key in KEYS:
        page.go(key)
        said[key] = shown_words(page)
        assert len(dont_labels(page, pack)) == len(policy.donts)
        assert problems(page) == []
    assert policy.scripts.opening in said["write"]
    assert policy.safety.threat_question in said["safety"]
    for offer in policy.care:
        assert offer.title in said["care"]
        assert offer.say in said["care"]
    assert list(page.reported.blocks)[: len(policy.items)] == [
        item.field for item in (*changes.core_items(policy), *changes.more_items(policy))
    ]
    for item in changes.core_items(policy):
        assert item.ask in said["reported"]
    page.go("reported")
    page.reported.more.click()
    for item in changes.more_items(policy):
        assert item.ask in shown_words(page)
    assert problems(page) == []
    page.go("safety")
    page.steps["safety"].threat.answer("yes").click()
    assert policy.safety.threat_do in shown_words(page)
    page.steps["safety"].threat.answer("no").click()
    assert policy.safety.otherwise_do in shown_words(page)
    assert policy.safety.why in shown_words(page)
    page.go("consent")
    page.steps["consent"].witnessed.answer("private").click()
    assert policy.scripts.private in shown_words(page)
    assert policy.scripts.pause in shown_words(page)
    page.steps["consent"].witnessed.answer("widely").click()
    assert policy.scripts.widely_witnessed in shown_words(page)


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_what_not_to_do_is_in_sight_on_every_step_of_a_small_screen(qtbot, themed, seat, pack):
    page = opened(qtbot, seat(pack))
    for key in KEYS:
        page.go(key)
        qtbot.waitUntil(lambda: bool(dont_labels(page, pack)))
        for label in dont_labels(page, pack):
            assert label.visibleRegion().boundingRect().height() == label.height(), key


def test_at_double_text_what_not_to_do_is_one_key_away(qtbot, themed, seat):
    theme.apply(QApplication.instance(), "light", text_scale=2.0)
    page = opened(qtbot, seat())
    page.resize(1366, 768)
    assert not page.guidance.isVisibleTo(page)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert len(dont_labels(page, "django-events")) == len(PACKS["django-events"].donts)
    qtbot.keyClick(page.guidance, Qt.Key.Key_Escape)
    assert not page.guidance.isVisibleTo(page)
    assert page.draft is not None
    for key in KEYS:
        page.go(key)
        area = page._pages[key]
        assert page.steps[key].minimumSizeHint().width() <= area.viewport().width(), key
