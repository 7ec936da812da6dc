"""Only papers that work are offered, each for its own readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk import places
from cocdesk.model.documents import catalogue
from cocdesk.model.documents.render import render
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.queries.papers import paper_kinds
from tests.model.documents.every_kind import made
from tests.model.policy.shipped_packs import pack

GOLDEN = Path(__file__).parent / "golden"


def test_the_kinds_are_those_of_the_contract_each_once() -> None:
    ids = [kind.id for kind in catalogue.kinds()]
    assert len(ids) == len(set(ids))
    assert {
        "blank-form", "incident-form", "meeting", "talk-sheet", "dsf-email", "recovery-sheet", "flyer", "emergency-card",
        "attendee-notice", "poster", "briefing", "role-play", "warning-slip", "review-log", "registration-letter",
    } <= set(ids)  # fmt: skip


def test_every_paper_says_who_may_get_it_and_what_it_is_for() -> None:
    for kind in catalogue.kinds():
        assert kind.title and kind.about.endswith(".")
        assert kind.audiences or kind.for_whom.endswith(".") or kind.id in ("blank-form", "recovery-sheet")


@pytest.mark.parametrize("kind", catalogue.kinds(), ids=lambda kind: kind.id)
def test_every_kind_has_a_text_that_somebody_has_read(kind: catalogue.Kind) -> None:
    assert [path.name for path in GOLDEN.glob(f"{kind.id.removesuffix('-report')}*.txt")], "see tests/model/documents/golden"


@pytest.mark.parametrize("wanted", ["blank-form", "recovery-sheet"])
def test_it_reads_as_it_was_polished(wanted: str) -> None:
    told = render(made(catalogue.kind(wanted)), "txt").decode()
    assert told == (GOLDEN / f"{wanted}.txt").read_text(encoding="utf-8")


def test_the_documentation_tells_of_every_kind() -> None:
    told = (Path(__file__).parents[3] / "docs" / "papers.md").read_text(encoding="utf-8")
    assert [kind.id for kind in catalogue.kinds() if f"`{kind.id}`" not in told] == []


def test_every_kind_the_window_lists_has_its_picture() -> None:
    listed = {kind.id for kind in paper_kinds()}
    assert listed == {path.stem for path in places.thumbnails().glob("*.png")}


def test_an_unknown_kind_is_answered_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match="incident-form"):
        catalogue.kind("poem")


@pytest.mark.parametrize(
    ("kind", "audience", "format", "has_case"),
    [
        ("incident-form", "public", "pdf", True), ("incident-form", "team", "eml", True), ("incident-form", "team", "pdf", False),
        ("blank-form", "", "pdf", True), ("dsf-email", "team", "eml", True), ("meeting", "reported", "pdf", True),
        ("talk-sheet", "reported", "pdf", True),
        ("talk-sheet", "reporter", "txt", True), ("recovery-sheet", "", "pdf", False),
    ],
)  # fmt: skip
def test_what_a_kind_is_not_made_for_is_refused_with_a_sentence(kind: str, audience: str, format: str, has_case: bool) -> None:
    with pytest.raises(NotAllowed) as told:
        catalogue.check(catalogue.kind(kind), audience=audience, naming="named", format=format, has_case=has_case)
    assert told.value.kept


def test_every_paper_comes_with_the_word_that_it_is_not_encrypted() -> None:
    for kind in catalogue.kinds():
        assert "not encrypted" in catalogue.caution(kind.id, "dsf", "named")
    assert "law" in catalogue.caution("dsf-email", "dsf", "named")
    assert "law" not in catalogue.caution("dsf-email", "dsf", "code-names")


def test_what_the_procedure_owes_is_listed_first() -> None:
    listed = paper_kinds(pack("django-events"))
    assert [kind.owed for kind in listed] == sorted((kind.owed for kind in listed), reverse=True)
    assert {kind.id for kind in listed if kind.owed} >= {"incident-form", "dsf-email", "flyer", "emergency-card"}
    assert not [kind.id for kind in paper_kinds(about_case=False) if kind.needs_case]
