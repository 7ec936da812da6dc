"""Taking a report: from the first words typed to a case in the list."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from cocdesk.model.actions import sealing
from cocdesk.model.desk import Desk, Recorder
from cocdesk.model.errors import FileRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done, Entry, Event, Person, Problem, Role
from cocdesk.model.records.report import Care, ReportDraft
from cocdesk.model.rules import code_names, from_form, intake
from cocdesk.model.rules.masking import names_of
from cocdesk.model.rules.text import clean_record
from cocdesk.model.store import attachments, cases, drafts, entries, events, persons
from cocdesk.model.store.database import Database
from cocdesk.words import _

KIND = "report"


def save_draft(desk: Desk, draft: ReportDraft, *, number: int | None) -> Done[int]:
    """Keep what was typed so far; returns the draft's number. A draft is no entry yet and can be thrown away."""
    saved = desk.keep_draft(number, kind=KIND, body=msgspec.json.encode(clean_record(draft)))
    return Done(value=saved, change=Change(topics=frozenset({"drafts"})))


def discard_draft(desk: Desk, number: int) -> Done[None]:
    """Throw a draft away; asked for by a person, never done by itself."""
    with desk.db.transaction():
        drafts.remove(desk.db, number)
    sealing.give_up(desk)
    return Done(value=None, change=Change(topics=frozenset({"drafts"})))


def take_report(desk: Desk, draft: ReportDraft, *, number: int | None = None) -> Done[str]:
    """File a report: one commit with the case, its persons, care and consent; the draft goes with it.

    Returns the case's id, and the gaps as problems. Raises ``FileRefused`` when nothing is written, a time is impossible, or
    care names what the procedure does not know.
    """
    draft = clean_record(draft)
    draft = msgspec.structs.replace(draft, form_number=from_form.typed_number(draft.form_number) or draft.form_number.strip())
    event = desk.event(draft.event)
    policy = desk.policy(event.policy_hash)
    problems = (*intake.problems(draft, policy, desk.now(), event.zone), *_taken_before(desk, draft.form_number))
    for problem in problems:
        if problem.stops:
            raise FileRefused(_("report"), problem.field, problem.sentence)
    first_acts = _first_acts(draft, policy)
    with desk.transaction() as record:
        parts = _people(record, draft)
        case = _open_case(record, draft, event, policy)
        for body in (*parts, *first_acts):
            record.add(case, body)
        if number is not None:
            for place, (media_type, data) in enumerate(drafts.files(desk.db, number), 1):
                keep_file(record, case, kept_picture(draft.form_number, place, media_type, data), data)
            drafts.remove(desk.db, number)
    change = Change(topics=frozenset({"cases", "persons", "drafts"}), cases=(case,))
    return Done(value=case, change=change, problems=problems)


def kept_picture(form_number: str, place: int, media_type: str, data: bytes) -> e.AttachmentAdded:
    """What is written down about a picture of a paper form; its own file name may name somebody and is not kept."""
    ending = "png" if media_type == "image/png" else "jpg"
    return e.AttachmentAdded(
        attachment=secrets.token_hex(16), name=f"{form_number or 'paper-form'}-{place}.{ending}", media_type=media_type,
        size=len(data), sha256=hashlib.sha256(data).hexdigest(), about=_("The paper form"),
    )  # fmt: skip


def keep_file(record: Recorder, case: str, kept: e.AttachmentAdded, data: bytes) -> None:
    """Put a file's bytes beside a case, and write it down."""
    row = entries.add_subject(record.db, case, "case")
    attachments.add(
        record.db, uuid=kept.attachment, case=row, name=kept.name, media_type=kept.media_type, data=data, sha256=kept.sha256
    )  # fmt: skip
    record.add(case, kept)


def _open_case(record: Recorder, draft: ReportDraft, event: Event, policy: Policy) -> str:
    desk = record.desk
    case = record.new_id()
    report = intake.filed_report(draft)
    if not report.heard_at:
        report = msgspec.structs.replace(report, heard_at=desk.now().isoformat(timespec="seconds"))
    if not report.received_by:
        report = msgspec.structs.replace(report, received_by=desk.vault.member.name)
    record.add(
        case,
        e.Reported(
            code_name=code_names.case_name(desk.pick, _taken(desk, cases.code_names), desk.mark()),
            title=intake.title_of(draft, names_of(just_identified(record.recorded))),
            event=event.id,
            policy=policy.id,
            policy_version=policy.version,
            policy_hash=event.policy_hash,
            report=report,
            form_number=draft.form_number,
            form_answers=draft.form_answers,
        ),
    )
    return case


def just_identified(recorded: Iterable[Entry]) -> list[Person]:
    """Who was identified in a commit that is still being made."""
    found = ((entry.subject, entry.body) for entry in recorded)
    return [
        Person(id=subject, **{f: getattr(body, f) for f in body.__struct_fields__})
        for subject, body in found
        if isinstance(body, e.Identified)
    ]


def _people(record: Recorder, draft: ReportDraft) -> list[e.PersonAdded]:
    """Everybody of the report, with an id and a code name each; returns their parts in the case."""
    parts: list[e.PersonAdded] = []
    given = draft.reporter
    if given is not None and not draft.anonymous and (given.name or given.email or given.phone or given.affected is not None):
        person = add_person(record, e.Identified(code_name="", name=given.name, email=given.email, phone=given.phone))
        parts.append(e.PersonAdded(person=person, role="reporter"))
        if given.affected:
            parts.append(e.PersonAdded(person=person, role="affected"))
    for named in draft.reported:
        if any(getattr(named, field) for field in named.__struct_fields__):
            identity = e.Identified(
                code_name="", name=named.name, email=named.email, affiliation=named.affiliation, badge=named.badge,
                description=named.description,
            )  # fmt: skip
            parts.append(e.PersonAdded(person=add_person(record, identity), role="reported"))
    for other in draft.others:
        if other.name or other.contact or other.description:
            identity = e.Identified(code_name="", name=other.name, contact=other.contact, description=other.description)
            role: Role = other.role
            parts.append(e.PersonAdded(person=add_person(record, identity), role=role))
    return parts


def add_person(record: Recorder, identity: e.Identified) -> str:
    """Someone new: an id and a code name of their own, kept apart from the case. Returns the id."""
    person = record.new_id()
    just_now = {entry.body.code_name for entry in record.recorded if isinstance(entry.body, e.Identified)}
    taken = _taken(record.desk, persons.code_names) | just_now
    code_name = code_names.person_name(record.desk.pick, taken, record.desk.mark())
    record.add(person, msgspec.structs.replace(identity, code_name=code_name))
    return person


def _taken(desk: Desk, names: Callable[[Database], set[str]]) -> set[str]:
    """The code names that are taken, as far as this member can see."""
    return {name for there in desk.everywhere for name in names(there.db)}


def _first_acts(draft: ReportDraft, policy: Policy) -> list[e.CaseBody]:
    """Safety, care and the answer after the pause become entries of their own, so that the checklist sees them."""
    report, care = draft.report, draft.care
    acts: list[e.CaseBody] = []
    known = {offer.id for offer in policy.care}
    for field, offers in (("offered", care.offered), ("accepted", care.accepted)):
        if not known.issuperset(offers):
            raise FileRefused(_("report"), f"care.{field}", _("this procedure has no offer of that name."))
    if report.threat is not None or care.called:
        acts.append(_safety(report.threat, care))
    if care.offered or care.accepted or care.contacts_given or report.needs or care.how_can_i_help or care.friend:
        acts.append(
            e.SupportGiven(
                offered=care.offered,
                given=care.accepted,
                needs=report.needs,
                friend=care.friend,
                how_can_i_help=care.how_can_i_help,
                contacts_given=care.contacts_given,
            )
        )
    if report.consent is not None:
        acts.append(e.Consented(answer=report.consent, whom="reporter", words=report.consent_words))
    return acts


def _safety(threat: bool | None, care: Care) -> e.SafetyChecked:
    # Somebody may be called before anybody knows whether there is danger: not sure is not no.
    answer = "unknown" if threat is None else "yes" if threat else "no"
    words: dict[str, Any] = {"threat": answer, "help_offered": care.help_reporting_offered}
    for field, key, value in (("called", "called", care.called), ("called_on_wish_of", "on_wish_of", care.called_on_wish_of)):
        try:
            msgspec.convert(words := words | {key: value}, e.SafetyChecked)
        except msgspec.ValidationError:
            raise FileRefused(_("report"), f"care.{field}", _("the desk knows no such word there.")) from None
    return msgspec.convert(words, e.SafetyChecked)


def gaps(desk: Desk, draft: ReportDraft) -> tuple[Problem, ...]:
    """What the last step of the guided report says gently."""
    event = desk.event(draft.event)
    found = intake.problems(clean_record(draft), desk.policy(event.policy_hash), desk.now(), event.zone)
    return (*found, *_taken_before(desk, from_form.typed_number(draft.form_number)))


def _taken_before(desk: Desk, form_number: str) -> Iterator[Problem]:
    """That the paper form of a report is a case already: somebody else may have filed it meanwhile."""
    row = next((row for there in desk.everywhere if (row := events.case_of_form(there.db, form_number))), None)
    if row is None or not form_number:
        return
    said = _("Form {number} was taken in before, by somebody else of the team: ask them which case it is.")
    if row not in desk.hidden():
        said = _("Form {number} is the case {code_name} already. Two cases of one form stay two: link them, or close one.")
    yield Problem(field="form_number", sentence=said.format(number=form_number, code_name=desk.row(row).code_name))
