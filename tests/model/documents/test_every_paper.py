"""Every paper about a case, for every reader, under every procedure: whole, neutral, and without names it must not hold."""

from __future__ import annotations

import re

import pytest

from cocdesk.model.documents.catalogue import kind, kinds, of_case
from cocdesk.model.documents.render import render
from cocdesk.model.records.case_file import Audience, Naming
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

OF_A_CASE = [made.id for made in kinds() if made.needs_case]
PAPERS = [
    (paper, audience, naming) for paper in OF_A_CASE for audience in kind(paper).audiences for naming in ("named", "code-names")
]
REAL = ("Jonas", "Feld", "Žižek", "Zoë", "李小龙", "zoe@post.example", "B-1187", "Acme")
LOADED = re.compile(r"\b(harasser|victim|perpetrator|offender|accused|alleged|complainant|culprit)\b", re.IGNORECASE)


def text(paper: str, audience: Audience, naming: Naming, procedure: str) -> str:
    policy = pack(procedure)
    document = of_case(kind(paper), invented.case_file(policy), policy, audience=audience, naming=naming)
    return render(document, "txt").decode()


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize(("paper", "audience", "naming"), PAPERS)
def test_a_paper_is_neutral_and_names_only_whom_it_may(paper: str, audience: Audience, naming: Naming, procedure: str) -> None:
    told = text(paper, audience, naming, procedure)
    assert "quiet-lantern" in told
    assert LOADED.findall(told) == []
    if naming == "code-names":
        assert [name for name in REAL if name in told] == []
    elif paper == "meeting":
        assert [name for name in REAL if name in told] == [], "the people of the case stay code names in the minutes"
        assert "Mira Novak" in told
    else:
        assert "Jonas Feld" in told
    if audience == "dsf" or paper == "talk-sheet":
        assert "zoe@post.example" not in told
        assert "Zoë" not in told, "the reporter is named to nobody outside, and on nothing that is carried into a talk"


@pytest.mark.parametrize("procedure", NAMES)
def test_a_paper_says_under_which_version_of_which_procedure_it_was_made(procedure: str) -> None:
    policy = pack(procedure)
    for paper in OF_A_CASE:
        told = text(paper, kind(paper).audiences[0], "code-names", procedure)
        assert policy.title in told
        assert f"version {policy.version}" in told
