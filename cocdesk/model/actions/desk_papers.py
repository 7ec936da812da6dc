"""Papers about no case, made from the procedure and what the team filled in; a cancelled ticket rests on a decision on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue
from cocdesk.model.documents.blocks import Document, Paper
from cocdesk.model.documents.desk_papers.given import Given
from cocdesk.model.dossier import case_file
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records.case import Event, Person
from cocdesk.model.records.case_file import CaseFile
from cocdesk.model.rules.staying_away import staying_away
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A paper of the desk; ``case`` is the case it rests on, in whose journal it is then written down."""

    document: Document
    event: str
    case: str | None = None
    named: frozenset[str] = frozenset()


def of_desk(
    desk: Desk, kind: catalogue.Kind, *, case: str | None, event: str, words: Mapping[str, str], paper: Paper,
    person: str = "",
) -> Made:  # fmt: skip
    """The paper. Raises ``NotFound``; ``NotAllowed`` for a choice that needs a case, or a case where none belongs.

    ``person`` is the id of whom a cancelled ticket is about, where the case has several people reported.
    """
    where = desk.event(event)
    typed = {key: text for key, text in words.items() if text.strip()}
    _refuse_unknown(kind, typed)
    resting = any(word in kind.case_for for word in typed.values())
    named: frozenset[str] = frozenset()
    if resting:
        whole = _rests_on(desk, case, where)
        meant = _meant(whole, person)
        named = frozenset({meant.id} if meant is not None else ())
        if meant is not None:
            typed = {"name": meant.name, "email": meant.email} | typed
    elif case is not None:
        raise NotAllowed(_("This paper belongs to no case."), kept=_("Nothing was made."), do=_("Leave the case out."))
    team = tuple(member.name for member in desk.vault.members)
    given = Given(policy=desk.policy(where.policy_hash), event=where, team=team, words=typed, paper=paper)
    return Made(document=catalogue.of_desk(kind, given), event=where.id, case=case, named=named)


def _refuse_unknown(kind: catalogue.Kind, typed: Mapping[str, str]) -> None:
    known = [ask.id for ask in kind.asks]
    if any(key not in known for key in typed):
        raise NotAllowed(
            _("This paper does not ask for that."), kept=_("Nothing was made."),
            do=_("It asks for: {words}.").format(words=", ".join(known) or "–"),
        )  # fmt: skip


def _reported(whole: CaseFile) -> dict[str, Person]:
    """Those reported in a case, by id, each once."""
    return {part.person.id: part.person for part in whole.participants if part.role == "reported"}


def _meant(whole: CaseFile, person: str) -> Person | None:
    """Whose ticket it is. No entry says whom of several a decision concerns, so somebody has to."""
    people = _reported(whole)
    if person:
        if person in people:
            return people[person]
    elif len(people) <= 1:
        return next(iter(people.values()), None)
    raise NotAllowed(
        _("Several people are reported in this case, and no entry says whose ticket it is about.")
        if not person else _("That person is not reported in this case."),
        kept=_("Nothing was made."),
        do=_("Say which of them it is: {people}.").format(people=", ".join(one.code_name for one in people.values())),
    )  # fmt: skip


def _rests_on(desk: Desk, case: str | None, event: Event) -> CaseFile:
    """The case with a decision that holds at this event; without one no ticket is cancelled."""
    if case is not None:
        whole = case_file(desk, case)
        if staying_away(whole.case, desk.policy(whole.case.policy_hash), event, desk.now()) is not None:
            return whole
    raise NotAllowed(
        _("A ticket is cancelled only where a decision is on record that covers this event and has not ended."),
        kept=_("Nothing was made."),
        do=_("Choose the case it was decided in, or offer the price of the ticket back."),
    )
