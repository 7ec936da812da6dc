"""What every letter is made of: gaps a person fills in, a greeting, measures in words, and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import choices, standing, telling
from cocdesk.words import _

APPEAL_SETTING = "appeal"
TYPE = 1.08  # a letter is read at arm's length


@dataclass(slots=True)
class Filling:
    """The words somebody gives for what the record cannot say, by key, and the gaps that were met on the way.

    ``capacities`` are those of a report to an employer (H13), in the pack's words.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    capacities: tuple[str, ...] = ()
    gaps: list[b.Gap] = field(default_factory=list)

    def __call__(self, key: str, label: str, known: str = "") -> str:
        """What was given for a gap, else what is known, else the label in brackets."""
        said = self.words.get(key, known).strip()
        if all(gap.id != key for gap in self.gaps):
            self.gaps.append(b.Gap(id=key, label=label, words=said))
        return said or _("[fill in: {what}]").format(what=label)


def letter(
    kind: str, title: str, blocks: tuple[b.Block, ...], file: Redacted, policy: Policy, fill: Filling, *, paper: b.Paper
) -> b.Document:  # fmt: skip
    """A letter of one kind. Its subject says only what it is about: a subject is read over many shoulders."""
    about = _("About the code of conduct at {event}").format(event=file.event.name)
    under = b.Text(text=_("Written under: {policy}.").format(policy=phrases.policy_line(policy)), tone="muted")
    return b.Document(
        kind=kind, title=title, blocks=(*blocks, under), footer=phrases.footer(file.event, code_name=file.case.code_name),
        paper=paper, exercise=file.event.exercise, mail=b.Mail(to=(), subject=about), gaps=tuple(fill.gaps), largest=TYPE,
    )  # fmt: skip


def dated(file: Redacted) -> b.Block:
    """The day, as a letter begins with it."""
    return b.Text(text=phrases.weekday_words(file.made_at, file.event), tone="muted")


def greeting(file: Redacted, role: Role) -> b.Block:
    """By name where it may stand and only one can be meant."""
    names = dict.fromkeys(p.shown for p in file.participants if p.role == role and p.shown != p.person.code_name)
    return b.Text(text=_("Hello {name},").format(name=next(iter(names))) if len(names) == 1 else _("Hello,"))


def signed(file: Redacted) -> b.Block:
    """The team, and how to reach it; no single member stands for a decision."""
    contact = file.event.settings.get("contact", "").strip()
    team = _("Code of Conduct team, {event}").format(event=file.event.name)
    return b.Text(text="\n".join(line for line in (_("Kind regards"), team, contact) if line), close=True)


def reach_us(file: Redacted, fill: Filling) -> str:
    """How to reach the team."""
    return fill("contact", _("how to reach the team"), file.event.settings.get("contact", ""))


def measure(body: e.Decided, file: Redacted, policy: Policy, *, ahead: bool = True) -> str:
    """A measure with its time; ``ahead`` adds what it takes to come back."""
    said = [telling.sanction_title(policy, body.sanction)]
    if body.since.strip():
        said.append(_("from {day}").format(day=phrases.when_words(body.since, file.event)))
    if body.until.strip():
        said.append(_("until {day}").format(day=phrases.when_words(body.until, file.event)))
    words = [phrases.sentence(", ".join(said))]
    if ahead and body.conditions.strip():
        words.append(_("To come back: {words}").format(words=phrases.sentence(body.conditions)))
    return " ".join(words)


def decided(file: Redacted) -> list[e.Decided]:
    """The decisions that stand: none that an appeal took back, and none whose time has run out."""
    return list(standing.decisions(file.case, file.event.zone, file.made_at))


def appeal(file: Redacted, policy: Policy, fill: Filling, named: str = "") -> Iterator[b.Block]:
    """Where they can turn to, and what holds until then (G4, G5)."""
    place = named.strip() or file.event.settings.get(APPEAL_SETTING, "").strip()
    said = []
    if place or policy.appeal.place == "if-there-is-one":
        if not place:
            place = fill("appeal", _("where they can appeal; if there is no such place, how to reach you"))
        turn_to = _("If you want to talk about this decision, or see it otherwise, please turn to: {place}.")
        said.append(turn_to.format(place=place))
        within = choices.period(policy, file.event, "appeal.within")
        if within:
            said.append(_("You have {time} for that.").format(time=choices.period_words(within)))
    else:
        said.append(_("If you have questions, or see it otherwise, you can reach us here: {contact}.").format(
            contact=reach_us(file, fill)
        ))  # fmt: skip
    if policy.appeal.meanwhile == "report-stands":
        said.append(_("The report stands in the meantime, and so does what we ask of you."))
    else:
        said.append(_("What was decided holds in the meantime."))
    yield b.Text(text=" ".join(said))
