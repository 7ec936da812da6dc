"""What the Papers page and the terminal list: the kinds of paper, whom they are for, and what to say before one leaves."""

from __future__ import annotations

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.documents import blank_form, case_file, catalogue, incident_form, notes_outside, phrases, transparency
from cocdesk.model.documents.desk_papers import shelf
from cocdesk.model.dossier import case_file as case_of
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.records.event_file import Edition
from cocdesk.model.rules import choices, last_look
from cocdesk.words import _

_FOR_ALL = frozenset({incident_form.KIND, case_file.KIND})


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody a paper can be made for."""

    audience: Audience
    title: str
    usual_naming: Naming
    may_have_names: bool = True


class PaperKind(Struct, frozen=True, kw_only=True):
    """One kind of paper; ``owed`` says that the procedure asks for it, ``advised`` that it wants it thought about.

    ``of_event`` is for papers about all cases of an event, ``editions`` the versions it is made in.
    ``numbered`` is for forms with numbers of their own, ``for_whom`` says who may get a paper without a reader to choose;
    ``asks`` is what is chosen or typed for it, ``case_for`` the choices among it that rest on a case.
    ``fills`` is for letters with gaps, ``second_reader`` for those somebody else reads before they go (X27); ``capacities`` are
    those of a report to an employer (H13); ``for_all`` may be made about every case of an event at once.
    """

    id: str
    title: str
    about: str
    readers: tuple[Reader, ...]
    formats: tuple[catalogue.Format, ...]
    needs_case: bool
    owed: bool = False
    of_event: bool = False
    editions: tuple[Edition, ...] = ()
    advised: bool = False
    numbered: bool = False
    for_whom: str = ""
    asks: tuple[shelf.Ask, ...] = ()
    case_for: tuple[str, ...] = ()
    fills: bool = False
    second_reader: bool = False
    capacities: tuple[str, ...] = ()
    for_all: bool = False


def paper_kinds(
    policy: Policy | None = None, *, about_case: bool | None = None, event: Event | None = None
) -> tuple[PaperKind, ...]:
    """The papers that can be asked for, those about a case or those about none; what the procedure owes comes first."""
    owed = policy.owed if policy is not None else ()
    own = {role.id: role.title for role in policy.roles if role.id in ("officer", "chair")} if policy is not None else {}
    stance = choices.chosen(policy, event, "transparency") if policy is not None else ""
    owed = (*owed, transparency.KIND) if stance == "publish" else owed
    advised = (transparency.KIND,) if stance == "consider" else ()
    found = [
        PaperKind(
            id=kind.id, title=kind.title, about=kind.about, formats=kind.formats, needs_case=kind.needs_case,
            owed=kind.id in owed, numbered=kind.id == blank_form.KIND, for_whom=kind.for_whom, asks=kind.asks,
            case_for=kind.case_for,
            readers=tuple(
                Reader(
                    audience=a, title=own.get(a) or _(phrases.AUDIENCE_TITLES[a]), usual_naming=kind.usual_naming(a),
                    may_have_names=kind.named_for is None or a in kind.named_for,
                )
                for a in kind.audiences
            ),
            of_event=kind.of_event, editions=kind.editions, advised=kind.id in advised,
            fills=kind.fills, second_reader=last_look.second_reader(kind.id, policy),
            for_all=kind.needs_case and kind.id in _FOR_ALL,
            capacities=policy.employer_capacities if policy is not None and kind.id == notes_outside.EMPLOYER else (),
        )
        for kind in catalogue.kinds()
        if not kind.made_with and about_case in (None, kind.needs_case) and (policy is None or catalogue.offered(kind, policy))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda kind: not kind.owed))


def whom(desk: Desk, kind: str, case: str, audience: str, *, rests: bool = False) -> tuple[tuple[str, str], ...]:
    """Of whom one is to be chosen for a paper, as id and words for the team; empty where nobody is. Raises ``NotFound``.

    ``rests`` says that it is a paper of the desk which rests on the case.
    """
    whole, made = case_of(desk, case), catalogue.kind(kind)
    if made.for_the_desk:
        found = [part.person for part in whole.participants if part.role == "reported"] if rests else []
    else:
        found = [part.person for part in catalogue.one_of(made, whole, audience or (made.audiences or ("",))[0])]
    people = list({person.id: person for person in found}.values())
    if len(people) < 2:
        return ()
    return tuple((one.id, " · ".join(dict.fromkeys(word for word in (one.name, one.code_name) if word))) for one in people)


def papers_known(desk: Desk, case: str = "") -> tuple[PaperKind, ...]:
    """Every paper, as the procedure of a case or else of the newest event has it. Raises ``NotFound``."""
    return paper_kinds(desk.policy(desk.at(case).case(case).policy_hash if case else desk.event().policy_hash))
