"""Where a case did not keep its procedure: each broken rule as a sentence, so that none is broken in silence.

What happened can always be written down; here it is compared with what the pack asks. A pure function of the folded case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, Happening, Person, Remark
from cocdesk.model.rules import choices, consent, meeting, order, paper_trail, too_close
from cocdesk.model.rules.clockwork import add_period, twice_or_never
from cocdesk.model.rules.no_such_time import TIMES, no_such_time
from cocdesk.model.rules.order import span
from cocdesk.model.rules.text import searchable
from cocdesk.words import _

_SLACK = timedelta(minutes=5)
# What may well lie before the report: a warning on the spot, and what one person did at once.
_MAY_BE_EARLIER = (e.Warned,)


class Looking:
    """What every check is given."""

    def __init__(
        self, case: Case, policy: Policy, people: Mapping[str, Person], event: Event | None, now: datetime | None
    ) -> None:
        self.case = case
        self.policy = policy
        self.people = people
        self.event = event
        self.zone_name = event.zone if event is not None else "UTC"
        self.now = now or case.updated_at
        # Most entries of a long case are notes, which no check asks for: a form asks all of this at each letter typed.
        self.by_kind: dict[type, list[tuple[int, Happening]]] = {}
        for place, happening in enumerate(case.happenings):
            self.by_kind.setdefault(type(happening.body), []).append((place, happening))

    def of(self, kinds: Iterable[type]) -> list[tuple[int, Happening]]:
        """The entries of these kinds with their places, in order."""
        return sorted((found for kind in kinds for found in self.by_kind.get(kind, ())), key=lambda found: found[0])

    def timed(self) -> Iterator[Happening]:
        """The entries in which a time can be written."""
        wanted = [kind for kind in self.by_kind if not TIMES.isdisjoint(kind.__struct_fields__)]  # type: ignore[attr-defined]
        return (happening for _place, happening in self.of(wanted))


def remarks(
    case: Case, policy: Policy, people: Mapping[str, Person], *, event: Event | None = None, now: datetime | None = None
) -> tuple[Remark, ...]:
    """Every rule this case did not keep, in the order of its entries; none twice.

    ``people`` are those of the case by id. ``event`` gives the zone of times written without one, and what its team chose.
    Without ``now`` the newest entry's moment counts as now.
    """
    looking = Looking(case, policy, people, event, now)
    found = [remark for check in _CHECKS for remark in check(looking)]
    places = {happening.entry: place for place, happening in enumerate(case.happenings)}
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: places.get(remark.entry, len(places))))


def _of(looking: Looking, *kinds: type) -> Iterator[tuple[int, Happening]]:
    return iter(looking.of(kinds))


def _deciders(looking: Looking, place: int) -> tuple[str, ...]:
    """Who took a decision: those it names, else those of the last meeting before it."""
    body = looking.case.happenings[place].body
    assert isinstance(body, e.Decided)
    if body.deciders:
        return body.deciders
    earlier = (h.body for h in reversed(looking.case.happenings[:place]))
    return next((met.attendees for met in earlier if isinstance(met, e.Met)), ())


def _numbers(looking: Looking) -> Iterator[Remark]:
    """Too few, or an even number; who stepped back is spoken of by name elsewhere, here only the numbers count."""
    away = meeting.away(looking.case)
    for place, happening in _of(looking, e.Decided):
        body = happening.body
        assert isinstance(body, e.Decided)
        if body.urgent and order.acts_alone(looking.policy):
            continue
        deciders = _deciders(looking, place)
        staying = [name for name in deciders if searchable(name) not in away] if deciders else deciders
        missing = meeting.numbers(staying, {}, looking.policy)
        if missing:
            why = _("The team wrote down why it decided all the same.") if body.despite.strip() else ""
            yield Remark(
                sentence=" ".join(part for part in (_("This was decided."), *missing[:1], why) if part),
                entry=happening.entry,
                row="X8" if not looking.policy.team.odd else "A3",
            )


def _stepped_back(looking: Looking) -> Iterator[Remark]:
    places: dict[str, int] = {}
    for place, happening in _of(looking, e.Recused):
        assert isinstance(happening.body, e.Recused)
        places.setdefault(searchable(happening.body.member), place)
    away = meeting.away(looking.case)
    for place, happening in _of(looking, e.Met, e.Decided):
        body = happening.body
        there = body.attendees if isinstance(body, e.Met) else body.deciders if isinstance(body, e.Decided) else ()
        for name in meeting.people_among(there):
            folded = searchable(name)
            if folded not in away or (isinstance(body, e.Met) and away[folded][1] == "soft"):
                continue
            yield Remark(
                sentence=_recused_sentence(name, isinstance(body, e.Met), later=places[away[folded][0]] > place),
                entry=happening.entry,
                row="F5",
            )


def _recused_sentence(name: str, met: bool, *, later: bool) -> str:
    if met and later:
        said = _("{name} was at this meeting, and stepped back from the case later. Look whether it should be held again.")
    elif met:
        said = _("{name} was at this meeting after stepping back from the case.")
    elif later:
        said = _("{name} took part in this decision, and stepped back later. Look at it again without them.")
    else:
        said = _("{name} took part in this decision after stepping back. Look at it again without them.")
    return said.format(name=name)


def _substitutes(looking: Looking) -> Iterator[Remark]:
    away = meeting.away(looking.case)
    for _place, happening in _of(looking, e.Substituted):
        assert isinstance(happening.body, e.Substituted)
        name = happening.body.member
        if searchable(name) in away:
            sentence = _("{name} stands in for somebody, and has stepped back from this case.").format(name=name)
            yield Remark(sentence=sentence, entry=happening.entry, row="X7")


def _of_the_case(looking: Looking) -> Iterator[Remark]:
    parts = {"reporter": _("The reporter ({code_name})"), "reported": _("The person reported ({code_name})")}
    roles = looking.policy.meeting.excluded
    for _place, happening in _of(looking, e.Met, e.Decided):
        body = happening.body
        there = body.attendees if isinstance(body, e.Met) else body.deciders if isinstance(body, e.Decided) else ()
        reason = body.exception if isinstance(body, e.Met) else ""
        if reason.strip() and meeting.exception_possible(looking.case, looking.policy):
            continue
        for role, person in meeting.in_the_room(there, looking.case, looking.people, roles):
            who = parts[role].format(code_name=person.code_name)
            said = _("{who} was at the meeting.") if isinstance(body, e.Met) else _("{who} is among those who decided.")
            yield Remark(sentence=said.format(who=who), entry=happening.entry, row="F4" if reason else "F3")
        if "reported" not in roles:
            for _role, person in meeting.in_the_room(there, looking.case, looking.people, ("reported",)):
                yield Remark(sentence=_left_to_you(person.code_name), entry=happening.entry, row="F3")


def _left_to_you(code_name: str) -> str:
    """For procedures that do not say who stays out of the room."""
    return _(
        "The person reported ({code_name}) took part in this. The procedure does not speak of it: ask yourselves whether "
        "everybody could speak freely, and look at it again without them."
    ).format(code_name=code_name)


def _grants(looking: Looking) -> Iterator[Remark]:
    asked = {
        s.id for s in (*looking.policy.sanctions, *looking.policy.further_sanctions) if s.needs_grant_condition
    }  # fmt: skip
    for _place, happening in _of(looking, e.Decided):
        assert isinstance(happening.body, e.Decided)
        if happening.body.sanction in asked and happening.body.grant_condition != "yes":
            sentence = _(
                "A grant can only be asked back if keeping the code of conduct was a condition of it from the start. "
                "It is not written down that it was."
            )
            yield Remark(sentence=sentence, entry=happening.entry, row="A15")


def _fallen(looking: Looking) -> Iterator[Remark]:
    """A measure although the team found that the report does not stand (F15)."""
    for _place, happening in _of(looking, e.Decided):
        if getattr(happening.body, "stands", "") == "no" and getattr(happening.body, "sanction", "none") != "none":
            said = _("A measure was decided although the report does not stand. Please look at it again.")
            asked = _("This is a measure, and the report is said not to stand. Please look at both again.")
            yield Remark(sentence=said if happening.entry else asked, entry=happening.entry, row="F15")


def _safe_enough(looking: Looking) -> Iterator[Remark]:
    decided = [happening for _place, happening in _of(looking, e.Decided)]
    if decided and looking.policy.judge_sanctions_by and getattr(decided[-1].body, "safe_enough", "") == "no":
        sentence = _("The team does not find that this gives the safety needed. Decide what else would.")
        yield Remark(sentence=sentence, entry=decided[-1].entry, row="F14")


def _closings(looking: Looking) -> Iterator[Remark]:
    """The window asks why before it closes; the terminal writes down what happened, and says so here."""
    for _place, happening in _of(looking, e.Closed):
        body = happening.body
        assert isinstance(body, e.Closed)
        if body.open_steps and not body.why.strip():
            titles = {step.id: step.title for step in looking.policy.steps}
            undone = "; ".join(titles.get(step, step) for step in body.open_steps)
            sentence = _("The case was closed while this was still open: {steps}. It is not written down why.")
            yield Remark(sentence=sentence.format(steps=undone), entry=happening.entry, row="F16")


def _urgent(looking: Looking) -> Iterator[Remark]:
    """What one person did alone is told the team within the pack's time (X9)."""
    within = choices.period(looking.policy, looking.event, "urgent.report_within")
    if within is None:
        return
    reports = [
        span(getattr(h.body, "at", ""), h.at, looking.zone_name)
        for _place, h in _of(looking, e.Met, e.Told)
        if isinstance(h.body, e.Met) or getattr(h.body, "about", "") == "urgent-action"
    ]
    for _place, happening in _of(looking, e.Acted, e.Decided):
        if not getattr(happening.body, "urgent", False):
            continue
        first, last = span(getattr(happening.body, "at", ""), happening.at, looking.zone_name)
        due = add_period(last, within)
        in_time = any(reported[1] >= first and reported[0] <= due for reported in reports)
        if not in_time and (looking.now > due or looking.case.stage == "closed"):
            sentence = _("Somebody acted alone because it could not wait. The team was not told of it in the time agreed.")
            yield Remark(sentence=sentence, entry=happening.entry, row="X9")


def _appeals(looking: Looking) -> Iterator[Remark]:
    by_others = choices.agreed(looking.policy, looking.event, "appeal.by_others")
    within = choices.period(looking.policy, looking.event, "appeal.within")
    deciders = {searchable(name) for place, _h in _of(looking, e.Decided) for name in _deciders(looking, place)}
    told: datetime | None = None
    for happening in looking.case.happenings:
        body = happening.body
        if isinstance(body, e.Told) and body.whom == "reported" and order.tells_outcome(body):
            told = span(body.at, happening.at, looking.zone_name)[1]
        if not isinstance(body, e.Appealed):
            continue
        both = [name for name in meeting.people_among(body.heard_by) if searchable(name) in deciders]
        if by_others and both:
            sentence = _("An appeal is heard by others than those who decided. {names} did both.").format(names=", ".join(both))
            yield Remark(sentence=sentence, entry=happening.entry, row="X57")
        made = span(body.at, happening.at, looking.zone_name)[0]
        if within and told is not None and not body.answer and made > add_period(told, within):
            yield Remark(
                sentence=_("This appeal came after the time there is for it. You may hear it all the same."),
                entry=happening.entry,
                row="X57",
            )


def _pressed(looking: Looking) -> Iterator[Remark]:
    linked = any(getattr(h.body, "how", "") == "pressed-apology" for _place, h in _of(looking, e.Linked))
    if linked or not looking.policy.apology.pressing:
        return
    for _place, happening in _of(looking, e.ApologyOffered):
        if getattr(happening.body, "answer", "") == "pressed":
            sentence = _("Pressing an apology on somebody can be a new breach. Take a report of it, and link it to this case.")
            yield Remark(sentence=sentence, entry=happening.entry, row="I4")


def _announced(looking: Looking) -> Iterator[Remark]:
    """Only the roles the pack names announce, where it says only they do (L9); a bare name cannot be checked."""
    rule = looking.policy.announcement
    if not rule.only_by:
        return
    roles = {role.id: role for role in looking.policy.roles}
    may = _(" or ").join(roles[role].title for role in rule.by if role in roles)
    for _place, happening in _of(looking, e.Announced):
        said = set(searchable(getattr(happening.body, "by", "")).split())
        meant = {role.id for role in roles.values() if any(_names(said, word) for word in (role.id, role.title))}
        if said and (not meant or meant & set(rule.by)):
            continue
        if not happening.entry:
            sentence = _("In this procedure, announcing is for: {roles}.")
        elif not said:
            sentence = _("It is not written down who announced this. Here it is for: {roles}.")
        else:
            sentence = _("This was announced by somebody else than the procedure names. Here it is for: {roles}.")
        yield Remark(sentence=sentence.format(roles=may), entry=happening.entry, row="L9")


def _names(said: set[str], word: str) -> bool:
    sought = set(searchable(word).split())
    return bool(sought) and sought <= said


def _times(looking: Looking) -> Iterator[Remark]:
    received = looking.case.received_at.astimezone(UTC)
    for happening in looking.timed():
        body = happening.body
        at = getattr(body, "at", "")
        first, last = span(at, happening.at, looking.zone_name)
        early = isinstance(body, _MAY_BE_EARLIER) or getattr(body, "urgent", False)
        if order.is_moment(at):
            if last < received - _SLACK and not early:
                yield _time(happening, _("The time written here lies before the report was made. Please check it."))
            if first > happening.at + _SLACK:
                was = _("The time written here was still to come when it was written down. Please check it.")
                is_ = _("The time written here is still to come. Please check it.")
                yield _time(happening, was if happening.entry else is_)
        for begin, end in (("since", "until"), ("at", "ended"), ("since", "review")):
            yield from _turned(looking, happening, getattr(body, begin, ""), getattr(body, end, ""))
        by = getattr(body, "by", "") if isinstance(body, e.Decided) else ""
        for field in (by, getattr(body, "until", "")):
            if isinstance(field, str) and order.is_moment(field) and _last(looking, field) < received - _SLACK:
                yield _time(happening, _("A time set here was over before the report was made. Please check it."))


def _no_such_time(looking: Looking) -> Iterator[Remark]:
    """A day that is in no calendar, or an hour the change of the clocks leaves out: kept as it was typed, and asked about."""
    for happening in looking.timed():
        for field in TIMES.intersection(happening.body.__struct_fields__):
            text = getattr(happening.body, field, "")
            if not isinstance(text, str) or not text.strip():
                continue
            if no_such_time(text):
                sentence = _("No calendar or clock has the time written here. Please check it, and write it as 2026-05-24 18:30.")
                yield _time(happening, sentence)
            elif (moments := twice_or_never(text, looking.zone_name)) and moments[0] > moments[1]:
                yield _time(happening, _("The clocks were put forward over the time written here. Please check it."))


def _turned(looking: Looking, happening: Happening, begin: str, end: str) -> Iterator[Remark]:
    if order.is_moment(begin) and order.is_moment(end) and _last(looking, end) < span(begin, happening.at, looking.zone_name)[0]:
        yield _time(happening, _("The end written here lies before the beginning. Please check both."))


def _last(looking: Looking, text: str) -> datetime:
    return span(text, looking.now, looking.zone_name)[1]


def _time(happening: Happening, sentence: str) -> Remark:
    return Remark(sentence=sentence, entry=happening.entry, row="F1" if isinstance(happening.body, e.Met) else "E1")


def _orders(looking: Looking) -> Iterator[Remark]:
    return order.broken(looking.case, looking.policy, looking.zone_name)


def _passed_on(looking: Looking) -> Iterator[Remark]:
    return iter(consent.remarks(looking.case, looking.policy))


def _too_close(looking: Looking) -> Iterator[Remark]:
    return too_close.remarks(looking.case, looking.people, looking.event)


def _compared(looking: Looking) -> Iterator[Remark]:
    return paper_trail.remarks(looking.case)


_CHECKS: tuple[Callable[[Looking], Iterator[Remark]], ...] = (
    _orders, _numbers, _stepped_back, _substitutes, _of_the_case, _grants, _fallen, _safe_enough, _urgent, _appeals, _pressed,
    _announced, _times, _no_such_time, _passed_on, _too_close, _closings, _compared,
)  # fmt: skip
