"""What holds for every pack, whichever and however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cocdesk.model.policy.check import CORE_FIELDS, entry_kinds, problems
from cocdesk.model.policy.pack import Pack, Policy
from cocdesk.model.policy.read import available, pack_hash, packed, read_pack, read_pack_text, shipped, unpacked
from tests.model.policy.shipped_packs import NAMES, POLICIES, TEXTS, pack

every_pack = pytest.mark.parametrize("policy", [pack(name) for name in NAMES], ids=NAMES)

LOADED_WORDS = re.compile(
    r"\b(harassers?|victims?|accused|accusers?|perpetrators?|offenders?|complainants?|alleged\w*|claims?|claimed|guilty|culprits?)\b",
    re.IGNORECASE,
)
ROW = re.compile(r"(?:[A-Q]\d{1,2}|X\d{1,2})")


def sentences(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a pack with its place, save what names where it came from."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from sentences(part, f"{path}[{index + 1}]")
    elif isinstance(value, Pack):
        for field in msgspec.structs.fields(value):
            if field.name not in ("source", "reading", "further_reading"):
                yield from sentences(getattr(value, field.name), f"{path}.{field.name}")


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_lies_in_a_folder_of_its_own_name(name: str) -> None:
    assert read_pack(POLICIES / name).id == name == read_pack(POLICIES / name / "pack.toml").id


@every_pack
def test_a_pack_holds_together(policy: Policy) -> None:
    assert problems(policy) == ()


@every_pack
def test_a_pack_comes_back_from_the_vault_as_it_went_in(policy: Policy) -> None:
    again = unpacked(packed(policy), "vault")
    assert again == policy
    assert pack_hash(again) == pack_hash(policy)
    assert re.fullmatch(r"[0-9a-f]{64}", pack_hash(policy))


@pytest.mark.parametrize("name", NAMES)
def test_comments_and_layout_do_not_change_the_hash_but_words_do(name: str) -> None:
    text, file = TEXTS[name], f"{name}/pack.toml"
    before = pack_hash(read_pack_text(text, file))
    assert pack_hash(read_pack_text("# a note\n\n" + text.replace("\n[", "\n\n\n["), file)) == before
    assert pack_hash(read_pack_text(text.replace('version = "1.0"', 'version = "1.1"'), file)) != before


@every_pack
def test_nobody_is_called_names(policy: Policy) -> None:
    found = [(path, LOADED_WORDS.findall(text)) for path, text in sentences(policy) if LOADED_WORDS.search(text)]
    assert found == []


@every_pack
def test_texts_read_as_finished(policy: Policy) -> None:
    for path, text in sentences(policy):
        assert text == text.strip(), path
        assert "  " not in text, path
        assert not re.search(r"\b(TODO|FIXME|XYZ|CONTACT|lorem)\b|<\w+>", text), path
        assert "\n" not in text, path


@every_pack
def test_what_is_said_aloud_is_short_enough_to_say(policy: Policy) -> None:
    spoken = [
        policy.scripts.opening,
        policy.scripts.widely_witnessed,
        policy.scripts.private,
        *(offer.say for offer in policy.care),
    ]
    assert all(len(text.split()) <= 50 for text in spoken)
    assert all(len(item.ask.split()) <= 25 for item in policy.items)


@every_pack
def test_nothing_asked_of_a_reporter_doubts_or_presses_them(policy: Policy) -> None:
    asked = [item.ask for item in policy.items] + [offer.say for offer in policy.care]
    asked += [policy.scripts.opening, policy.scripts.widely_witnessed, policy.scripts.private]
    for text in asked:
        assert not re.search(r"\b(why did|are you sure|prove|evidence|withdraw|must|have to)\b", text, re.IGNORECASE), text


@every_pack
def test_every_row_named_is_a_row_of_the_field_guide(policy: Policy) -> None:
    rows = [text for path, text in sentences(policy) if re.search(r"\.rows\[|\.row$", path)]
    assert [row for row in rows if not ROW.fullmatch(row)] == []


@every_pack
def test_the_five_core_items_come_first(policy: Policy) -> None:
    assert tuple(item.field for item in policy.items[:5]) == CORE_FIELDS
    assert not any(item.core for item in policy.items[5:])


@every_pack
def test_a_report_is_written_down_decided_and_closed_in_that_order(policy: Policy) -> None:
    kinds = [done for step in policy.steps for done in step.done_by]
    assert kinds.index("reported") < kinds.index("decided") < kinds.index("closed") == len(kinds) - 1
    assert {kind.partition(":")[0] for kind in kinds} <= entry_kinds()


@every_pack
def test_a_step_stands_below_those_it_waits_for(policy: Policy) -> None:
    places = {step.id: place for place, step in enumerate(policy.steps)}
    for step in policy.steps:
        assert all(places[before] < places[step.id] for before in step.after), step.id


@every_pack
def test_the_person_reported_is_heard_where_the_procedure_says(policy: Policy) -> None:
    places = {step.id: place for place, step in enumerate(policy.steps)}
    if "hear" not in places:
        return
    if policy.hearing.order == "before-or-during-meeting":
        assert places["hear"] < places["meet"] < places["decide"]
    elif policy.hearing.order == "after-meeting":
        assert places["meet"] < places["hear"] < places["decide"]
    else:
        assert places["decide"] < places["hear"]


@every_pack
def test_who_must_agree_has_a_step_before_anything_is_done(policy: Policy) -> None:
    agreeing = {who for step in policy.steps if "agreed" in step.done_by for who in step.who}
    assert agreeing == set(policy.agrees)


@every_pack
def test_what_a_team_is_asked_at_set_up_has_a_name_the_program_knows(policy: Policy) -> None:
    assert {"contact", "emergency-contacts", "policy-location"} <= {setting.id for setting in policy.settings}
    if policy.appeal.place == "if-there-is-one":
        assert "appeal" in {setting.id for setting in policy.settings}


@every_pack
def test_a_reported_arrest_is_never_to_be_stored(policy: Policy) -> None:
    risky = next(cell for cell in policy.matrix.cells if (cell.risk, cell.impact) == ("high", "low"))
    if policy.matrix.own:
        assert "arrests" in risky.caution


@every_pack
def test_a_grant_is_asked_back_only_under_its_condition(policy: Policy) -> None:
    assert {s.id for s in policy.sanctions if s.needs_grant_condition} == {s.id for s in policy.sanctions if s.row == "H8"}


@every_pack
def test_an_endless_record_is_looked_at_again(policy: Policy) -> None:
    assert all(rule.review for rule in policy.retention.rules if rule.keep == "indefinite")


def test_all_packs_are_found_by_id_and_only_blank_is_not_offered() -> None:
    packs = shipped(POLICIES)
    assert sorted(packs) == NAMES
    assert {"spec", "imgix", "conference", "django-events", "workshop", "blank"} <= set(packs)
    assert not packs["blank"].offered
    assert len({pack_hash(policy) for policy in packs.values()}) == len(packs)


def test_a_team_adds_a_pack_by_putting_a_folder_beside(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "pack.toml").write_text(TEXTS["workshop"].replace('id = "workshop"', 'id = "ours"', 1), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "a note.txt").write_text("not a pack", encoding="utf-8")
    assert list(available((POLICIES, tmp_path, tmp_path / "missing"))) == [*NAMES, "ours"]
