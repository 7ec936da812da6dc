"""What ``show`` reads out is in words: no value of a program, and a legend for every mark."""

from __future__ import annotations

import msgspec
import pytest

from cocdesk.commands import read_out
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling

FULL = Report(
    heard_at="2026-05-24T18:30:00+02:00", received_by="Ana", channel="in-person", transcribed=True, happened="Thursday evening",
    place="Dinner", what="They said it\nagain.", behaviour="Remarks.", impact="Left.", circumstances="A talk.", ongoing="unknown",
    witnessed="private", threat=False, consent="asked-to-think", consent_words="Later.", share_identity=False,
    needs=("quiet", "medical"), contact_wish="none", safety_concern="The way home.", policy_section="2", public_link="x.example",
    language="en", not_offered=("impact", "ongoing"),
)  # fmt: skip


def test_every_answer_is_told_in_words_with_what_was_asked() -> None:
    said = dict(read_out.report_words(FULL, "Europe/Berlin"))
    assert len(said) == len(Report.__struct_fields__)
    assert said["Safety in doubt"] == "no" and said["Written down by the team"] == "yes"
    assert said["Needs"] == "quiet, medical help" and said["Time of the report"] == "Sun 24 May 2026, 18:30"
    assert said["Asked and not offered"] == "impact, still going on"
    together = " ".join(said.values())
    assert not [word for word in ("False", "True", "None", "(", "[", "'", "asked-to-think") if word in together]


@pytest.mark.parametrize("field", Report.__struct_fields__)
def test_what_was_not_answered_is_left_out_and_every_field_has_a_name(field: str) -> None:
    assert telling.FIELDS[field]
    only = msgspec.structs.replace(Report(), **{field: getattr(FULL, field)})
    assert len(dict(read_out.report_words(only, "UTC"))) == 1


def test_every_mark_of_a_step_stands_in_the_legend() -> None:
    assert all(f"[{mark}]" in read_out.LEGEND for mark in read_out.MARKS.values())


def test_a_case_is_read_out_in_words_with_the_legend(terminal, vault) -> None:  # type: ignore[no-untyped-def]
    code_name = terminal.filed(vault)
    said = terminal("show", vault, code_name).out
    assert "Safety in doubt: no" in said and read_out.LEGEND in said and "due overdue" not in said
    assert "False" not in said and "Nobody’s safety is in doubt." in said
