"""Every mistake in a pack is answered with the file, the key and what was expected; nothing else is ever raised."""

from __future__ import annotations

import copy
import json
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.errors import PackRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.read import DEEPEST, LARGEST_FILE, MOST_DOTS, available, read_pack, read_pack_text, unpacked
from tests.model.policy.shipped_packs import NAMES, TEXTS, pack

FILE = "ours/pack.toml"
DJANGO = TEXTS["django-events"]
Data = dict[str, Any]


def refused(text: str) -> PackRefused:
    with pytest.raises(PackRefused) as caught:
        read_pack_text(text, FILE)
    assert caught.value.file == FILE
    assert FILE in str(caught.value)
    assert str(caught.value).endswith("Nothing was changed.")
    return caught.value


def as_toml(data: Data) -> str:
    """A pack's data as one TOML text of inline tables: enough of a writer to break packs with."""

    def value(part: Any) -> str:
        if isinstance(part, dict):
            return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {value(below)}" for key, below in part.items()) + "}"
        if isinstance(part, list):
            return "[" + ", ".join(value(below) for below in part) + "]"
        return json.dumps(part, ensure_ascii=False)

    return "\n".join(f"{json.dumps(key, ensure_ascii=False)} = {value(part)}" for key, part in data.items())


def broken(name: str, change: Callable[[Data], object]) -> PackRefused:
    data = tomllib.loads(TEXTS[name])
    change(data)
    return refused(as_toml(data))


def test_the_writer_of_these_tests_writes_what_was_read() -> None:
    for name in NAMES:
        assert read_pack_text(as_toml(tomllib.loads(TEXTS[name])), FILE) == pack(name)


# What a person types wrong


def test_a_value_that_is_not_a_choice_names_the_entry_and_the_choices() -> None:
    fault = refused(DJANGO.replace('period = "event"', 'period = "weekend"', 1))
    assert fault.key == "sanctions[2] “keep-distance” → period"
    assert fault.expected == "expected one of “choice”, “event”, “none”; found “weekend”."


def test_a_key_with_a_slip_suggests_the_key_that_was_meant() -> None:
    fault = refused(DJANGO.replace("know_at_most", "know_at_mots", 1))
    assert fault.key == "team → know_at_mots"
    assert fault.expected == "there is no such key here; did you mean “know_at_most”?"


def test_a_key_that_is_like_no_other_lists_those_there_are() -> None:
    fault = refused(DJANGO.replace("know_at_most", "xyzzy", 1))
    assert "known keys are sentence, vote, minimum, sizes" in fault.expected


def test_a_missing_key_is_named_with_what_belongs_there() -> None:
    fault = refused(DJANGO.replace('title = "End the talk early"\n', "", 1))
    assert fault.key == "sanctions[3] “end-talk” → title"
    assert fault.expected == "this key is missing; expected text in quotes, between 1 and 2000 characters."


@pytest.mark.parametrize(
    ("before", "after", "key", "words"),
    [
        ("schema = 1", "schema = 2", "schema", "expected one of “1”; found a number."),
        ("know_at_most = 3", 'know_at_most = "three"', "team → know_at_most", "whole number from 1 to 1000; found “three”."),
        ("know_at_most = 3", "know_at_most = 0", "team → know_at_most", "whole number from 1 to 1000; found a number."),
        ('within = "P7D"', 'within = "a week"', "clocks[5] “act-after” → within", "a period such as “PT12H” (half a day)"),
        ('keep = "P2Y"', 'keep = "2 years"', "retention → rules[1] “warnings-only” → keep", "or “indefinite” or “not-passed-on”"),
        ('dated = "2026-11-21"', "dated = 2026-11-21", "dated", "found a date or time without quotes."),
        ('dated = "2026-11-21"', 'dated = "2026-02-30"', "dated", "expected a day that exists"),
        ('version = "1.0"', 'version = "one"', "version", "expected a version in quotes such as “1.0”; found “one”."),
        ('id = "django-events"', 'id = "Django Events"', "id", "a short name of small letters, digits and hyphens"),
        ("send_list = true", 'send_list = "yes"', "screening → send_list", "expected true or false; found “yes”."),
        ('title = "End the talk early"', 'title = ""', "sanctions[3] “end-talk” → title", "found an empty text."),
        ("[team]", "[teem]", "teem", "did you mean “team”?"),
        ('excluded = ["reporter", "reported"]', 'excluded = "reporter"', "meeting → excluded", "a list in square brackets"),
        ('excluded = ["reporter", "reported"]', 'excluded = ["nobody"]', "meeting → excluded[1]", "found “nobody”"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_in_plain_words(before: str, after: str, key: str, words: str) -> None:
    assert before in DJANGO
    fault = refused(DJANGO.replace(before, after, 1))
    assert fault.key == key
    assert words in fault.expected


def test_no_message_speaks_of_the_programs_inside() -> None:
    for change in ('period = "weekend"', "period = 7", "perio = 7", "period = [[]]", "period = {a = 1}"):
        message = str(refused(DJANGO.replace('period = "event"', change, 1)))
        assert not any(word in message for word in ("`", "$.", "regex", "Struct", "msgspec", "str,", "NoneType"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema = 1\nid =\n", "line 2, column 5"),
        ("schema = 1\nschema = 1\n", "line 2"),
        ('title = "no end\n', "line 1, column 16"),
        ('title = """no end', "a quote or a bracket is not closed"),
        ("schema = 1979-99-99", "line 1"),
        ("schema = " + "9" * 5000, "not written as TOML"),
        ('a = "\\ud800"', "line 1"),
    ],
)
def test_a_slip_in_the_toml_names_its_line(text: str, words: str) -> None:
    assert words in refused(text).expected


def test_an_empty_file_says_what_a_pack_begins_with() -> None:
    assert refused("").key == "schema"


# What does not hold together


def set_to(*path: str | int, value: object) -> Callable[[Data], object]:
    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        data[path[-1]] = value

    return change


BROKEN_REFERENCES: list[tuple[str, Callable[[Data], object], str, str]] = [
    ("conference", set_to("agrees", value=["nobody"]), "agrees", "found “nobody”"),
    ("conference", set_to("agrees", value=[]), "agrees", "the same roles"),
    ("conference", set_to("announcement", "by", value=["mayor"]), "announcement → by", "a role of this pack"),
    ("conference", set_to("steps", 0, "who", value=["mayor"]), "steps[1] “safety” → who", "found “mayor”"),
    ("conference", set_to("steps", 1, "after", value=["lunch"]), "steps[2] “care” → after", "a step of this pack"),
    ("conference", set_to("steps", 0, "after", value=["care"]), "steps[1] “safety” → after", "comes after itself"),
    ("conference", set_to("steps", 0, "clock", value="noon"), "steps[1] “safety” → clock", "found “noon”"),
    ("conference", set_to("steps", 0, "done_by", value=["prayed"]), "steps[1] “safety” → done_by", "a kind of entry"),
    ("conference", set_to("steps", 0, "done_by", value=["told:"]), "steps[1] “safety” → done_by", "found “told:”"),
    ("conference", set_to("steps", 1, "id", value="safety"), "steps “safety”", "every name once"),
    ("conference", set_to("sanctions", 1, "id", value="verbal-warning"), "sanctions “verbal-warning”", "every name once"),
    ("conference", set_to("matrix", "cells", 0, "risk", value="high"), "matrix → cells", "each of the four cells once"),
    ("conference", set_to("matrix", "questions", value=[]), "matrix → questions", "at least one question about “risk”"),
    ("conference", set_to("team", "sizes", value=[3, 4]), "team → sizes", "odd numbers only"),
    ("conference", set_to("team", "sizes", value=[1]), "team → sizes", "below the minimum"),
    ("django-events", set_to("team", "know_at_most", value=1), "team → know_at_most", "at the least"),
    ("django-events", set_to("employer_capacities", value=["one"]), "employer_capacities", "expected 6 capacities"),
    ("workshop", set_to("employer_capacities", value=["one"]), "employer_capacities", "expected none"),
    ("spec", lambda data: data["items"].pop(0), "items", "the five core items first"),
    ("spec", lambda data: data["items"].reverse(), "items", "the five core items first"),
    ("spec", lambda data: data["scripts"].pop("pause"), "scripts → pause", "expected a pause"),
    ("spec", set_to("announcement", "template", value="Something happened."), "announcement → template", "{thing}, {action}"),
    ("spec", lambda data: data["apology"].pop("mediation_sentence"), "apology → mediation_sentence", "expected a sentence"),
    ("spec", lambda data: data["retention"].pop("rules"), "retention → rules", "expected a rule"),
    ("django-events", lambda data: data["retention"]["rules"].pop(), "retention → rules", "one for “all-others”"),
    ("workshop", set_to("retention", "setting", value="nowhere"), "retention → setting", "found “nowhere”"),
    ("workshop", set_to("settings", 16, "default", value="Never"), "settings[17] “retention” → default", "found “Never”"),
    ("conference", set_to("scripts", "thanks", value="Don't be a jerk!"), "scripts → thanks", "banished phrase"),
    ("spec", set_to("sanctions", 0, "title", value="A \u202ewarning"), "sanctions[1] “warning” → title", "control characters"),
    ("spec", set_to("title", value="Bell \u0007"), "title", "control characters"),
    *[
        ("conference", set_to("steps", 0, "done_by", value=[done]), "steps[1] “safety” → done_by", words)
        for done, words in {
            "told:reporter:weather": "told:reporter:receipt", "told:reporter:": "found “told:reporter:”",
            "agreed:mayor": "agreed:event-lead", "rolled-out:twice": "rolled-out:checked", "met:now:here": "found “met:now:here”",
        }.items()
    ],
    ("spec", lambda data: data.pop("roll_out"), "steps[13] “roll-out” → only_if", "expected a part “roll_out”"),
    ("spec", set_to("roll_out", "sanctions", value=["exile"]), "roll_out → sanctions", "found “exile”"),
    ("spec", set_to("roll_out", "places", value=[]), "roll_out → places", "at least one place"),
    ("spec", set_to("further_sanctions", 0, "id", value="ban"), "sanctions “ban”", "every name once"),
    ("workshop", set_to("further_sanctions", 0, "row", value="H13"), "further_sanctions[1] “no-evening-events”", "“absent”"),
    ("blank", set_to("clocks", 0, "chosen", value="receipt_within"), "clocks[1] “act” → chosen", "“within” says how long"),
    ("blank", set_to("steps", 1, "if_chosen", value="proposal"), "steps[2] “decide” → if_chosen", "chooses = “proposal”"),
    ("spec", set_to("clocks", 4, "chosen", value="proposal"), "clocks[5] “receipt” → chosen", "a choice of a time"),
    ("spec", set_to("settings", 5, "values", value=["P1D"]), "settings[6] “receipt” → values", "as many values as options"),
    ("spec", set_to("settings", 5, "values", 0, value="soon"), "settings[6] “receipt” → values", "found “soon”"),
    ("spec", set_to("settings", 7, "values", value=["maybe", "no"]), "settings[8] “proposal” → values", "found “maybe”"),
    ("spec", lambda data: data["settings"].append({**data["settings"][5], "id": "again"}), "settings", "one setting at the most"),
    ("workshop", set_to("settings", 16, "values", 0, value="no"), "settings[17] “retention” → values", "found “no”"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "key", "words"), BROKEN_REFERENCES)
def test_what_contradicts_itself_is_named(name: str, change: Callable[[Data], object], key: str, words: str) -> None:
    fault = broken(name, change)
    assert fault.key == key
    assert words in fault.expected


def test_a_cell_that_names_an_unknown_measure_is_named_by_its_place() -> None:
    fault = broken("conference", set_to("matrix", "cells", 1, "sanctions", value=["exile"]))
    assert fault.key == "matrix → cells[2] (risk high, impact low) → sanctions"
    assert "found “exile”" in fault.expected


@pytest.mark.parametrize("hole", ["{thing.__class__}", "{thing:>999999999}", "{0}", "{", "}", "{{thing}}", "{name}"])
def test_an_announcement_has_no_other_holes_than_the_four(hole: str) -> None:
    text = "{thing} {action} {location} {contact} " + hole
    assert broken("spec", set_to("announcement", "template", value=text)).key == "announcement → template"


def test_letters_of_any_script_are_welcome() -> None:
    title = "Žižek · 李小龙 · محمد · हिन्दी\u200d · l\u202fété"
    assert read_pack_text(TEXTS["blank"].replace('title = "Blank"', f'title = "{title}"'), FILE).title == title


def test_a_procedure_may_go_round_in_a_circle_of_many_steps_and_is_refused_quickly() -> None:
    data = tomllib.loads(TEXTS["blank"])
    step = data["steps"][0]
    data["steps"] = [{**step, "id": f"s{n}", "after": [f"s{(n + 1) % 59}"]} for n in range(59)]
    assert "comes after itself" in refused(as_toml(data)).expected


# What costs too much


def test_a_pack_larger_than_its_limit_is_refused() -> None:
    assert "larger than 64 KiB" in refused("#" * (LARGEST_FILE + 1)).expected
    assert "larger than 64 KiB" in refused("#" + "é" * (LARGEST_FILE // 2)).expected


def test_many_dots_are_refused_before_they_are_read() -> None:
    assert "more than 2000 dots" in refused("a." * (MOST_DOTS + 1) + "b = 1").expected


@pytest.mark.parametrize(
    "text",
    [
        "\n\na = " + "[" * 30_000,
        "\n\na = " + "{b = " * 10_000,
        "\n\n" + ".".join("a" * 1 for _ in range(DEEPEST + 2)) + " = 1",
        "\n\n[" + ".".join("a" for _ in range(DEEPEST + 2)) + "]",
        "\n\n[" + ".".join('"a"' for _ in range(DEEPEST + 2)) + "]",
    ],
    ids=["lists", "tables", "dotted key", "dotted header", "quoted header"],
)
def test_deep_nesting_is_refused_with_its_line(text: str) -> None:
    assert refused(text).expected == "line 3 is nested more than 10 levels deep, the most a pack may have."


def test_brackets_in_text_and_comments_are_not_nesting() -> None:
    text = '# [[[[[[[[[[[[[[\nabout = "[[[[[[[[[[[[[[[[ \\" [[[["\n' + "a = '''\n[[[[[[[[[[[[[[[['''\n"
    assert refused(text).key == "a"


@pytest.mark.parametrize("start", ['"""', '\\"""', "'''", '"\\', "[]", "a={}\n", "#\n"])
def test_hostile_text_is_refused_within_a_second(start: str) -> None:
    began = time.perf_counter()
    refused(start * (LARGEST_FILE // len(start)))
    assert time.perf_counter() - began < 1


# Files


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"schema = 1\n\nid = \"caf\xe9\"\n", "line 3 is not UTF-8"),
        (b"\xff\xfes\x00", "line 1 is not UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "larger than 64 KiB"),
    ],
    ids=["latin-1", "utf-16", "large"],
)  # fmt: skip
def test_a_file_that_is_not_a_pack_is_refused_by_its_folder_and_name(tmp_path: Path, raw: bytes, words: str) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "pack.toml").write_bytes(raw)
    with pytest.raises(PackRefused, match=words) as caught:
        read_pack(folder)
    assert caught.value.file == FILE
    assert str(tmp_path) not in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="there is no such file"):
        read_pack(tmp_path / "pack.toml")


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(b"\xef\xbb\xbf" + TEXTS["blank"].replace("\n", "\r\n").encode())
    assert read_pack(tmp_path) == pack("blank")


def test_a_folder_must_bear_the_id_and_no_id_comes_twice(tmp_path: Path) -> None:
    for place, name in (("one", "blank"), ("two", "blank"), ("three", "other")):
        (tmp_path / place / name).mkdir(parents=True)
        (tmp_path / place / name / "pack.toml").write_text(TEXTS["blank"], encoding="utf-8")
    assert list(available([tmp_path / "one"])) == ["blank"]
    with pytest.raises(PackRefused, match="already a pack called “blank”"):
        available([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(PackRefused, match="must be the name of its folder, “other”"):
        available([tmp_path / "three"])


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b'{"schema": 2}'])
def test_a_stored_policy_that_does_not_fit_is_refused(data: bytes) -> None:
    with pytest.raises(PackRefused, match="cannot be read by this version"):
        unpacked(data, "vault")


# Whatever else may be wrong


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in below:
        found += paths(part, (*path, key))
    return found


PARSED: dict[str, Data] = {name: tomllib.loads(TEXTS[name]) for name in NAMES}
PATHS = {name: paths(data) for name, data in PARSED.items()}
ODD = st.one_of(
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.text(max_size=40),
    st.sampled_from(["", "low", "all", "P", "PT", "P1D\n", "reporter", "{x}", "told:x", "0000-00-00", "\u202e", "a" * 3000]),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=8), st.integers(min_value=-5, max_value=5), max_size=3),
)


def read_or_refused(data: Data) -> None:
    """Only a policy, or a refusal by file and sentence, may come of it."""
    try:
        read_pack_text(as_toml(data), FILE)
    except PackRefused as fault:
        assert fault.file == FILE
        assert fault.expected


@given(st.data())
def test_a_pack_with_any_one_value_changed_is_read_or_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    path = data.draw(st.sampled_from(PATHS[name]))
    changed = copy.deepcopy(PARSED[name])
    place: Any = changed
    for part in path[:-1]:
        place = place[part]
    act = data.draw(st.sampled_from(["delete", "replace", "double", "rename"]))
    if act == "delete":
        del place[path[-1]]
    elif act == "replace":
        place[path[-1]] = data.draw(ODD)
    elif isinstance(place, list):
        place.append(copy.deepcopy(place[path[-1]]))
    else:
        place[data.draw(st.text(max_size=12))] = place.pop(path[-1])
    read_or_refused(changed)


@given(st.data())
def test_a_pack_with_any_stretch_of_text_torn_out_is_read_or_refused(data: st.DataObject) -> None:
    text = TEXTS[data.draw(st.sampled_from(NAMES))]
    start = data.draw(st.integers(min_value=0, max_value=len(text)))
    end = data.draw(st.integers(min_value=start, max_value=min(len(text), start + 200)))
    filling = data.draw(
        st.one_of(st.just(""), st.text(max_size=10), st.sampled_from(['"', "[", "]", "=", "'''", "\\", "\n", ".", "#"]))
    )
    try:
        read_pack_text(text[:start] + filling + text[end:], FILE)
    except PackRefused as fault:
        assert fault.file == FILE
        assert fault.expected


@given(st.text(max_size=300))
def test_any_text_at_all_is_refused(text: str) -> None:
    refused(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_is_needed_and_missing_is_named(name: str) -> None:
    data = PARSED[name]
    needed = [*Policy.__struct_fields__[:4], "roles", "team", "intake", "items", "scripts", "safety", "steps", "retention"]
    for key in needed:
        assert refused(as_toml({other: part for other, part in data.items() if other != key})).key == key


@pytest.mark.parametrize("name", NAMES)
def test_a_key_that_does_not_exist_is_named_wherever_it_stands(name: str) -> None:
    data = PARSED[name]
    assert refused(as_toml({**data, "tittle": "x"})).key == "tittle"
    for key, part in data.items():
        if isinstance(part, dict):
            assert refused(as_toml({**data, key: {**part, "rowz": []}})).key == f"{key} → rowz"
        elif isinstance(part, list) and isinstance(part[0], dict):
            fault = refused(as_toml({**data, key: [{**part[0], "rowz": []}, *part[1:]]}))
            assert fault.key.startswith(f"{key}[1]")
            assert fault.key.endswith(" → rowz")
