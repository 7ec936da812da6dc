"""The team's meeting about one case on paper: what is on the table before it, and the minutes after it (F1–F15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.course import Row, decision_rows, told
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Happening
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import meeting as rule
from cocdesk.model.rules import standing, telling
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.rules.text import capital
from cocdesk.words import _, ngettext

KIND = "meeting"
_LINES = 3


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4") -> b.Document:
    """The agenda while nobody has met; afterwards the minutes of every meeting, and what the next one has to look at."""
    met = [place for place, h in enumerate(file.case.happenings) if isinstance(h.body, e.Met)]
    blocks: list[b.Block] = []
    if not met:
        blocks += _agenda(file, policy)
        title = _("Meeting about {case}: agenda")
    else:
        for number, start in enumerate(met):
            end = met[number + 1] if number + 1 < len(met) else len(file.case.happenings)
            many = len(met) > 1
            heading = _("Meeting {number}").format(number=number + 1) if many else _("The meeting")
            blocks += _minutes(heading, file.case.happenings[start], file.case.happenings[start + 1 : end], file, policy)
        blocks += _around(file, policy)
        blocks += _still_open(file)
        blocks.append(_signed())
        title = _("Meeting about {case}: minutes")
    return b.Document(
        kind=KIND, title=title.format(case=file.case.code_name), blocks=tuple(blocks),
        footer=phrases.footer(file.event, policy, code_name=file.case.code_name),
        paper=paper, exercise=file.event.exercise, notice=_notice(file),
    )  # fmt: skip


def _notice(file: Redacted) -> str:
    """Who may have it, and that the people of the case stay code names in either way of making it."""
    if file.naming == "code-names":
        return phrases.notice(file.audience, file.naming)
    reader = phrases.reader(file.audience)
    return " ".join((reader, _("It names the team; the people of the case stay code names."), phrases.care()))


def _agenda(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    yield b.Facts(rows=tuple(_table_facts(file)))
    yield b.Heading(text=_("Who should be there"))
    yield b.Text(text=policy.meeting.with_whom)
    yield b.Text(text=" ".join(text for text in (policy.team.sentence, policy.team.composition, policy.team.vote) if text))
    missing = _lacking(file, policy)
    if missing:
        yield b.Callout(title=_("Look at this first"), text=missing)
    yield b.Blank(label=_("There"), lines=1)
    yield from _outside(file, policy)
    yield b.Heading(text=_("What is on the table"))
    yield from _on_the_table(file, policy)
    yield b.Heading(text=_("The questions"))
    for place, question in enumerate(policy.meeting.questions, 1):
        yield b.KeepTogether(
            blocks=(b.Blank(label=f"{place}. {question}", lines=_LINES, hint=_heard_hint(file) if place == 1 else ""),)
        )
    yield from _to_decide(file, policy)
    yield from _steps(file)
    yield b.Heading(text=_("Before you part"))
    yield b.Checks(
        items=(
            (_("Each decision has somebody who does it, and a time."), False),
            (policy.judge_sanctions_by or _("Does this make people as safe as they need to be?"), False),
            (_("Who tells whom, and when, is settled."), False),
            (_("Nobody who is not needed has learned of it."), False),
        )
    )


def _lacking(file: Redacted, policy: Policy) -> str:
    """What those who can open the vault, or stand in, lack to decide; whoever stepped back is named further down."""
    away = rule.recused(file.case)
    there = (*file.responsible, *rule.substitutes(file.case))
    staying = [name for name in there if not any(rule.same_name(name, one) for one in away)]
    return " ".join(rule.lacking(staying, file.case, policy)) if staying else ""


def _table_facts(file: Redacted) -> Iterator[Row]:
    yield _("Case"), file.case.code_name
    yield _("Reported"), moment_words(file.case.received_at, file.event.zone)
    if file.due is not None:
        yield _("Act by"), moment_words(file.due, file.event.zone)
    yield _("Stage"), _(phrases.STAGES[file.case.stage])
    yield _("This paper made"), moment_words(file.made_at, file.event.zone)


def _outside(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """Who stays outside: parts and code names, and members who stepped back, without a word on why."""
    yield b.Heading(text=_("Who stays outside"))
    lines: list[str] = []
    for role in policy.meeting.excluded:
        codes = [part.person.code_name for part in file.participants if part.role == role]
        title = capital(_(telling.ROLES[role]))
        lines.append(_("{part}: {codes}").format(part=title, codes=phrases.both(codes)) if codes else title)
    lines += [_("{member} {how}").format(member=body.member, how=_(telling.STEPPED_BACK[body.kind])) for body in _recused(file)]
    yield b.Bullets(items=tuple(lines))
    widely = policy.meeting.widely_witnessed_exception and file.case.report.witnessed == "widely"
    said = [policy.meeting.conflict_rule]
    if widely:
        said.append(_("Many people saw it: an exception is possible. Write the reason into the minutes."))
    if any(said):
        yield b.Text(text=" ".join(text for text in said if text), tone="muted")


def _recused(file: Redacted) -> list[e.Recused]:
    """Those who stepped back, once each."""
    found = {h.body.member: h.body for h in file.case.happenings if isinstance(h.body, e.Recused)}
    return list(found.values())


def _on_the_table(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    report = file.case.report
    rows = [
        (_("What was done"), report.behaviour or report.what),
        (_("When"), phrases.when_words(report.happened, file.event)),
        (_("Where"), report.place),
        (_("What it did to the person affected"), report.impact),
        (_("Around it"), report.circumstances),
        (_("Still going on"), _(telling.ANSWERS[report.ongoing]) if report.ongoing else ""),
        (_("Who saw it"), _(telling.WITNESSED[report.witnessed]) if report.witnessed else ""),
        (_("Worries about what may follow"), report.safety_concern),
        (_("The reporter’s answer"), _(telling.ANSWERS[report.consent]) if report.consent else ""),
        (_("People"), _people(file)),
        (_("Linked cases"), phrases.linked(file)),
    ]
    yield from told(row for row in rows if row[1].strip())
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.Heard):
            yield b.Text(text=_("How the person reported sees it"), tone="strong")
            heard = ((_("Heard by"), body.by), (_("When"), phrases.when_words(body.at, file.event)), (_("In short"), body.words))
            yield from told(row for row in heard if row[1].strip())
    yield from _assessment(file, policy)


def _people(file: Redacted) -> str:
    """Everybody in the case by code name and part, each person once."""
    found: dict[str, list[str]] = {}
    for part in file.participants:
        found.setdefault(part.person.code_name, []).append(_(telling.ROLES[part.role]))
    return "\n".join(f"{code_name} – {', '.join(parts)}" for code_name, parts in found.items())


def _assessment(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """Where the case stands on the matrix, or the questions that place it."""
    case = file.case
    if case.risk is not None and case.impact is not None:
        captions = tuple((cell.risk, cell.impact, cell.response) for cell in policy.matrix.cells)
        yield b.Text(text=_("Assessment"), tone="strong")
        yield b.MatrixPicture(captions=captions, cell=(case.risk, case.impact))
        why = next((h.body.why for h in reversed(case.happenings) if isinstance(h.body, e.Assessed)), "")
        if why.strip():
            yield b.Text(text=phrases.sentence(why))
    elif policy.matrix.questions:
        yield b.Text(text=_("Not yet assessed. These questions help:"), tone="strong")
        yield b.Bullets(items=tuple(question.ask for question in policy.matrix.questions))


def _to_decide(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """The decisions that wait: now and later apart (F10), with the measures the procedure knows."""
    yield b.Heading(text=_("What is to be decided"))
    earlier = standing.decisions(file.case, file.event.zone, file.made_at)
    if earlier:
        yield b.Text(text=_("Decided so far: {list}.").format(
            list=", ".join(telling.sanction_title(policy, body.sanction) for body in earlier)
        ))  # fmt: skip
    yield b.KeepTogether(blocks=(
        b.Blank(label=_("Right now – what, who, from when until when"), lines=_LINES),
        b.Blank(label=_("Later on – what, who, until when"), lines=_LINES),
    ))  # fmt: skip
    measures = [sanction.title for sanction in policy.sanctions]
    yield b.Text(text=_("Measures the procedure knows: {list}.").format(list="; ".join(measures)), tone="muted")
    agree = [role.title for role in policy.roles if role.id in policy.agrees]
    if agree:
        yield b.Text(text=_("Before anything is done, this role has to agree: {roles}.").format(roles=phrases.both(agree)))


def _steps(file: Redacted) -> Iterator[b.Block]:
    wanted = [step for step in file.steps if step.state in ("next", "waiting") and not step.optional]
    if not wanted or file.case.stage == "closed":
        return
    yield b.Heading(text=_("Next steps"))
    yield b.Checks(items=tuple((phrases.step_words(step, file.event), False) for step in wanted))


def _minutes(
    heading: str, meeting: Happening, after: Iterable[Happening], file: Redacted, policy: Policy
) -> Iterator[b.Block]:  # fmt: skip
    """One meeting, and the decisions, votes and agreements written down until the next."""
    body = meeting.body
    assert isinstance(body, e.Met)
    yield b.Heading(text=heading)
    rows = [
        (_("When"), phrases.when_words(body.at, file.event) or moment_words(meeting.at, file.event.zone)),
        (_("Until"), phrases.when_words(body.ended, file.event)),
        (_("There"), ", ".join(body.attendees)),
        (_("Somebody of the case was there, because"), body.exception),
        (_("Stepped back"), "; ".join(f"{r.member} ({_(telling.STEPPED_BACK[r.kind])})" for r in _recused(file))),
    ]
    yield from told(row for row in rows if row[1].strip())
    yield b.Text(text=_("The questions"), tone="strong")
    asked = phrases.answered(body, policy, file.event)
    yield from told((question, answer.strip() or _("left open")) for question, answer in asked)
    if body.minutes.strip():
        yield b.Text(text=_("Minutes"), tone="strong")
        yield b.Text(text=body.minutes.strip())
    for happening in after:
        if isinstance(happening.body, e.Decided):
            yield from _decision(happening.body, file, policy)
        elif isinstance(happening.body, e.Agreed):
            yield b.Facts(rows=((_("Agreement"), telling.tell(happening.body, policy, {})),))


def _decision(body: e.Decided, file: Redacted, policy: Policy) -> Iterator[b.Block]:
    yield b.Text(text=_("Decided: {measure}").format(measure=telling.sanction_title(policy, body.sanction)), tone="strong")
    yield from told(row for row in decision_rows(body, file) if row[1].strip())


def _around(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """Decided before the first meeting, by one alone or in a hurry: it belongs into the minutes too."""
    first = next(place for place, h in enumerate(file.case.happenings) if isinstance(h.body, e.Met))
    earlier = [h.body for h in file.case.happenings[:first] if isinstance(h.body, e.Decided)]
    if earlier:
        yield b.Heading(text=_("Decided before the meeting"))
        for body in earlier:
            yield from _decision(body, file, policy)
    if file.case.risk is not None:
        yield b.Heading(text=_("Where the case stands"))
        yield from _assessment(file, policy)


def _still_open(file: Redacted) -> Iterator[b.Block]:
    if file.case.stage == "closed":
        return
    waiting = [step for step in file.steps if step.state in ("next", "waiting") and not step.optional]
    if not waiting:
        return
    yield b.Heading(text=_("Still to do"))
    count = ngettext("{count} step of the procedure is open.", "{count} steps of the procedure are open.", len(waiting))
    yield b.Text(text=count.format(count=len(waiting)), tone="muted")
    yield b.Checks(items=tuple((phrases.step_words(step, file.event), False) for step in waiting))


def _signed() -> b.Block:
    return b.KeepTogether(blocks=(b.Blank(label=_("Minutes read and agreed – name, date")), b.Blank(label=_("Name, date"))))


def _heard_hint(file: Redacted) -> str:
    if any(isinstance(h.body, e.Heard) for h in file.case.happenings):
        return _("Whoever heard the person reported brings in their side now.")
    return ""
