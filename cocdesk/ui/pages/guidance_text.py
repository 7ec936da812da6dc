"""A policy pack as sections of short lines, in the order in which somebody at the desk needs them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cocdesk.model.policy.pack import Clock, Guidance, Policy
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One piece of advice: a bold beginning, the text, a grey reason; ``tone`` is the theme's."""

    text: str = ""
    head: str = ""
    more: str = ""
    tone: str = "off"
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its lines; one without lines is not shown."""

    title: str
    lines: tuple[Line, ...]


def sections(policy: Policy) -> list[Section]:
    """Everything a pack has to say to its team."""
    made = (
        Section(title=_("What guides us"), lines=_principles(policy)),
        Section(title=_("When somebody tells you"), lines=_first_talk(policy)),
        Section(title=_("Is everybody safe?"), lines=_safety(policy)),
        Section(title=_("Kindness to offer"), lines=tuple(
            Line(head=offer.title, text=offer.say, more=offer.task, tone="info") for offer in policy.care
        )),
        Section(title=_("Do"), lines=_advice(policy.dos, "ok", "check-circle")),
        Section(title=_("Do not"), lines=_advice(policy.donts, "bad", "prohibit")),
        Section(title=_("Meeting and deciding"), lines=_deciding(policy)),
        Section(title=_("Times"), lines=tuple(_clock(clock) for clock in policy.clocks)),
        Section(title=_("Measures"), lines=_measures(policy)),
        Section(title=_("Impact and risk"), lines=_matrix(policy)),
        Section(title=_("Apologies"), lines=_apology(policy)),
        Section(title=_("Telling others"), lines=_telling(policy)),
        Section(title=_("Keeping and forgetting"), lines=_keeping(policy)),
        Section(title=_("Words we leave alone"), lines=_advice(policy.banished)),
        Section(title=_("Before the event"), lines=tuple(Line(text=p.title, more=p.why) for p in policy.preparation)),
        Section(title=_("Read on"), lines=tuple(Line(head=r.title, more=r.where) for r in policy.reading)),
    )  # fmt: skip
    return [section for section in made if section.lines]


def _lines(*lines: Line) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text)


def _advice(pieces: Iterable[Guidance], tone: str = "off", icon: str = "") -> tuple[Line, ...]:
    return tuple(Line(text=piece.text, more=piece.why, tone=tone, icon=icon) for piece in pieces)


def _principles(policy: Policy) -> tuple[Line, ...]:
    return (
        *_lines(Line(text=policy.principle, tone="info"), Line(text=policy.living_document)),
        *_advice(policy.framing),
    )


def _first_talk(policy: Policy) -> tuple[Line, ...]:
    intake, scripts = policy.intake, policy.scripts
    return _lines(
        Line(head=_("To begin, say"), text=scripts.opening, tone="ok", icon="chat-circle-text"),
        Line(text=intake.private_place),
        Line(text=intake.written_account),
        Line(text=intake.transcribe),
        Line(text=intake.confidential),
        Line(text=intake.reporter_identity),
        Line(head=_("When many saw it, say"), text=scripts.widely_witnessed, tone="ok", icon="chat-circle-text"),
        Line(head=_("When it was private, say"), text=scripts.private, tone="ok", icon="chat-circle-text"),
        Line(head=_("Then pause"), text=scripts.pause),
        Line(text=scripts.reassure, tone="ok", icon="chat-circle-text"),
        Line(text=scripts.thanks, tone="ok", icon="chat-circle-text"),
    )


def _safety(policy: Policy) -> tuple[Line, ...]:
    safety = policy.safety
    return _lines(
        Line(head=_("Ask yourself"), text=safety.threat_question, tone="warn", icon="warning"),
        Line(head=_("If so"), text=safety.threat_do, tone="bad"),
        Line(head=_("If not"), text=safety.otherwise_do, more=safety.why),
        Line(text=safety.help_sentence),
        Line(text=safety.further_reading),
    )


def _deciding(policy: Policy) -> tuple[Line, ...]:
    meeting = policy.meeting
    return (
        *_lines(
            Line(text=policy.team.sentence, more=policy.team.composition),
            Line(text=policy.team.know_sentence),
            Line(head=meeting.title, text=meeting.with_whom, more=meeting.conflict_rule),
        ),
        *(Line(text=question, icon="chat-circle-text") for question in meeting.questions),
        *_lines(Line(text=policy.hearing.sentence), Line(text=policy.judge_sanctions_by)),
    )


def _clock(clock: Clock) -> Line:
    weight = {"must": _("This must be kept."), "aim": _("This is what we aim for."), "ideal": _("This would be ideal.")}[
        clock.weight
    ]
    return Line(text=clock.title, more="  ·  ".join(part for part in (weight, clock.clause) if part), icon="hourglass")


def _measures(policy: Policy) -> tuple[Line, ...]:
    return tuple(Line(head=sanction.title, text=sanction.about, more=sanction.caution) for sanction in policy.sanctions) + tuple(
        Line(text=capacity) for capacity in policy.employer_capacities
    )


def _matrix(policy: Policy) -> tuple[Line, ...]:
    from cocdesk.ui.widgets.matrix_grid import TONES, place_words

    return (
        Line(text=policy.matrix.about),
        *(
            Line(
                head=place_words((cell.risk, cell.impact)), text=cell.response,
                more="  ".join((*cell.examples, cell.caution)).strip(),
                tone=TONES[(cell.risk, cell.impact)],
            )
            for cell in policy.matrix.cells
        ),
    )  # fmt: skip


def _apology(policy: Policy) -> tuple[Line, ...]:
    apology = policy.apology
    return _lines(
        Line(text=apology.sentence, more=apology.why),
        Line(head=_("A good one"), text=apology.good_example, tone="ok", icon="check-circle"),
        Line(head=_("Not this"), text=apology.bad_example, tone="bad", icon="prohibit"),
        Line(text=apology.pressing, tone="warn", icon="warning"),
        Line(text=apology.mediation_sentence),
    )


def _telling(policy: Policy) -> tuple[Line, ...]:
    announcement = policy.announcement
    return (
        *_lines(
            Line(head=_("The reporter"), text=policy.tell_reporter.sentence),
            Line(head=_("Appeal"), text=policy.appeal.sentence),
            Line(head=_("Feedback"), text=policy.feedback.sentence),
            Line(head=_("In public, as a pattern"), text=announcement.template, more=announcement.when),
            Line(text=announcement.anonymous_unless),
        ),
        *_advice(announcement.guidance),
        *(Line(head=up.to, text=up.closing_sentence or up.address) for up in policy.reports_up),
        *_advice(policy.talk),
    )


def _keeping(policy: Policy) -> tuple[Line, ...]:
    retention = policy.retention
    return (
        *(Line(text=rule.sentence) for rule in retention.rules),
        *_lines(
            Line(text=retention.place),
            Line(text=retention.minimise),
            Line(text=retention.access),
            Line(text=retention.access_change),
            Line(text=retention.attendee_sentence),
        ),
    )
