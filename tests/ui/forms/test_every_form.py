"""Every form of every pack, as data: what it asks makes an entry, and each door of the procedure has one."""

from __future__ import annotations

import pytest

from cocdesk.model.records import entries as e
from cocdesk.ui.forms.catalogue import act_form, kinds, menu, menu_words
from cocdesk.ui.forms.fields import SPEAKING, answers, names, place_of
from tests.model.cases import policies
from tests.ui.forms.situations import filled, situation

PACKS = sorted(policies())
OWN_DIALOGS = {"reported", "assessed", "closed", "noted", "amended", "person-added", "attachment-added"}


def some(field):
    if field.options:
        return field.options[-1][0]
    return "something"


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("kind", [k for k in kinds() if k != "rolled-out"])
def test_what_a_form_needs_is_enough_for_an_entry(pack, kind):
    form = act_form(kind, situation(pack))
    needed = {field.key: some(field) for field in form.fields if field.key in form.needs}
    body = form.make(answers(form.fields, filled(form, needed)))
    assert body.__struct_config__.tag == kind
    assert set(form.needs) <= set(form.asks)


@pytest.mark.parametrize("text", ["2026-02-31 10:00", "2026-03-29 02:30"])
@pytest.mark.parametrize("kind", ["met", "acted", "told", "told:reported", "talked", "heard", "planned", "announced", "notified"])
def test_a_time_that_cannot_be_is_said_while_it_is_typed_and_is_still_recorded(kind, text):
    form = act_form(kind, situation("django-events", e.Decided(sanction="none")))
    when = "check_on" if kind == "planned" else "at"
    needed = {field.key: some(field) for field in form.fields if field.key in form.needs}
    given = answers(form.fields, filled(form, {**needed, when: text}))
    told = " ".join(" ".join(field.says(given)) for field in form.fields if field.kind == "saying" and field.says)
    assert ("No calendar" if "31 10" in text else "put forward") in told
    assert getattr(form.make(given), when) == text


@pytest.mark.parametrize("pack", PACKS)
def test_every_step_of_a_procedure_is_a_door_to_a_form(pack):
    for step in policies()[pack].steps:
        if step.done_by[0].partition(":")[0] not in OWN_DIALOGS:
            assert act_form(step.done_by[0], situation(pack)).title, step.id


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("kind", kinds())
def test_fields_of_a_form_have_names_of_their_own_and_words(pack, kind):
    form = act_form(kind, situation(pack))
    keys = [field.key for field in form.fields]
    assert len(keys) == len(set(keys))
    assert all(field.label for field in form.fields if field.kind not in SPEAKING)
    assert all(field.says for field in form.fields if field.kind in ("saying", "preview"))


@pytest.mark.parametrize("pack", PACKS)
def test_the_menu_offers_only_what_the_procedure_has_and_words_for_each(pack):
    now = situation(pack)
    offered = {kind for _title, acts in menu(now.case, now.policy) for kind in acts}
    assert all(menu_words(kind) and act_form(kind, now) for kind in offered if kind != "assessed")
    assert ("agreed" in offered) is bool(now.policy.agrees)
    assert ("rolled-out" in offered) is (now.policy.roll_out is not None)
    assert ("appealed" in offered) is (now.policy.appeal.place != "absent")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(("Ana", " Bo ", ""), ("Ana", "Bo")), ("Ana,  李小龙 ,", ("Ana", "李小龙")), ("", ()), (True, ())],
)
def test_names_come_apart_and_empty_ones_do_not_count(answer, expected):
    assert names(answer) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("badges=done:Bo", ("badges", "done", "Bo")),
        ("badges=", ("badges", "", "")),
        ("mailing=list=checked:Bo: tomorrow", ("mailing=list", "checked", "Bo: tomorrow")),
        ("badges", ("badges", "", "")),
    ],
)
def test_a_place_keeps_how_far_it_is_and_who_sees_to_it(line, expected):
    assert place_of(line) == expected
