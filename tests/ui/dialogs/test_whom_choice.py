"""What a letter is asked before it goes: whom of several it is about, and whether somebody else has read it."""

from __future__ import annotations

from cocdesk.model.queries.papers import paper_kinds
from cocdesk.ui.dialogs.letter_fields import LetterFields
from cocdesk.ui.dialogs.whom_choice import WhomChoice
from tests.model.policy.shipped_packs import pack
from tests.ui.accessibility import problems


def test_nobody_is_chosen_until_somebody_chooses_and_the_choice_stays(qtbot, themed):
    choice = WhomChoice()
    qtbot.addWidget(choice)
    choice.offer(())
    assert not choice.isVisibleTo(None) and choice.person == ""
    choice.offer((("a", "Alf Winter · Wren"), ("b", "Bert Sommer · Ruff")))
    choice.show()
    assert problems(choice) == []
    assert choice.person == ""
    with qtbot.waitSignal(choice.changed):
        choice.box.setCurrentIndex(2)
    assert choice.person == "b"
    choice.offer((("b", "Bert Sommer · Ruff"), ("c", "Cleo · Teal")))
    assert choice.person == "b"
    choice.offer(())
    assert choice.person == "" and choice.isHidden()


def test_somebody_alone_is_asked_once_for_a_second_reader_and_may_go_on(qtbot, themed):
    kind = next(kind for kind in paper_kinds(pack("django-events")) if kind.id == "employer-report")
    fields = LetterFields(kind)
    qtbot.addWidget(fields)
    asked = fields.missing
    assert "capacity" in asked and "Nobody else has read it" in asked and "Once more" in asked
    assert fields.missing == "" and fields.noted == "No capacity was ticked. Nobody else has read it."
    next(iter(fields.capacities.values())).setChecked(True)
    assert "capacity" not in fields.missing, "what changed is asked anew"
    fields.read.setChecked(True)
    assert fields.missing == "" and fields.noted == "A second person has read it."
