"""A report file says the same going in and coming out."""

from __future__ import annotations

import json
import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.cli import ACTIONS, AUDIENCES, STAGES
from cocdesk.model.errors import FileRefused
from cocdesk.model.records import case as records
from cocdesk.model.records import case_file
from cocdesk.model.records.report import Report, ReportDraft
from cocdesk.model.rules import given_file, record_file, report_file
from cocdesk.model.rules.text import clean, clean_record

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(clean)
ONE_OF = {
    "channel": ["in-person", "written", "email", "phone", "paper", "online"],
    "ongoing": ["yes", "no", "unknown"],
    "witnessed": ["private", "widely"],
    "consent": ["no-objection", "objection", "asked-to-think", "not-asked"],
    "contact_wish": ["email", "phone", "in-person", "none"],
}
KEYS = (
    dict.fromkeys(("received_by", "place", "what", "behaviour", "impact", "circumstances", "safety_concern"), WORDS)
    | {key: st.sampled_from(values) for key, values in ONE_OF.items()}
    | {key: st.booleans() for key in ("transcribed", "threat", "share_identity")}
    | {"needs": st.lists(st.sampled_from(["quiet", "water", "rest", "medical", "friend"]), min_size=1)}
    | {"heard_at": st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())}
)
PERSONS = {
    "reporter": st.fixed_dictionaries({"name": WORDS}, optional={"email": WORDS, "affected": st.booleans()}),
    "reported": st.lists(
        st.fixed_dictionaries({"name": WORDS}, optional={"badge": WORDS, "description": WORDS}), min_size=1, max_size=3
    ),
    "others": st.lists(
        st.fixed_dictionaries({"name": WORDS, "role": st.sampled_from(["witness", "other"])}), min_size=1, max_size=2
    ),
}


@given(st.fixed_dictionaries({}, optional=KEYS | PERSONS))
def test_every_key_comes_out_as_it_went_in(keys):
    read = report_file.read(given_file.parse(json.dumps(keys).encode(), "report.json"), "report.json")
    told = _told(read)
    if "reporter" in keys:
        keys = keys | {"reporter": {"affected": False} | keys["reporter"]}
    assert told == keys


def _told(draft: ReportDraft) -> dict[str, object]:
    """The file of the case that this draft becomes, put together without a vault."""
    parts, persons = [], {}
    people = [("reporter", draft.reporter)] if draft.reporter else []
    people += [("reported", person) for person in draft.reported] + [(person.role, person) for person in draft.others]
    for number, (role, given_) in enumerate(people):
        fields = {name: value for name, value in msgspec.to_builtins(given_).items() if name not in ("role", "affected")}
        persons[f"p{number}"] = records.Person(id=f"p{number}", code_name=f"bird-{number}", **fields)
        parts.append(records.Part(person=f"p{number}", role=role))
        if role == "reporter" and given_.affected:
            parts.append(records.Part(person=f"p{number}", role="affected"))
    now = given_file.parse_moment("2026-01-01")
    case = records.Case(
        id="1", code_name="c", title="", event="", policy="", policy_version="", policy_hash="", report=draft.report,
        received_at=now, filed_at=now, updated_at=now, stage="open", parts=tuple(parts),
    )  # fmt: skip
    told = report_file.written(case, persons, "E")
    return {key: value for key, value in told.items() if key != "event"}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(raw):
    try:
        report_file.read(given_file.parse(raw, "a.toml"), "a.toml")
    except FileRefused as refused:
        assert "a.toml" in str(refused)


def test_a_time_without_offset_is_taken_at_the_place_of_the_event():
    for text in ("heard_at = 2018-05-24T18:30:00", 'heard_at = "2018-05-24 18:30"'):
        read = report_file.read(given_file.parse(text.encode(), "a.toml"), "a.toml", "Europe/Berlin")
        assert read.report.heard_at == "2018-05-24T18:30:00+02:00"


def test_a_report_without_reporter_is_anonymous():
    assert report_file.read({"what": "x"}, "a.toml").anonymous


def test_an_unknown_key_is_answered_with_the_nearest_one():
    with pytest.raises(FileRefused, match="did you mean “behaviour”"):
        report_file.read({"behavior": "x"}, "a.toml")


def test_the_terminal_knows_the_words_of_the_model():
    assert set(ACTIONS) == set(record_file.ACTIONS) == set(record_file.ABOUT)
    assert STAGES == records.STAGES and AUDIENCES == case_file.AUDIENCES
    assert set(Report.__struct_fields__) <= set(report_file.ReportFile.__struct_fields__)


def test_every_answer_tested_here_is_one_the_report_knows():
    hints = typing.get_type_hints(Report)
    for key, values in ONE_OF.items():
        literal = next(kind for kind in typing.get_args(hints[key]) if kind is not type(None))
        assert set(values) == set(typing.get_args(literal))


@pytest.mark.parametrize("text", ['{"what": "a", "what": "b"}', '{"reporter": {"name": "a", "\\u006eame": "b"}}'])
def test_a_key_written_twice_is_refused_by_its_name(text):
    with pytest.raises(FileRefused, match="twice") as refused:
        given_file.parse(text.encode(), "a.json")
    assert refused.value.key in ("what", "name")


def test_text_that_grows_when_it_is_composed_is_measured_as_it_will_be_kept():
    grows = "\u0958"  # two characters once composed, for old scripts compose by taking apart
    limit = 2 * 100_000
    for text in (grows * limit, "x" + grows * (limit // 2)):
        with pytest.raises(FileRefused, match="characters") as refused:
            report_file.read(given_file.parse(json.dumps({"place": text}).encode(), "a.json"), "a.json")
        assert refused.value.key == "place"
    kept = report_file.read({"place": grows * 10}, "a.json")
    assert clean_record(kept.report) == kept.report


def test_any_line_is_refused_or_can_be_kept():
    for count in range(1, 700):
        try:
            read = report_file.read({"place": "\u0958" * count}, "a.json")
        except FileRefused:
            continue
        clean_record(read.report)
