"""What a form is made from and what it is: the case and its law in, an entry out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from cocdesk.model.policy.pack import Guidance, Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Event, Happening, NextStep, Person, Remark
from cocdesk.model.rules import meeting, remarks, telling
from cocdesk.model.rules.clockwork import zone
from cocdesk.model.rules.text import capital, searchable
from cocdesk.ui.forms.fields import Field, Options, Values
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a form is made from: the case, its law, its event, who writes and when; ``whom`` an act concerns, if anyone.

    ``people`` are the parts in the case as "person:role" with their words, ``persons`` who they are by id; ``members`` the
    names of everybody who can open the vault; ``cases`` the other cases by id, in words; ``steps`` the checklist;
    ``earlier`` how earlier cases like this one were decided, in sentences without anybody in them.
    """

    case: Case
    policy: Policy
    event: Event
    member: str
    now: datetime
    whom: str = ""
    people: Options = ()
    persons: Mapping[str, Person] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    cases: Options = ()
    steps: tuple[NextStep, ...] = ()
    earlier: tuple[str, ...] = ()
    _known: dict[str, tuple[e.CaseBody | None, tuple[Remark, ...]]] = field(default_factory=dict, compare=False, repr=False)
    """What was last worked out of the procedure's remarks: several fields ask for the same at each letter that is typed."""

    def here(self) -> str:
        """The moment at the event, as a person would type it."""
        return self.now.astimezone(zone(self.event.zone)).strftime("%Y-%m-%d %H:%M")

    def team(self) -> tuple[str, ...]:
        """Who may sit down about this case: members and substitutes, without those who stepped back from it."""
        known = dict.fromkeys((*(self.members or (self.member,)), *meeting.substitutes(self.case)))
        away = meeting.away(self.case, known)
        return tuple(name for name in known if searchable(name) not in away)

    def present(self) -> tuple[str, ...]:
        """Who writes, if they may sit down about this case."""
        return tuple(name for name in self.team() if meeting.same_name(name, self.member))

    def happened(self, kind: type[e.Body]) -> tuple[e.CaseBody, ...]:
        """Everything of a kind that counts in the case, oldest first."""
        return tuple(h.body for h in self.case.happenings if isinstance(h.body, kind))

    def said_of(self, body: e.CaseBody) -> tuple[str, ...]:
        """What the procedure would remark once this were written down, that it does not remark already."""
        before = {remark.sentence for remark in self._remarks()}
        found = self._remarks(body)
        return tuple(dict.fromkeys(remark.sentence for remark in found if remark.sentence not in before))

    def numbers_of(self, body: e.Decided) -> frozenset[str]:
        """What the procedure would remark of the numbers and the people of a decision alone."""
        rows = ("X8", "A3")
        return frozenset(remark.sentence for remark in self._remarks(body) if not remark.entry and remark.row in rows)

    def _with(self, body: e.CaseBody) -> Case:
        written = Happening(entry="", at=self.now, by="", body=body)
        return msgspec.structs.replace(self.case, happenings=(*self.case.happenings, written))

    def _remarks(self, body: e.CaseBody | None = None) -> tuple[Remark, ...]:
        """The remarks on the case as it stands, or as it would with one entry more."""
        place = "before" if body is None else "after"
        known = self._known.get(place)
        if known is None or known[0] != body:
            case = self.case if body is None else self._with(body)
            known = body, remarks.remarks(case, self.policy, self.persons, event=self.event, now=self.now)
            self._known[place] = known
        return known[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """A form: its words, its fields, the guidance beside it, and what its values become.

    ``needs`` are keys that must be answered, ``asks`` the sentence for each. ``then`` names a wish that a tick of that key
    stands for once the act is recorded (such as "report").
    """

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Values], e.CaseBody]
    hint: str = ""
    save: str = ""
    needs: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    asks: Mapping[str, str] = field(default_factory=dict)
    then: str = ""


def made(kind: type[e.Body], *, but: Sequence[str] = ()) -> Callable[[Values], e.CaseBody]:
    """Turns values of the same names into an entry body; the keys in ``but`` are not part of it."""

    def make(values: Values) -> e.CaseBody:
        plain = {key: value for key, value in values.items() if key not in but}
        return msgspec.convert({"type": telling.kind_of(kind), **plain}, kind)  # type: ignore[return-value]

    return make


def remarked(now: Situation, make: Callable[[Values], e.CaseBody]) -> Field:
    """What the procedure says to the answers so far, while they are given."""

    def says(values: Values) -> Sequence[str]:
        try:
            return now.said_of(make(values))
        except msgspec.ValidationError:
            return ()

    return Field(key="remarked", kind="saying", tone="warn", says=says)


def texts(*parts: str) -> tuple[str, ...]:
    """Only what is there."""
    return tuple(part for part in parts if part)


def about_apologies(policy: Policy) -> str:
    """What the procedure says to whoever might ask for an apology; one that is a measure is spoken of where it is chosen."""
    return policy.apology.sentence if policy.apology.stance != "in-matrix" else ""


def feedback(policy: Policy) -> str:
    """What is said of feedback whenever somebody is told something; what holds for announcements alone is said there."""
    return policy.feedback.sentence if policy.feedback.offered != "contact-in-announcement" else ""


def advice(rows: tuple[Guidance, ...]) -> tuple[str, ...]:
    """Pieces of advice as sentences, each with its reason."""
    return tuple(" ".join(texts(row.text, row.why)) for row in rows)


def when(now: Situation, label: str = "", *, key: str = "at", value: str | None = None) -> Field:
    """A time, as people write it."""
    return Field(key=key, label=label or _("When"), value=now.here() if value is None else value, half=True)


def words_field(label: str = "", hint: str = "", *, key: str = "words", start: str = "", lines: int = 3) -> Field:
    """A field for a few sentences."""
    return Field(key=key, label=label or _("In a few words"), kind="text", hint=hint, start=start, lines=lines)


def chooser(now: Situation, key: str, label: str, *, hint: str = "", who: Sequence[str] | None = None) -> Field:
    """A choice of people: the team to tick, and room for other names."""
    chosen = now.present() if who is None else tuple(who)
    return Field(key=key, label=label, kind="people", hint=hint, value=chosen, options=tuple((n, n) for n in now.team()))


def yes_no_unknown() -> Options:
    """Three answers."""
    return (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Unknown")))


def parts_options() -> Options:
    """Whose answer it is."""
    return (("reporter", _("The reporter")), ("affected", _("The person affected")), ("reported", _("The person reported")))


def channel_options() -> Options:
    """How somebody was spoken to."""
    wanted = ("in-person", "phone", "email", "written", "online")
    return tuple((key, capital(_(telling.CHANNELS[key]))) for key in wanted)


def manner_options() -> Options:
    """How the person reported took it, as seen from outside (F13)."""
    return (
        ("sorry", _("Sorry")), ("embarrassed", _("Embarrassed")), ("calm", _("Calm")), ("surprised", _("Surprised")),
        ("defensive", _("Defending themselves")), ("blaming-others", _("Speaking of others’ part in it")), ("angry", _("Angry")),
    )  # fmt: skip


def decisions(case: Case) -> tuple[e.Decided, ...]:
    """What was decided so far, the newest last."""
    return tuple(h.body for h in case.happenings if isinstance(h.body, e.Decided))


def decided(case: Case) -> list[str]:
    """The sanctions decided so far, the newest last."""
    return [body.sanction for body in decisions(case)]
