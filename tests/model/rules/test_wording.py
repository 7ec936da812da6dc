"""The wording coach: what it says, where, and above all where it keeps quiet."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk import places
from cocdesk.model.policy.word_list import find, ways
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report
from cocdesk.model.rules import wording_scan as scan
from cocdesk.model.rules.wording import Coach, hints
from cocdesk.model.rules.wording_places import ENTRIES, REPORT, look_over
from tests.model.cases import policies

WORDS = find("en", places.wording())
assert WORDS is not None
COACHES = {name: Coach(policy, WORDS) for name, policy in policies().items()}
COACH = COACHES["django-events"]
PLACES = ("account", "note", "minutes", "decision", "message", "announcement", "title", "register", "apology")


def seen(text, place="note", coach=COACH, **how):
    return {text[hint.start : hint.end]: hint for hint in coach.hints(text, place, **how)}


@pytest.mark.parametrize(
    ("text", "place", "words", "kind", "suggestion"),
    [
        ("The harasser left.", "note", "harasser", "part", "person reported"),
        ("The Harasser left.", "note", "Harasser", "part", "Person reported"),
        ("An attacker came.", "note", "An attacker", "part", "A person reported"),
        ("the harasser’s friend", "note", "harasser", "part", "person reported"),
        ("the harasser's friend", "note", "harasser", "part", "person reported"),
        ("Both victims left.", "note", "victims", "part", "people affected"),
        ("She is the accuser.", "account", "accuser", "part", "reporter"),
        ("What a creep.", "account", "creep", "judgement", ""),
        ("They were obviously drunk", "decision", "obviously", "judgement", ""),
        ("They did it on purpose.", "note", "on purpose", "judgement", ""),
        ("They were overreacting.", "note", "overreacting", "judgement", ""),
        ("He grabbed their arm.", "note", "grabbed", "reported", "reportedly grabbed"),
        ("Someone followed the speaker.", "minutes", "followed", "reported", "reportedly followed"),
        ("We promise to call.", "message", "We promise to", "promise", "We will do what we can to"),
        ("Nobody will ever know.", "message", "Nobody will ever know", "promise", "We tell as few people as we can"),
        ("It will never happen again.", "message", "It will never happen again", "promise",
         "We will do what we can so that it does not happen again"),
        ("We guarantee it.", "announcement", "We guarantee", "promise", ""),
        ("You must tell us.", "message", "You must tell", "pressure", ""),
        ("You have to\n decide.", "message", "You have to\n decide", "pressure", ""),
        ("Are you sure?", "message", "Are you sure", "pressure", ""),
        ("Why didn’t you say so?", "message", "Why didn’t you", "pressure", ""),
        ("You could withdraw your report.", "message", "withdraw your report", "pressure", ""),
        ("What do you want us to do?", "message", "What do you want us to do", "pressure", ""),
        ("He was loud", "title", "He was", "gendered", "The person was"),
        ("Remark to two women", "title", "women", "gendered", "people"),
        ("At 14:35 it stopped", "announcement", "At 14:35", "detail", "In the afternoon"),
        ("it was 9:15 pm", "announcement", "9:15 pm", "detail", ""),
        ("In room 204.", "announcement", "room 204", "detail", ""),
        ("A 42-year-old came", "announcement", "42-year-old", "detail", ""),
        ("the only woman on stage", "announcement", "the only woman", "detail", "a person"),
        ("an engineer at Heronsoft", "announcement", "engineer at Heronsoft", "detail", ""),
        ("Write to ana@example.org.", "announcement", "ana@example.org", "detail", ""),
        ("Call +49 30 1234567.", "announcement", "+49 30 1234567", "detail", ""),
        ("see @heron.", "announcement", "@heron", "detail", ""),
        ("They hope that you can forgive them.", "apology", "forgive", "apology", ""),
        ("They did not mean it.", "apology", "did not mean it", "apology", ""),
        ("They must apologise.", "decision", "must apologise", "apology", ""),
    ],
)  # fmt: skip
def test_these_words_get_a_second_look(text, place, words, kind, suggestion):
    found = seen(text, place)
    assert words in found, found
    assert (found[words].kind, found[words].suggestion) == (kind, suggestion)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The person reported left.", "note"),
        ("The reporter says that they grabbed their arm.", "note"),
        ("We were told that someone followed the speaker.", "minutes"),
        ("We followed up on it, and we hit a wall.", "note"),
        ("Nobody touched anything.", "note"),
        ("They were accused of being loud.", "note"),
        ("“He is a creep and a harasser”, said the reporter.", "note"),
        ('She said "what a creep" twice.', "note"),
        ("«Quel creep»", "note"),
        ("> You must tell us, you creep", "message"),
        ("The creeper grows on the wall; victimless.", "note"),
        ("A mental health first aider came.", "note"),
        ("victim-blaming is not for us", "note"),
        ("créép", "note"),
        ("He was loud", "note"),
        ("She told us at 14:35 in room 204.", "note"),
        ("It is 2026-11-21 and 2025–2026, ratio 16:90:1.", "announcement"),
        ("They are sorry, and will keep away.", "apology"),
        ("Thank you for telling us. We will come back to you by Friday.", "message"),
        ("In the afternoon there was an incident. We have taken action.", "announcement"),
        ("", "note"),
        (" \n", "note"),
    ],
)  # fmt: skip
def test_these_words_are_left_alone(text, place):
    assert seen(text, place) == {}


@pytest.mark.parametrize("reader", ["reporter", "affected"])
def test_somebody_who_came_to_us_is_not_told_that_it_only_was_reported(reader):
    text = "They grabbed your arm."
    assert "grabbed" in seen(text, "message", audience="other")
    assert seen(text, "message", audience=reader) == {}


def test_what_must_change_may_be_said_plainly_to_the_person_reported():
    text = "You must explain yourself? You must come to the desk."
    assert "You must come" in seen(text, "message", audience="reporter")
    assert seen(text, "message", audience="reported") == {}


def test_after_a_decision_facts_may_stand_and_people_keep_their_neutral_names():
    text = "The harasser grabbed an arm."
    before, after = seen(text), seen(text, decided=True)
    assert set(before) == {"harasser", "grabbed"}
    assert set(after) == {"harasser"}
    assert "Nothing is decided" in before["harasser"].sentence
    assert "Nothing is decided" not in after["harasser"].sentence


def test_a_detail_shows_who_it_was_in_quoted_speech_too():
    assert set(seen("They said “meet me at 14:35, you creep”.", "announcement")) == {"at 14:35"}


def test_an_apology_of_thirty_words_is_not_too_long_and_one_more_is():
    assert seen("word " * 30, "apology") == {}
    (found,) = COACH.hints("word " * 31, "apology")
    assert (found.kind, found.start) == ("apology", 150)


def test_asking_for_an_apology_is_fine_where_the_procedure_has_it_in_its_matrix():
    assert seen("They must apologise.", "decision", COACHES["conference"]) == {}
    assert seen("They must apologise.", "decision", COACHES["workshop"])


@pytest.mark.parametrize(("pack", "phrase"), [(p.id, g.text) for p in policies().values() for g in p.banished])
@pytest.mark.parametrize("place", PLACES)
def test_the_banished_phrases_of_a_procedure_are_found_everywhere(pack, phrase, place):
    words = phrase.rstrip(" …")
    for said in (words, words.upper(), words.replace("’", "'"), words.replace("n’t", " not").replace(" ", "  ")):
        (found,) = [hint for hint in COACHES[pack].hints(f"Well: {said}, everyone", place) if hint.kind == "banished"]
        assert found.start == 6
        assert policies()[pack].title in found.source


def test_without_a_word_list_only_the_banished_phrases_are_known():
    policy = policies()["conference"]
    text = "The harasser left. Be excellent to each other."
    assert [hint.kind for hint in hints(text, policy=policy, place="note")] == ["banished"]


@pytest.mark.parametrize("pack", COACHES)
@pytest.mark.parametrize("rule", [r for r in WORDS.rules if r.finds == "words"], ids=lambda rule: rule.id)
def test_every_phrase_of_the_list_is_found_in_each_of_its_places(rule, pack):
    coach = COACHES[pack]
    if rule.stances and policies()[pack].apology.stance not in rule.stances:
        pytest.skip("this procedure sees it otherwise")
    for phrase in (*rule.phrases, *rule.swaps):
        way = next(iter(ways(phrase)))
        said = " ".join(word.replace("#", "7").replace("^", "Heronsoft").replace("*", "x") for word in way)
        place = rule.places[0]
        assert coach.hints(f"xyz {said} xyz", place), said


@pytest.mark.parametrize("rule", WORDS.rules, ids=lambda rule: rule.id)
def test_every_hint_says_why_in_a_plain_sentence_with_its_source(rule):
    assert rule.source
    for sentence in (rule.sentence, rule.sentence_after or rule.sentence):
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith((".", "?", "”"))
        assert len(sentence) <= 130
        assert not re.search(r"\b(must|wrong|error|forbidden|never|harasser|victim)\b|!", sentence)


@pytest.mark.parametrize("rule", [r for r in WORDS.rules if r.swaps], ids=lambda rule: rule.id)
def test_no_suggestion_brings_a_hint_of_its_own(rule):
    for use in rule.swaps.values():
        for place in rule.places:
            assert not COACH.hints(use.replace("{word}", "xyz"), place), use


def test_a_source_is_the_clause_of_the_procedure_where_it_has_one():
    (found,) = COACH.hints("Would you withdraw your report?", "message")
    clause = next(row.text for row in policies()["django-events"].donts if "D3" in row.rows)
    assert clause in found.source
    (found,) = COACHES["conference"].hints("Would you withdraw your report?", "message")
    assert "D3" in found.source


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("“”\"’' \n>.@:"), max_size=200) | st.lists(
    st.sampled_from(
        'harasser the “ ” " > \n at 14:35 you must tell a@b.example don’t be jerk 😀 éé room 7 +49301234567'.split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(TEXTS, st.sampled_from(PLACES), st.booleans(), st.sampled_from(["", "reporter", "reported", "other"]))
def test_hints_lie_within_the_text_apart_from_each_other_and_are_the_same_each_time(text, place, decided, audience):
    found = COACH.hints(text, place, decided=decided, audience=audience)
    assert found == COACH.hints(text, place, decided=decided, audience=audience)
    end = 0
    for hint in found:
        assert end <= hint.start < hint.end <= len(text)
        end = hint.end


@given(st.text(max_size=60).filter(lambda said: not set(said) & set('“”„«»"\n')))
def test_nothing_is_said_about_quoted_speech(said):
    assert COACH.hints(f"They said “the creep {said} harasser” and left", "note") == ()


@given(TEXTS)
def test_words_stand_where_they_are_said_to(text):
    for word in scan.words(text):
        assert text[word.start : word.end].strip() != ""


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "the harasser " * 15_000, "a@" * 100_000, "1 " * 100_000, '"' * 200_000, "\n> “" * 50_000, "12:" * 60_000,
     "a-" * 100_000, "you have to " * 16_000, "+" * 200_000, "\n" * 200_000 + " " * 200_000, "don’t " * 30_000],
    ids=lambda text: repr(text[:5]),
)  # fmt: skip
def test_no_text_keeps_the_coach_busy(text):
    from time import process_time

    begin = process_time()
    COACH.hints(text, "message")
    assert process_time() - begin < 4


def test_every_coached_field_is_a_field_of_the_record():
    kinds = {body.__struct_config__.tag: body for body in e.CaseBody.__args__}
    for kind, fields in ENTRIES.items():
        known = (*Report.__struct_fields__, "title") if kind == "amended" else ()
        assert set(fields) <= {*kinds[kind].__struct_fields__, *known}, kind
    assert set(REPORT) <= {*Report.__struct_fields__, "title"}


@pytest.mark.parametrize(
    ("kind", "field"),
    [("reported", "what"), ("heard", "words"), ("talked", "words"), ("told", "comment"), ("appealed", "words"),
     ("agreed", "words"), ("consented", "words"), ("support-given", "how_can_i_help"), ("reported", "consent_words")],
)  # fmt: skip
def test_what_somebody_said_in_their_own_words_is_never_coached(kind, field):
    assert list(look_over(COACH, kind, {field: "The harasser is a creep, and you must tell everyone."})) == []


def test_a_record_is_looked_over_field_by_field():
    told = {"whom": "other", "text": "The harasser left.", "comment": "What a creep", "at": "2026-11-21"}
    (found,) = look_over(COACH, "told", told)
    assert (found.field, found.words) == ("text", "harasser")
