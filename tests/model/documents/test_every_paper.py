"""Every paper about a case, for every reader, under every procedure: whole, neutral, and without names it must not hold."""

from __future__ import annotations

import re

import pytest

from cocdesk.model.documents import dsf_email, incident_form
from cocdesk.model.documents.catalogue import kind
from cocdesk.model.documents.render import render
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import NAMES, pack

BUILDERS = {"incident-form": incident_form.build, "dsf-email": dsf_email.build}
PAPERS = [
    (paper, audience, naming) for paper in BUILDERS for audience in kind(paper).audiences for naming in ("named", "code-names")
]
REAL = ("Jonas", "Feld", "Žižek", "Zoë", "李小龙", "zoe@post.example", "B-1187", "Acme")
LOADED = re.compile(r"\b(harasser|victim|perpetrator|offender|accused|alleged|complainant|culprit)\b", re.IGNORECASE)


def text(paper: str, audience: Audience, naming: Naming, procedure: str) -> str:
    policy = pack(procedure)
    document = BUILDERS[paper](for_audience(invented.case_file(policy), audience, naming), policy)
    return render(document, "txt").decode()


@pytest.mark.parametrize("procedure", NAMES)
@pytest.mark.parametrize(("paper", "audience", "naming"), PAPERS)
def test_a_paper_is_neutral_and_names_only_whom_it_may(paper: str, audience: Audience, naming: Naming, procedure: str) -> None:
    told = text(paper, audience, naming, procedure)
    assert "quiet-lantern" in told
    assert LOADED.findall(told) == []
    if naming == "code-names":
        assert [name for name in REAL if name in told] == []
    else:
        assert "Jonas Feld" in told
    if audience == "dsf":
        assert "zoe@post.example" not in told
        assert "Zoë" not in told, "the reporter did not agree to be named outside"


@pytest.mark.parametrize("procedure", NAMES)
def test_a_paper_says_under_which_version_of_which_procedure_it_was_made(procedure: str) -> None:
    policy = pack(procedure)
    for paper in BUILDERS:
        told = text(paper, kind(paper).audiences[0], "code-names", procedure)
        assert policy.title in told
        assert f"version {policy.version}" in told
