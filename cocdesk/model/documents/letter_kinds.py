"""The letters, notes and files made of one case, as the catalogue lists them."""

from __future__ import annotations

from collections.abc import Mapping

from cocdesk.model.documents import after_words, announcement, case_file, letters, notes_outside
from cocdesk.model.documents.kind import Kind
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.words import N_


def _letter(id: str, about: str, namings: Mapping[Audience, Naming], *, to_one: Role | None = None) -> Kind:
    return Kind(id=id, _about=about, formats=("pdf", "eml", "txt"), namings=namings, fills=True, to_one=to_one)


def of_one_case() -> tuple[Kind, ...]:
    """The file of one case, and the letters and notes that go out from it."""
    return (
        Kind(
            id=case_file.KIND,
            _about=N_("Everything there is on one case for those who handle it; for anybody else, what they may see of it."),
            formats=("pdf", "txt"),
            namings={
                "team": "named", "chair": "named", "officer": "named", "dsf": "code-names", "reporter": "named",
                "reported": "code-names",
            },
        ),
        _letter(
            letters.WARNING, N_("A warning in writing: what was done, what you ask, and what follows if it happens again."),
            {"reported": "named"}, to_one="reported",
        ),
        _letter(
            letters.ACTION, N_("What was decided, in four parts, and where they can appeal. It does not say who reported."),
            {"reported": "named"}, to_one="reported",
        ),
        _letter(
            letters.APPEAL, N_("Whether a decision stands after an appeal, and why."), {"reported": "named"}, to_one="reported",
        ),
        _letter(
            after_words.OUTCOME, N_("What came of it, as far as your procedure tells it, with thanks and without promises."),
            {"reporter": "named"}, to_one="reporter",
        ),
        _letter(
            notes_outside.EMPLOYER, N_("The bare facts, where somebody acted in one of the capacities your procedure names."),
            {"employer": "named"}, to_one="reported",
        ),
        _letter(
            notes_outside.VENUE, N_("What those at the door are to do, about whom and until when; nothing of what happened."),
            {"venue": "named"}, to_one="reported",
        ),
        _letter(
            notes_outside.TEAM, N_("The least another event’s team needs to know, with a day on which it ends."),
            {"other-team": "named"}, to_one="reported",
        ),
        _letter(
            announcement.KIND, N_("A few sentences for everybody: to read aloud, to post, to mail."), {"public": "code-names"},
        ),
        _letter(
            after_words.FEEDBACK, N_("A few questions on how it was to deal with you. None has to be answered."),
            {"reporter": "named", "public": "code-names"}, to_one="reporter",
        ),
    )  # fmt: skip
