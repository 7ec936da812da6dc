"""What the Papers page and the terminal list: the kinds of paper, whom they are for, and what to say before one leaves."""

from __future__ import annotations

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue, phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.words import _


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody a paper can be made for."""

    audience: Audience
    title: str
    usual_naming: Naming


class PaperKind(Struct, frozen=True, kw_only=True):
    """One kind of paper; ``owed`` says that the procedure asks for it."""

    id: str
    title: str
    about: str
    readers: tuple[Reader, ...]
    formats: tuple[catalogue.Format, ...]
    needs_case: bool
    owed: bool = False


def paper_kinds(policy: Policy | None = None, *, about_case: bool | None = None) -> tuple[PaperKind, ...]:
    """The papers that can be asked for, those about a case or those about none; what the procedure owes comes first."""
    owed = policy.owed if policy is not None else ()
    found = [
        PaperKind(
            id=kind.id, title=kind.title, about=kind.about, formats=kind.formats, needs_case=kind.needs_case,
            owed=kind.id in owed,
            readers=tuple(
                Reader(audience=a, title=_(phrases.AUDIENCE_TITLES[a]), usual_naming=kind.usual_naming(a)) for a in kind.audiences
            ),
        )
        for kind in catalogue.kinds()
        if not kind.made_with and about_case in (None, kind.needs_case)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda kind: not kind.owed))


def papers_of_case(desk: Desk, case: str) -> tuple[PaperKind, ...]:
    """The papers that can be made about a case. Raises ``NotFound``."""
    return paper_kinds(desk.policy(desk.case(case).policy_hash), about_case=True)
