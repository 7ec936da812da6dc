"""The filled incident form: everything the record holds of one case, in the order of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.course import Row, course, told
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Participant, Redacted
from cocdesk.model.records.report import Report
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.words import _

KIND = "incident-form"
_BESIDE_PICTURE = 400  # letters of a reason that stays on the page of its picture


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4") -> b.Document:
    """The form of one case, for those who handle it; what was never asked or needed is left out."""
    code = file.case.code_name
    parts = (
        record(file, policy),
        # Before the history, which may run over pages: signatures do not stand on a last page of their own.
        _signatures(),
        _history(file),
    )
    return b.Document(
        kind=KIND,
        title=_("Incident form {case}").format(case=code),
        blocks=tuple(block for part in parts for block in part),
        footer=phrases.footer(file.event, code_name=code),
        paper=paper,
        exercise=file.event.exercise,
        notice=phrases.notice(file.audience, file.naming),
    )


def record(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """What is known, who is in it, what was done for whom, and what comes next."""
    yield b.Facts(rows=tuple(_header(file, policy)))
    yield from _items(file, policy)
    yield from _people(file)
    yield from _care(file, policy)
    yield from _answer(file)
    yield from _assessment(file, policy)
    yield from course(file, policy)
    yield from _next_steps(file)


def history(file: Redacted) -> Iterator[b.Block]:
    """Every entry, in its order."""
    yield from _history(file)


def people(file: Redacted) -> Iterator[b.Block]:
    """Everybody the reader is told of."""
    yield from _people(file)


def value(field: str, file: Redacted) -> str:
    """One answer of the report in words, empty when there is none."""
    return _value(field, file)


def _header(file: Redacted, policy: Policy) -> Iterator[Row]:
    case, report, zone = file.case, file.case.report, file.event.zone
    yield _("Case"), case.code_name
    yield _("Event"), file.event.name
    yield _("Stage"), _(phrases.STAGES[case.stage])
    yield _("Reported"), moment_words(case.received_at, zone)
    yield _("Taken by"), file.received_by
    if report.channel:
        yield _("How it reached us"), _(telling.CHANNELS[report.channel])
    if report.transcribed is not None:
        yield _("Words"), _("written down by the team from what was said") if report.transcribed else _("the reporter’s own text")
    if report.language:
        yield _("Language"), report.language
    if case.form_number:
        yield _("Paper form"), case.form_number
    if file.due is not None:
        yield _("Act by"), moment_words(file.due, zone)
    yield _("Procedure"), phrases.policy_line(policy)
    yield _("This paper made"), moment_words(file.made_at, zone)


def _items(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    """The five items first, in the procedure's words; then what else was told."""
    report = file.case.report
    core = [(item.title, _value(item.field, file), item.field) for item in policy.items if item.core]
    yield b.Heading(text=_("What was reported"))
    yield from told((title, value or _missing(report, field)) for title, value, field in core)
    rest: list[Row] = [(item.title, item.field) for item in policy.items if not item.core]
    named = {item.field for item in policy.items} | _told_elsewhere(file)
    rest = [(title, field) for title, field in rest if field not in _told_elsewhere(file)]
    rest += [(_(telling.FIELDS[field]).capitalize(), field) for field in _FURTHER if field not in named]
    more = [(title, _value(field, file) or (_not_offered() if field in report.not_offered else "")) for title, field in rest]
    yield from told((title, value) for title, value in more if value)


def _told_elsewhere(file: Redacted) -> set[str]:
    """Answers that stand under safety and care already."""
    kinds = {type(h.body) for h in file.case.happenings}
    return {field for field, kind in (("threat", e.SafetyChecked), ("needs", e.SupportGiven)) if kind in kinds}


# What the record may hold beyond the items a procedure names, in reading order.
_FURTHER = (
    "what", "place", "ongoing", "impact", "witnessed", "threat", "safety_concern", "needs", "contact_wish", "share_identity",
    "policy_section", "public_link",
)  # fmt: skip


def _not_offered() -> str:
    return _("asked, and not offered")


def _missing(report: Report, field: str) -> str:
    return _not_offered() if field in report.not_offered else _("not known so far")


def _value(field: str, file: Redacted) -> str:
    report = file.case.report
    match field:
        case "reported":
            return "\n".join(_described(p) for p in file.participants if p.role == "reported")
        case "others":
            elsewhere = {p.person.id for p in file.participants if p.role in ("reported", "reporter")}
            others = (p for p in file.participants if p.person.id not in elsewhere)
            return "\n".join(f"{_described(p)} ({_(telling.ROLES[p.role])})" for p in others)
        case "happened":
            return phrases.when_words(report.happened, file.event)
        case "ongoing":
            return _(telling.ANSWERS[report.ongoing]) if report.ongoing else ""
        case "witnessed":
            return _(telling.WITNESSED[report.witnessed]) if report.witnessed else ""
        case "needs":
            return ", ".join(_(phrases.NEEDS[need]) for need in report.needs)
        case "contact_wish":
            return _(phrases.CONTACT_WISHES[report.contact_wish]) if report.contact_wish else ""
        case "threat" | "share_identity":
            answer = getattr(report, field)
            return "" if answer is None else (_("yes") if answer else _("no"))
        case _:
            return str(getattr(report, field)).strip()


def _described(part: Participant) -> str:
    about = [part.person.description, part.person.affiliation]
    return " – ".join(text for text in (part.shown, *about) if text.strip())


def _people(file: Redacted) -> Iterator[b.Block]:
    """Everybody once, with all their parts."""
    if not file.participants:
        return
    yield b.Heading(text=_("People"))
    named = file.naming == "named"
    header: tuple[str, ...] = (_("Name") if named else _("Code name"), _("Part"), _("What is known"))
    found: dict[str, list[Participant]] = {}
    for part in file.participants:
        found.setdefault(part.person.id, []).append(part)
    rows: tuple[tuple[str, ...], ...] = tuple(
        (_shown(parts[0], named), ", ".join(_(telling.ROLES[part.role]) for part in parts), _known(parts))
        for parts in found.values()
    )
    widths: tuple[float, ...] = (3, 2, 5)
    if not any(known for _name, _part, known in rows):
        header, rows, widths = header[:2], tuple(row[:2] for row in rows), (3, 7)
    yield b.Table(header=header, rows=rows, widths=widths)


def _shown(part: Participant, named: bool) -> str:
    return f"{part.shown} ({part.person.code_name})" if named and part.shown != part.person.code_name else part.shown


def _known(parts: Sequence[Participant]) -> str:
    person = parts[0].person
    words = dict.fromkeys(part.words for part in parts)
    also = _("also known as {names}").format(names=", ".join(person.aliases)) if person.aliases else ""
    badge = _("badge {badge}").format(badge=person.badge) if person.badge else ""
    known = (*words, person.description, person.affiliation, badge, also, person.email, person.phone, person.contact)
    return " · ".join(text for text in known if text.strip())


def _care(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    rows: list[Row] = []
    titles = {offer.id: offer.title for offer in policy.care}
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.SafetyChecked):
            rows.append((_("Safety"), telling.tell(body, policy, {})))
        elif isinstance(body, e.SupportGiven):
            rows += [
                (_("Offered"), ", ".join(titles.get(offer, offer) for offer in body.offered)),
                (_("Wanted"), ", ".join(titles.get(offer, offer) for offer in body.given)),
                (_("Needed"), ", ".join(_(phrases.NEEDS[need]) for need in body.needs)),
                (_("Wished beside them"), body.friend),
                (_("What would help"), body.how_can_i_help),
                (_("Emergency contacts"), _("handed over") if body.contacts_given else ""),
                (_("Also"), body.words),
            ]
    rows = [row for row in rows if row[1].strip()]
    if rows:
        yield b.Heading(text=_("Safety and care"))
        yield from told(rows)


def _answer(file: Redacted) -> Iterator[b.Block]:
    """What came back after the pause, and every later answer about passing something on."""
    report = file.case.report
    rows: list[Row] = []
    if report.consent:
        rows.append((_("After the pause"), _with_words(_(telling.ANSWERS[report.consent]), report.consent_words)))
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.Consented) and (body.what or body.to_whom or body.answer != report.consent):
            about = _("{what} to {whom}").format(what=body.what, whom=body.to_whom) if body.what and body.to_whom else body.what
            rows.append((about or body.to_whom or _("Later"), _with_words(_(telling.ANSWERS[body.answer]), body.words)))
    if rows:
        yield b.Heading(text=_("The reporter’s answer"))
        yield from told(rows)


def _with_words(answer: str, words: str) -> str:
    return f"{answer} – “{words.strip()}”" if words.strip() else answer


def _assessment(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    case = file.case
    if case.risk is None or case.impact is None:
        return
    yield b.Heading(text=_("Assessment"))
    captions = tuple((cell.risk, cell.impact, cell.response) for cell in policy.matrix.cells)
    picture = b.MatrixPicture(captions=captions, cell=(case.risk, case.impact))
    reasons = [h.body.why for h in case.happenings if isinstance(h.body, e.Assessed)][-1:]
    said = tuple(b.Text(text=phrases.sentence(why)) for why in reasons if why.strip())
    if sum(len(text.text) for text in said) <= _BESIDE_PICTURE:
        yield b.KeepTogether(blocks=(picture, *said))
    else:
        yield picture
        yield from said


def _next_steps(file: Redacted) -> Iterator[b.Block]:
    wanted = [step for step in file.steps if step.state != "not-needed"]
    if not wanted or file.case.stage == "closed":
        return
    yield b.Heading(text=_("Next steps"))
    yield b.Checks(items=tuple((phrases.step_words(step, file.event), step.state == "done") for step in wanted))


def _history(file: Redacted) -> Iterator[b.Block]:
    if not file.timeline:
        return
    yield b.Heading(text=_("History"))
    rows = []
    for line in file.timeline:
        words = f"{line.title}: {line.text}" if line.text else line.title
        if line.struck:
            words = _("STRUCK ({why}) – {words}").format(why=line.struck_why or _("no reason given"), words=words)
        rows.append((moment_words(line.at, file.event.zone), line.by, words))
    yield b.Table(header=(_("When"), _("Who"), _("What")), rows=tuple(rows), widths=(2.4, 1.8, 6))


def _signatures() -> Iterator[b.Block]:
    yield b.KeepTogether(
        blocks=(
            b.Heading(text=_("Signatures")),
            b.Blank(label=_("Report taken by – name, date, signature")),
            b.Blank(label=_("For the team – name, date, signature")),
        )
    )
