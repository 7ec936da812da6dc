"""Acts in a case: each adds one entry, and says no with a sentence where the procedure does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from cocdesk.model.actions.report import add_person as new_person
from cocdesk.model.actions.report import just_identified
from cocdesk.model.desk import Desk, Recorder
from cocdesk.model.errors import FileRefused, NotAllowed, NotFound
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Change, Done, Entry, Person, Role
from cocdesk.model.records.report import Report
from cocdesk.model.rules import acting, intake, procedure
from cocdesk.model.rules.masking import mask, names_of
from cocdesk.model.rules.telling import ROLES
from cocdesk.model.rules.text import clean, one_line
from cocdesk.model.rules.timeline import apply_changes
from cocdesk.model.store import drafts, entries
from cocdesk.model.store import persons as persons_room
from cocdesk.words import _

_SOMEBODY = "0" * 32


class PersonGiven(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as a correction tells them: ``person`` is the id of one the vault knows; empty adds ``role`` to the case."""

    identity: e.Identified
    role: str = "other"
    person: str = ""
    words: str = ""


def record(desk: Desk, case: str, body: e.CaseBody, *, draft: int | None = None) -> Done[str]:
    """Add one entry to a case; returns its id. Raises ``NotAllowed`` when the procedure refuses, with the reason.

    Here and below, ``draft`` is the half-written act it came of: it goes in the same commit. Titles are kept without names,
    a closing keeps what it leaves open, and a link, or the strike of one, is written into both cases.
    """
    state = desk.case(case)
    if isinstance(body, e.Closed):
        body = closing(desk, state, body)
    may(desk, state, body)
    other = _other_side(desk, state, body)
    with desk.transaction() as recorder:
        if isinstance(body, e.Retitled):
            body = _titled(desk, state, body.title, ())
        entry = recorder.add(case, body)
        for there, back in other:
            recorder.add(there, back)
        _written(desk, draft)
    touched = (case, *(there for there, _back in other))
    return Done(value=entry.id, change=Change(topics=frozenset({"cases"}), cases=touched))


def closing(desk: Desk, state: Case, body: e.Closed) -> e.Closed:
    """The closing with the steps it leaves open, as they are at this moment."""
    left = procedure.open_steps(state, desk.policy(state.policy_hash), desk.event(state.event))
    return msgspec.structs.replace(body, open_steps=tuple(step.id for step in left))


def may(desk: Desk, state: Case, body: e.CaseBody) -> None:
    """Nothing when the act may be done now; else ``NotAllowed`` with the reason."""
    desk.require_sight(state.id)
    people = persons_room.of_ids(desk.db, [part.person for part in state.parts]) if isinstance(body, e.Met) else {}
    known = _that_case(desk, body.other) if isinstance(body, e.Linked) else None
    refusal = acting.refusal(state, body, desk.policy(state.policy_hash), people, known)
    if refusal:
        raise NotAllowed(refusal, kept=_("Nothing was recorded."))


def _that_case(desk: Desk, case: str) -> frozenset[str]:
    """The id itself when the vault has such a case, else nothing."""
    try:
        return frozenset({desk.at(case).case(case).id})
    except NotFound:
        return frozenset()


def _other_side(desk: Desk, state: Case, body: e.CaseBody) -> list[tuple[str, e.CaseBody]]:
    """What the other case is told when a link is made or struck: case and entry; nothing where it says so already.

    Nothing of a sealed case is written anywhere else, not even that it is there.
    """
    if isinstance(body, e.Linked):
        if desk.at(body.other) is not desk:
            _refuse_pointing_at_sealed(desk, body.other)
            return []
        there = desk.case(body.other)
        if _links(there, state.id, body.how):
            return []
        return [(there.id, e.Linked(other=state.id, how=body.how, words=body.words))]
    if isinstance(body, e.Struck):
        struck = next((h.body for h in state.happenings if h.entry == body.entry), None)
        if isinstance(struck, e.Linked) and desk.at(struck.other) is desk and _that_case(desk, struck.other):
            there = desk.case(struck.other)
            return [(there.id, e.Struck(entry=entry, why=body.why)) for entry in _links(there, state.id, struck.how)]
    return []


def _refuse_pointing_at_sealed(desk: Desk, other: str) -> None:
    if desk.at(other).room is not None:
        raise NotAllowed(
            _("The other case is sealed, and what stands here is read by others too."),
            kept=_("Nothing was recorded."),
            do=_("Link them from a case that the same people, or fewer, can open; the link then stands there alone.")
            if desk.room is None
            else _("Note in words that they belong together, where both may be read."),
        )


def _links(state: Case, other: str, how: str) -> list[str]:
    """The entries by which a case is linked to another in this way."""
    return [h.entry for h in state.happenings if isinstance(h.body, e.Linked) and (h.body.other, h.body.how) == (other, how)]


def _titled(desk: Desk, state: Case, title: str, recorded: Iterable[Entry]) -> e.Retitled:
    """A title on one line, without the names of anybody who was ever in the case."""
    once = {happening.body.person for happening in state.happenings if isinstance(happening.body, e.PersonAdded)}
    known = [*persons_room.of_ids(desk.db, sorted(once)).values(), *just_identified(recorded)]
    return e.Retitled(title=one_line(mask(clean(title), names_of(known))))


def _written(desk: Desk, draft: int | None) -> None:
    if draft is not None:
        drafts.remove(desk.db, draft)


def amend(desk: Desk, case: str, changes: dict[str, object], *, why: str = "", draft: int | None = None) -> Done[str]:
    """Correct or complete the report; what stood before stays in the history. Unchanged keys are left out."""
    return correct(desk, case, changes, why=why, draft=draft)


def correct(
    desk: Desk, case: str, changes: dict[str, object], *, title: str = "", persons: Sequence[PersonGiven] = (), why: str = "",
    draft: int | None = None,
) -> Done[str]:  # fmt: skip
    """Correct the report, who people are and the title, all of it in one commit or nothing; returns the newest entry's id.

    What is not different is left out; raises ``NotAllowed`` when nothing is, ``FileRefused`` for keys and times that cannot be.
    """
    state = desk.case(case)
    changed = _changed(desk, state, changes)
    if changed:
        may(desk, state, e.Amended(changes=changed, why=why))
    known = _known(desk, [given.person for given in persons if given.person])
    told = [given for given in persons if not given.person or _differs(given.identity, known[given.person])]
    for given in told:
        if not given.person:
            may(desk, state, e.PersonAdded(person=_SOMEBODY, role=_role(given.role)))
    if title:
        may(desk, state, e.Retitled(title=title))
    if not (changed or told or title):
        raise NotAllowed(_("Nothing is different from what stands there."), kept=_("Nothing was recorded."))
    touched = {case}
    with desk.transaction() as recorder:
        if changed:
            recorder.add(case, e.Amended(changes=changed, why=why))
        for given in told:
            if given.person:
                touched.update(_identify(recorder, known[given.person], given.identity))
            else:
                _add(recorder, case, given)
        if title:
            recorder.add(case, _titled(desk, state, title, recorder.recorded))
        _written(desk, draft)
    topics: frozenset[Literal["cases", "persons"]] = frozenset({"cases", "persons"} if told else {"cases"})
    return Done(value=recorder.recorded[-1].id, change=Change(topics=topics, cases=tuple(sorted(touched))))


def _changed(desk: Desk, state: Case, changes: dict[str, object]) -> dict[str, object]:
    """The keys that are different, once all of them are known to fit."""
    unknown = sorted(set(changes) - set(Report.__struct_fields__))
    if unknown:
        raise FileRefused(_("correction"), unknown[0], _("a report has no such key."))
    try:
        wanted = apply_changes(state.report, changes)
    except msgspec.ValidationError as fault:
        raise FileRefused(_("correction"), "", str(fault)) from fault
    plain, before = msgspec.to_builtins(wanted), msgspec.to_builtins(state.report)
    changed = {key: plain.get(key) for key in changes if plain.get(key) != before.get(key)}
    if "heard_at" in changed:
        for problem in intake.time_problems(wanted, desk.now(), desk.event(state.event).zone):
            if problem.stops:
                raise FileRefused(_("correction"), problem.field, problem.sentence)
    return changed


def strike(desk: Desk, case: str, entry: str, *, why: str, draft: int | None = None) -> Done[str]:
    """Take back an entry by a later one; it stays visible as struck, with the reason."""
    return record(desk, case, e.Struck(entry=entry, why=why), draft=draft)


def identify(desk: Desk, person: str, identity: e.Identified, *, draft: int | None = None) -> Done[str]:
    """Correct who somebody is; the newest identification counts and older ones stay in the person's journal."""
    known = _known(desk, [person])[person]
    with desk.transaction() as recorder:
        touched = _identify(recorder, known, identity)
        entry = recorder.recorded[-1]
        _written(desk, draft)
    return Done(value=entry.id, change=Change(topics=frozenset({"cases", "persons"}), cases=tuple(touched)))


def _known(desk: Desk, wanted: Sequence[str]) -> dict[str, Person]:
    found = persons_room.of_ids(desk.db, wanted)
    if not set(wanted) <= set(found):
        raise NotAllowed(_("There is no such person in this vault."), kept=_("Nothing was recorded."))
    return found


def _identify(recorder: Recorder, known: Person, identity: e.Identified) -> list[str]:
    """Record it under the code name they have; returns the cases they are in."""
    recorder.add(known.id, msgspec.structs.replace(identity, code_name=known.code_name))
    return persons_room.cases_of(recorder.db, entries.row_of(recorder.db, known.id) or 0)


def _differs(identity: e.Identified, known: Person) -> bool:
    return any(getattr(identity, f) != getattr(known, f) for f in identity.__struct_fields__ if f != "code_name")


def add_person(
    desk: Desk, case: str, role: str, identity: e.Identified, *, words: str = "", draft: int | None = None
) -> Done[str]:
    """Someone more has a part in the case; returns the person's id. Raises ``NotAllowed`` for a part there is not."""
    given = PersonGiven(identity=identity, role=role, words=words)
    may(desk, desk.case(case), e.PersonAdded(person=_SOMEBODY, role=_role(role)))
    with desk.transaction() as recorder:
        person = _add(recorder, case, given)
        _written(desk, draft)
    return Done(value=person, change=Change(topics=frozenset({"cases", "persons"}), cases=(case,)))


def _add(recorder: Recorder, case: str, given: PersonGiven) -> str:
    person = new_person(recorder, given.identity)
    recorder.add(case, e.PersonAdded(person=person, role=_role(given.role), words=given.words))
    return person


def _role(role: str) -> Role:
    if role not in ROLES:
        raise NotAllowed(_("There is no such part in a case."), kept=_("Nothing was recorded."))
    found: Role = role  # type: ignore[assignment]
    return found


def people(desk: Desk) -> list[Person]:
    """Everybody the vault knows."""
    return [person for there in desk.everywhere for person in persons_room.every(there.db)]
