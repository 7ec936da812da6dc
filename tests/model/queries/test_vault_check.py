"""Health in words: what was found becomes lines a chair reads, and one sentence."""

from __future__ import annotations

import pytest

from cocdesk.model.actions import safety
from cocdesk.model.queries.checks import Check
from cocdesk.model.queries.vault_check import Health, findings, health
from cocdesk.model.records.pace import run_through
from cocdesk.model.rules.surroundings import Finding

FINE = Finding(name="x", title="X", tone="ok", detail="Fine.")
LOOK = Finding(name="x", title="X", tone="look", detail="Look.")
UNKNOWN = Finding(name="x", title="X", tone="unknown", detail="Who knows.")


@pytest.mark.parametrize(
    ("inside", "around", "words", "whole"),
    [
        ((FINE,), (FINE,), "nothing around it", True),
        ((FINE,), (UNKNOWN,), "nothing around it", True),
        ((FINE,), (LOOK,), "1 hint", True),
        ((FINE,), (LOOK, LOOK, FINE), "2 hints", True),
        ((LOOK, FINE), (FINE,), "not as it was written", False),
        ((LOOK,), (LOOK,), "not as it was written", False),
    ],
)
def test_all_of_it_is_said_in_one_sentence(inside, around, words, whole):
    found = Health(inside=inside, around=around)
    assert words in found.sentence
    assert found.whole is whole


@pytest.mark.parametrize("name", ["key-files", "pages", "entries", "signatures", "copies", "newest", "drafts", "purges"])
@pytest.mark.parametrize("ok", [True, False])
def test_a_check_becomes_a_line_with_a_title_for_people(name, ok):
    (line,) = findings([Check(name=name, ok=ok, detail="So it is.")])
    assert line.tone == ("ok" if ok else "look")
    assert line.title and "-" not in line.title
    assert line.detail == "So it is."


def test_a_fresh_vault_is_whole_and_wants_its_first_copy(desk):
    found = run_through(health(desk))
    assert found.whole
    titles = {line.name: line for line in (*found.inside, *found.around)}
    assert titles["last-copy"].tone == "look"
    assert {"key-files", "pages", "entries", "signatures", "disk", "swap", "sleep", "synced", "room", "members"} <= set(titles)
    safety.keep_copy(desk, "daily")
    later = {line.name: line for line in run_through(health(desk)).around}
    assert later["last-copy"].tone == "ok"
