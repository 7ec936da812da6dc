"""``cocdesk record``: any act of the procedure, its words from a file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

import msgspec

from cocdesk.commands.terminal import file_bytes, moment, opened, say, say_aside, say_json
from cocdesk.commands.word_hints import hint_lines
from cocdesk.model.actions import attach, linking, respond
from cocdesk.model.errors import FileRefused, NotFound
from cocdesk.model.queries import outgoing
from cocdesk.model.queries.case_view import CaseView, case_view
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Person, Remark
from cocdesk.model.rules import given_file, intake, record_file, record_keys, report_file
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk

_REPORTED = ("name", "description", "email", "affiliation", "badge")
_OTHER = ("name", "contact", "description")
_REPORTER = ("name", "email", "phone")


def run(args: argparse.Namespace) -> int:
    """Read strictly, then record all of it or nothing."""
    raw, file = file_bytes(args.source, given_file.LARGEST_FILE)
    data = given_file.parse(raw, file)
    record_file.read(args.action, data, file)  # a slip in the file is told before the passphrase is asked for
    with opened(args) as desk:
        case = desk.find_case(args.case)
        desk = desk.at(case)
        event = desk.event(desk.case(case).event)
        written = record_file.read(args.action, data, file, event.zone)
        there = case_view(desk, case)
        people = [(part.role, part.person) for part in there.people]
        body = record_file.meant(written, there.policy, people)
        key, sentence = record_file.problem(body, there.policy)
        if sentence:
            raise FileRefused(file, key, sentence)
        entry = _do(desk, case, body, data, file)
        if not desk.sees(case):
            return _out_of_sight(args, case, entry)
        named = outgoing.check_told(desk, case, body)
        shared = record_file.shared(written, body, people)
        view = case_view(desk, case)
        state = view.case
        told = [remark for remark in view.remarks if remark not in there.remarks]
        left = _left_open(desk, state, entry)
        hints = hint_lines(desk.policy(state.policy_hash), body, state) if args.hints else ()
    if args.json:
        answer = {"case": case, "code_name": state.code_name, "action": args.action, "entry": entry}
        answer |= {"open_steps": [step for step, _title in left], "remarks": [remark.sentence for remark in told]}
        coming = {"stage": state.stage, "next_step": view.next.id if view.next else None, "next_steps": steps_as_json(view)}
        say_json(answer | coming)
    else:
        say(_("Recorded in {code_name}: {action}.").format(code_name=state.code_name, action=args.action))
        if left:
            say(_("Still open: {steps}").format(steps="; ".join(title for _step, title in left)))
        if view.next is not None:
            say(_("Next: {step}").format(step=view.next.title))
    for remark in told:
        say_aside(remark_words(remark))
    form = intake.form_to_complete(state, view.policy) if isinstance(body, e.Closed) else ""
    for line in (*hints, form, shared, named):
        if line:
            say_aside(line)
    return 0


def _out_of_sight(args: argparse.Namespace, case: str, entry: str) -> int:
    """You stepped back just now: nothing more of the case is said."""
    if args.json:
        say_json({"case": case, "action": args.action, "entry": entry, "open_steps": [], "remarks": []})
    else:
        say(_("Recorded. From now on this case is not shown to you."))
    return 0


def remark_words(remark: Remark) -> str:
    """A remark as one line, with the row it follows."""
    return _("{sentence} ({row})").format(sentence=remark.sentence, row=remark.row) if remark.row else remark.sentence


def steps_as_json(view: CaseView) -> list[dict[str, Any]]:
    """The checklist of a case as the contract names its parts."""
    return [
        {"id": s.id, "title": s.title, "state": s.state, "due": moment(s.due, view.event.zone), "who": list(s.who),
         "clause": s.clause}
        for s in view.steps
    ]  # fmt: skip


def _left_open(desk: Desk, state: Case, entry: str) -> list[tuple[str, str]]:
    """The steps a closing left undone, with their titles."""
    body = next((h.body for h in state.happenings if h.entry == entry), None)
    titles = {step.id: step.title for step in desk.policy(state.policy_hash).steps}
    return [(step, titles.get(step, step)) for step in body.open_steps] if isinstance(body, e.Closed) else []


def _do(desk: Desk, case: str, body: msgspec.Struct, data: dict[str, Any], file: str) -> str:
    if isinstance(body, report_file.Amendment):
        return _amend(desk, case, body, data, file)
    if isinstance(body, record_file.Attach):
        # As it was written: the name on the disk may be composed in another way than text in the vault is.
        content, name = file_bytes(str(data["path"]), attach.LARGEST)
        return attach.attach(desk, case, name=name, data=content, about=body.about).value
    if isinstance(body, record_file.AddPerson):
        values = msgspec.structs.asdict(body)
        role, words = values.pop("role"), values.pop("words")
        return respond.add_person(desk, case, role, e.Identified(code_name="", **values), words=words).value
    if isinstance(body, e.Struck):
        return respond.strike(desk, case, _entry(desk, case, body.entry), why=body.why).value
    if isinstance(body, e.Linked):
        return linking.link(desk, case, body.other, body.how, body.words).value
    return respond.record(desk, case, body).value  # type: ignore[arg-type]


def _entry(desk: Desk, case: str, beginning: str) -> str:
    """The entry whose id begins so."""
    found = [entry.id for entry in desk.entries_of(case) if len(beginning) >= 6 and entry.id.startswith(beginning.lower())]
    if len(found) != 1:
        raise NotFound(
            _("There is no such entry in this case."), kept=_("Nothing was recorded."), do=_("“cocdesk show” prints them.")
        )
    return found[0]


def _amend(desk: Desk, case: str, body: report_file.Amendment, data: dict[str, Any], file: str) -> str:
    """Only keys that stand in the file change. Persons are told in the order ``show`` lists them; further ones are added."""
    for fixed in ("event", "form_number"):
        if fixed in data:
            raise FileRefused(file, fixed, _("a case keeps the one it was filed with."))
    plain = msgspec.to_builtins(body)
    persons = ("reporter", "reported", "others")
    changes = {key: plain.get(key) for key in data if key not in ("why", "title", *persons)}
    if not changes and not any(key in data for key in ("title", *persons)):
        raise FileRefused(file, "", _("it names nothing to correct."))
    if isinstance(changes.get("heard_at"), str):
        zone = desk.event(desk.case(case).event).zone
        changes["heard_at"] = report_file.with_offset(str(changes["heard_at"]), zone)
    people: list[respond.PersonGiven] = []
    if body.reporter is not None:
        people.append(_person(desk, case, 0, ("reporter",), body.reporter, _REPORTER, "reporter"))
    for index, reported in enumerate(body.reported):
        people.append(_person(desk, case, index, ("reported",), reported, _REPORTED, "reported"))
    for index, other in enumerate(body.others):
        people.append(_person(desk, case, index, ("witness", "support", "affected", "other"), other, _OTHER, other.role))
    return respond.correct(desk, case, changes, title=body.title, persons=people, why=body.why).value


def _person(
    desk: Desk, case: str, index: int, roles: tuple[str, ...], given: msgspec.Struct, fields: tuple[str, ...], role: str
) -> respond.PersonGiven:
    """The person at this place of the list with what is corrected, or somebody more."""
    said = {field: getattr(given, field) for field in fields if getattr(given, field)}
    parts = desk.case(case).parts
    reporters = {part.person for part in parts if part.role == "reporter"}
    there = [p.person for p in parts if p.role in roles and not (p.role == "affected" and p.person in reporters)]
    if index >= len(there):
        return respond.PersonGiven(role=role, identity=e.Identified(code_name="", **said))
    known: Person = next(person for person in respond.people(desk) if person.id == there[index])
    before = {field: getattr(known, field) for field in e.Identified.__struct_fields__}
    return respond.PersonGiven(person=known.id, identity=e.Identified(**(before | said)))


def help_text() -> str:
    """Every act with its keys, made from the entries themselves."""
    lines = [_("The acts, and the keys of their files: what each asks for, and what is written there."), ""]
    for action in record_file.ACTIONS:
        lines.append(f"{action}: {_(record_file.ABOUT[action])}")
        if action != "amend":
            for key, needed, what in record_file.keys_of(action):
                asked = _(record_keys.asks_for(action, key))
                lines.append(f"    {key}: {asked} – {what}{_(' (needed)') if needed else ''}")
    return "\n".join(lines)
