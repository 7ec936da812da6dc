"""The filled form, word for word, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocdesk.model.documents import incident_form
from cocdesk.model.documents.render import render
from cocdesk.model.records.case_file import Naming
from cocdesk.model.records.report import Report
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

GOLDEN = Path(__file__).parent / "golden"


def text(naming: Naming, name: str = "django-events", **told: object) -> str:
    policy = pack(name)
    return render(incident_form.build(for_audience(invented.case_file(policy, **told), "team", naming), policy), "txt").decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("naming", ["named", "code-names"])
def test_the_form_reads_as_it_was_polished(naming: Naming) -> None:
    assert text(naming) == (GOLDEN / f"incident-form-{naming}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_procedures_five_items_come_first(name: str) -> None:
    told = text("named", name)
    places = [told.index(f"{item.title}:") for item in pack(name).items if item.core]
    assert places == sorted(places)


def test_what_was_asked_and_not_given_says_so_and_what_was_never_asked_is_left_out() -> None:
    report = Report(heard_at="2018-05-25T09:30:00+02:00", behaviour="A push in the queue", not_offered=("happened", "impact"))
    told = text("named", bodies=invented.opening(report)[:1])
    assert "When it happened: asked, and not offered" in told
    assert "What it did to the person affected: asked, and not offered" in told
    assert "Who it is about: not known so far" in told
    for absent in ("Assessment", "What the team did", "Safety and care", "People\n", "Still going on"):
        assert absent not in told


def test_a_struck_entry_is_shown_as_struck_and_counts_nowhere_else() -> None:
    told = text("named")
    assert told.count("STRUCK (belongs to another case)") == 1
