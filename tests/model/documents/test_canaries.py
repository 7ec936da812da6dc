"""Redaction proved: for every paper and every reader, a case full of names gives away nobody this reader may not know."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP
from functools import cache

import pytest
from msgspec.structs import replace

from cocdesk.model.documents import catalogue
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.kind import Kind
from cocdesk.model.documents.render import render
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Redacted
from cocdesk.model.rules.redaction import VIEWS, for_audience
from tests.model.documents import an_event, canaries
from tests.model.documents.canaries import ROLES, leaks, told_of
from tests.model.documents.every_kind import KINDS, made, readings
from tests.model.documents.spreadsheets import of_csv, of_xlsx

READ = [kind for kind in KINDS if kind.audiences]
EVERY = [(kind.id, audience, naming) for kind in READ for audience, naming in readings(kind)]
# The Chair's and the officer's are those of the team but for a line on whose they are.
USUAL = [
    (kind.id, audience, kind.usual_naming(audience)) for kind in READ for audience in kind.audiences
    if audience not in ("chair", "officer") or "team" not in kind.audiences
]  # fmt: skip
ALL: frozenset[Role] = frozenset(ROLES)  # type: ignore[arg-type]
TEAM = ("team", "chair", "officer")
# Whom a paper names when it may name anybody; the test below holds this table against what is made.
NAMED: dict[str, dict[str, frozenset[str]]] = {
    **dict.fromkeys(("incident-form", "case-file", "register", "acknowledgement-list"), dict.fromkeys(TEAM, ALL)),
    "meeting": dict.fromkeys(TEAM, frozenset()),
    "talk-sheet": dict.fromkeys(TEAM, frozenset({"reported"})),
}
OUTSIDE: dict[str, frozenset[str]] = {
    "dsf": frozenset({"reported"}), "reporter": frozenset({"reporter", "affected"}), "reported": frozenset({"reported"}),
    "employer": frozenset({"reported"}), "venue": frozenset({"reported"}), "other-team": frozenset({"reported"}),
    "public": frozenset(),
}  # fmt: skip
# The kinds that are sure to name somebody, so that silence is no proof by itself.
SPEAK = [
    one for one in EVERY
    if one[2] == "named" and one[0] not in ("meeting", "acknowledgement-list") and one[1] != "public"
]  # fmt: skip


@pytest.fixture(autouse=True)
def _each_view_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same case for the same reader is cut down once for all papers: the real thing, remembered."""
    monkeypatch.setattr(catalogue, "for_audience", _cut)


_CUT: dict[tuple[int, str, str, frozenset[Role], bool], Redacted] = {}


def _cut(
    file: CaseFile, audience: Audience, naming: Naming, *, cover: frozenset[Role] = frozenset(),
    among: frozenset[str] = frozenset(), person: str = "", measures: bool = False,
) -> Redacted:  # fmt: skip
    assert not among and not person, "the invented case has one of each"
    key = (id(file), audience, naming, cover, measures)
    if key not in _CUT:
        _CUT[key] = for_audience(file, audience, naming, cover=cover, measures=measures)
    return _CUT[key]


def kind_of(paper: str) -> Kind:
    return next(kind for kind in KINDS if kind.id == paper)


@cache
def document(paper: str, audience: Audience, naming: Naming) -> Document:
    file = canaries.file()
    event = an_event.of(file, *an_event.six()[:1], contact="")
    return made(kind_of(paper), reader=audience, naming=naming, case=file, event=replace(event, event=file.event))


def hidden(paper: str, audience: Audience, naming: Naming) -> frozenset[str]:
    """Whose names may not be found."""
    if naming == "code-names":
        return frozenset(ROLES)
    named = NAMED.get(paper, {}).get(audience, OUTSIDE.get(audience, frozenset()))
    return frozenset(ROLES) - named


@pytest.mark.parametrize(("paper", "audience", "naming"), EVERY)
def test_no_text_of_a_paper_names_whom_its_reader_may_not_know(paper: str, audience: Audience, naming: Naming) -> None:
    words = repr(document(paper, audience, naming))
    assert leaks(words, hidden(paper, audience, naming)) == []
    if hidden(paper, audience, naming):
        assert "quentin" not in words.casefold(), "nor somebody put in by mistake"


@pytest.mark.parametrize(("paper", "audience", "naming"), SPEAK)
def test_who_may_be_named_is_named_so_that_silence_means_something(paper: str, audience: Audience, naming: Naming) -> None:
    allowed = frozenset(ROLES) - hidden(paper, audience, naming)
    words = repr(document(paper, audience, naming))
    if audience in TEAM and paper != "talk-sheet":
        assert {role for role in allowed if leaks(words, (role,))} == ALL
    else:
        assert leaks(words, tuple(allowed)), "the name that is meant stands there"


@pytest.mark.parametrize(("paper", "audience", "naming"), EVERY)
def test_a_paper_tells_only_of_fields_its_reader_may_read(paper: str, audience: Audience, naming: Naming) -> None:
    told = told_of(repr(document(paper, audience, naming)))
    kind = kind_of(paper)
    assert told - set(_readable(kind.seen_as or audience)) == set()
    if audience == "public":
        assert told <= {"Announced.text", "Closed.shareable"}


def _readable(audience: Audience) -> Iterator[str]:
    view = VIEWS[audience]
    kinds = (e.PersonAdded, *canaries.TOLD_IN)
    yield from (f"Report.{field}" for field in view.fields)
    for body in kinds:
        seen = view.working or body in view.acts or (body is e.Told and "reported" in view.told)
        spared = {e.Decided: {"why", "despite", "deciders", "vote", "safe_enough"}, e.Closed: {"why", "open_steps", "standing"}}
        without = set() if view.reasons else spared.get(body, set())
        yield from (f"{body.__name__}.{field}" for field in body.__struct_fields__ if seen and field not in without)


def test_the_team_s_own_file_tells_of_nearly_every_field() -> None:
    told = told_of(repr(document("case-file", "team", "named")))
    assert len(told) > 100
    assert {"Report.what", "Report.safety_concern", "Noted.text", "Decided.why", "Closed.why"} <= told


@pytest.mark.parametrize(("paper", "audience", "naming"), USUAL)
def test_no_file_gives_away_more_than_its_text(paper: str, audience: Audience, naming: Naming) -> None:
    made = document(paper, audience, naming)
    secret = hidden(paper, audience, naming)
    assert leaks(made.title + made.footer + (made.mail.subject if made.mail else ""), ROLES) == []
    for format in kind_of(paper).formats:
        data = render(made, format)
        if format == "pdf":
            words, around = _pdf(data)
            assert leaks(words, tuple(secret)) == []
            assert leaks(around, ROLES) == [], "no name stands beside the pages, whoever reads them"
        elif format != "png":
            assert leaks(_words(data, format), tuple(secret)) == []


def _words(data: bytes, format: str) -> str:
    if format == "eml":
        mail = message_from_bytes(data, policy=SMTP)
        assert [part.get_content_type() for part in mail.walk()] == ["text/plain"]
        assert leaks(repr(mail.items()), ROLES) == []
        return str(mail.get_content())
    return repr(of_xlsx(data)) if format == "xlsx" else repr(of_csv(data)) if format == "csv" else data.decode()


def _pdf(data: bytes) -> tuple[str, str]:
    """The words of the pages, and everything a file can say beside them."""
    import pypdfium2
    from pypdf import PdfReader

    file = pypdfium2.PdfDocument(data)
    words = " ".join(file[number].get_textpage().get_text_range() for number in range(len(file)))
    file.close()
    reader = PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    names = [mark.title for mark in _marks(reader.outline)]
    beside = (reader.metadata, reader.xmp_metadata, names, reader.get_fields(), list(reader.attachments), root.get("/Names"))
    assert not reader.attachments and not reader.get_fields()
    return words, repr(beside) + data[:64].decode("latin-1")


def _marks(outline: list[object]) -> Iterator[object]:
    for mark in outline:
        if isinstance(mark, list):
            yield from _marks(mark)
        else:
            yield mark
