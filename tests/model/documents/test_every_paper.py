"""Every paper about a case, for every reader, under several procedures: whole, neutral, and naming only whom it may."""

from __future__ import annotations

import re
from functools import cache

import pytest

from cocdesk.model.documents import catalogue
from cocdesk.model.documents.catalogue import kind, of_case, offered
from cocdesk.model.documents.render import render
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Redacted
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import the_letters
from tests.model.documents.every_kind import KINDS, readings
from tests.model.policy.shipped_packs import pack

OF_A_CASE = [made.id for made in KINDS if made.needs_case]
# What hides a name is the same under every procedure.
MASKED_UNDER = ("django-events",)
# The one with most, one with little and one with nothing; the letters are read under every procedure elsewhere.
UNDER = ("django-events", "workshop", "blank")
PAPERS = [
    (paper, audience, naming, procedure)
    for procedure in UNDER
    for paper in OF_A_CASE
    for audience, naming in readings(kind(paper))
    if offered(kind(paper), pack(procedure)) and (naming == kind(paper).usual_naming(audience) or procedure in MASKED_UNDER)
]
REPORTED = ("Jonas", "Feld", "Acme")
OTHERS = ("Žižek", "Zoë", "李小龙", "zoe@post.example", "B-1187")
LOADED = re.compile(r"\b(harasser|victim|perpetrator|offender|accused|alleged|complainant|culprit)\b", re.IGNORECASE)
# Said to everybody: no case is named there, not even by its code.
NO_CODE = {("announcement", "public"), ("feedback-request", "public")}
NAMES_NOBODY = {"meeting", *(paper for paper, _audience in NO_CODE)}
_CUT: dict[tuple[int, str, str, frozenset[str]], Redacted] = {}


@pytest.fixture(autouse=True)
def _each_view_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same case for the same reader is cut down once for all papers: the real thing, remembered."""

    def cut(file: CaseFile, audience: Audience, naming: Naming, **more: frozenset[str]) -> Redacted:
        key = (id(file), audience, naming, more["cover"])
        if key not in _CUT:
            _CUT[key] = for_audience(file, audience, naming, **more)  # type: ignore[arg-type]
        return _CUT[key]

    monkeypatch.setattr(catalogue, "for_audience", cut)


@cache
def case(procedure: str) -> CaseFile:
    return the_letters.file(procedure)


def text(paper: str, audience: Audience, naming: Naming, procedure: str) -> str:
    document = of_case(kind(paper), case(procedure), pack(procedure), audience=audience, naming=naming)
    return render(document, "txt").decode()


@pytest.mark.parametrize(("paper", "audience", "naming", "procedure"), PAPERS)
def test_a_paper_is_neutral_and_names_only_whom_it_may(paper: str, audience: Audience, naming: Naming, procedure: str) -> None:
    told = text(paper, audience, naming, procedure)
    assert ("quiet-lantern" in told) is ((paper, audience) not in NO_CODE)
    assert LOADED.findall(told) == []
    policy = pack(procedure)
    assert f"{policy.title}, version {policy.version}" in told
    team = audience in ("team", "chair", "officer") and paper != "talk-sheet"
    if naming == "code-names" or paper in NAMES_NOBODY:
        assert [name for name in (*REPORTED, *OTHERS) if name in told and audience != "reporter"] == []
        assert naming == "named" or "Mira" not in told
    elif audience == "reporter":
        assert not [name for name in REPORTED if name in told]
        assert "Zoë Žižek" in told
    else:
        assert "Jonas Feld" in told
        assert ("Zoë" in told) is team, "the reporter is named to the team alone"
