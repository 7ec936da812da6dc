"""Entries in plain words: each has a title and none shows a name."""

from __future__ import annotations

from typing import get_args

import pytest

from cocdesk.model.documents.catalogue import kinds
from cocdesk.model.records import entries as e
from cocdesk.model.rules.telling import PAPERS, READERS, TITLES, kind_of, tell, timeline
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, journal, policies

POLICY = policies()["django-events"]


def test_every_kind_of_entry_has_a_title() -> None:
    kinds = {str(kind.__struct_config__.tag) for kind in get_args(e.CaseBody)}
    assert kinds == set(TITLES)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            e.Assessed(risk="low", impact="high", why="new to the event"),
            "High impact, low risk of further harm · new to the event",
        ),
        (e.Consented(answer="no-objection", words="go ahead"), "No objection · “go ahead”"),
        (e.Consented(answer="agreed", whom="reporter"), "Reporter · agreed"),
        (e.Consented(answer="refused", to_whom="the employer"), "Did not agree · to the employer"),
        (
            e.Consented(answer="agreed", whom="affected", to_whom="reported", what="the date"),
            "Person affected · agreed · the date to person reported",
        ),
        (e.Decided(sanction="none", who="Ana"), "No further action · Ana"),
        (e.SafetyChecked(threat="no", called=("police",)), "Nobody’s safety is in doubt. The police were called."),
        (e.PersonAdded(person="1" * 32, role="reported"), "Heron (person reported)"),
        (e.Amended(changes={"place": "Hall"}, why="misheard"), "Place · misheard"),
        (e.Told(whom="reporter", channel="in-person", text="The outcome."), "Reporter · in person · The outcome."),
        (
            e.Told(whom="reported", text="First: A. Then: B.", behaviour="A.", change="B.", impact="C."),
            "Person reported · First: A. Then: B. · C.",
        ),
        (e.Recused(member="Ana", kind="soft"), "Ana · takes no part in deciding, and can be asked"),
        (e.Appealed(by="the speaker", answer="upheld"), "the speaker · the decision stands"),
        (
            e.Exported(document="incident-form", audience="team", naming="code-names", how="printed", format="pdf"),
            "Incident form for the team, code names only, printed",
        ),
        (
            e.Exported(document="dsf-email", audience="dsf", naming="code-names", how="copied", format="txt", purpose="our duty"),
            "Summary e-mail to the umbrella organisation, code names only, copied · our duty",
        ),
        (
            e.Exported(document="attachment", audience="team", naming="named", how="saved", format="png"),
            "Copy of a file, saved as a file",
        ),
    ],
)
def test_an_entry_reads_like_a_sentence(body: e.CaseBody, words: str) -> None:
    assert tell(body, POLICY, {"1" * 32: "Heron"}) == words


def test_every_paper_there_is_has_a_plain_title_in_the_history() -> None:
    assert {kind.id for kind in kinds()} <= set(PAPERS)
    assert {audience for kind in kinds() for audience in kind.audiences} <= {*READERS, "dsf"}


def test_the_timeline_shows_struck_entries_with_the_reason() -> None:
    entries = journal(e.Noted(text="wrong"))
    entries.append(entry(e.Struck(entry=entries[1].id, why="other case"), 5))
    lines = timeline(entries, fold(entries), POLICY, {}, {"a" * 16: "Ana"})
    assert [line.struck for line in lines] == [False, True, False]
    assert (lines[1].struck_why, lines[1].by) == ("other case", "Ana")


def test_somebody_who_left_the_team_is_a_former_member() -> None:
    entries = journal()
    assert timeline(entries, fold(entries), POLICY, {}, {})[0].by == "a former member"


def test_kinds_are_the_words_of_the_journal() -> None:
    assert kind_of(e.Noted(text="x")) == "noted"
