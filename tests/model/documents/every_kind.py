"""Every paper the catalogue knows, made from one invented case, one event and one desk."""

from __future__ import annotations

from functools import cache
from itertools import product

from msgspec.structs import replace

from cocdesk.model.documents import blank_form, catalogue, recovery_sheet
from cocdesk.model.documents.blocks import Document, Paper
from cocdesk.model.documents.desk_papers.given import Given
from cocdesk.model.documents.kind import Kind
from cocdesk.model.records.case_file import Audience, CaseFile, Naming
from cocdesk.model.records.event_file import EventFile
from tests.model.documents import an_event, the_letters
from tests.model.documents import invented_case as invented
from tests.model.documents.desk_papers.desk import given
from tests.model.policy.shipped_packs import pack

KINDS: tuple[Kind, ...] = catalogue.kinds()
PROCEDURE = "django-events"


def readings(kind: Kind) -> list[tuple[Audience, Naming]]:
    """Every reader a kind is made for, with names where they may have them, and without."""
    namings: tuple[Naming, ...] = ("named", "code-names")
    return [
        (audience, naming)
        for audience, naming in product(kind.audiences, namings)
        if naming == "code-names" or kind.named_for is None or audience in kind.named_for
    ]


@cache
def a_case(procedure: str = PROCEDURE) -> CaseFile:
    """The case of the letters: told, decided, and not closed."""
    return the_letters.file(procedure)


@cache
def an_event_file(exercise: bool = False) -> EventFile:
    """The six incidents, as a real event or as an exercise."""
    file = an_event.of(*an_event.six())
    if not exercise:
        return file
    event = replace(file.event, exercise=True)
    return replace(file, event=event, cases=tuple(replace(case, event=event) for case in file.cases))


def exercised(file: CaseFile) -> CaseFile:
    """The same case as an exercise."""
    return replace(file, event=replace(file.event, exercise=True))


def made(kind: Kind, *, paper: Paper = "A4", exercise: bool = False, reader: Audience | None = None,
         naming: Naming | None = None, case: CaseFile | None = None, event: EventFile | None = None,
         desk: Given | None = None) -> Document:  # fmt: skip
    """A paper of this kind, for its first reader with the usual naming where nothing else is said."""
    policy = pack(PROCEDURE)
    if kind.made_with:
        return recovery_sheet.build(
            vault_name="DjangoCon Europe 2018", recovery_key="ABCDE-12345-FGHJK-67890-MNPQR-STVW", made_at=invented.START,
            paper=paper, exercise=exercise,
        )  # fmt: skip
    if kind.for_the_desk:
        return catalogue.of_desk(kind, desk or given(PROCEDURE, paper=paper, exercise=exercise))
    if kind.id == blank_form.KIND:
        return blank_form.build(policy, replace(invented.EVENT, exercise=exercise), number="F-7K3Q-9D", paper=paper)
    audience = reader or kind.audiences[0]
    how = naming or kind.usual_naming(audience)
    if kind.of_event:
        file = event or an_event_file(exercise)
        return catalogue.of_event(kind, file, {file.event.policy_hash: policy}, audience=audience, naming=how, paper=paper)
    of = case or a_case()
    return catalogue.of_case(kind, exercised(of) if exercise else of, policy, audience=audience, naming=how, paper=paper)
