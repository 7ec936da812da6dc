"""Every paper the program can make, for whom, and in which form: only what really works stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from msgspec.structs import replace

from cocdesk.model.documents import (
    acknowledgement_list,
    after_words,
    announcement,
    blank_form,
    case_file,
    dsf_email,
    evaluation_notes,
    incident_form,
    letters,
    meeting,
    notes_outside,
    officer_summary,
    recovery_sheet,
    register,
    talk_sheet,
    transparency,
)
from cocdesk.model.documents.blocks import Document, Paper
from cocdesk.model.documents.desk_papers import shelf
from cocdesk.model.documents.desk_papers.given import Given
from cocdesk.model.documents.kind import Format, Kind
from cocdesk.model.documents.letter_kinds import of_one_case
from cocdesk.model.documents.letter_parts import Filling
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Audience, CaseFile, Naming, Participant
from cocdesk.model.records.event_file import EDITIONS, EventFile, Publishing
from cocdesk.model.rules.event_redaction import for_event_audience
from cocdesk.model.rules.redaction import for_audience
from cocdesk.words import N_, _

__all__ = ["Format", "Kind", "apart", "caution", "check", "kind", "kinds", "of_case", "of_event", "offered", "one_of"]

_PERSONS: frozenset[Role] = frozenset({"reporter", "affected", "reported", "witness", "support", "other"})
_THEMSELVES: dict[str, Role] = {"reporter": "reporter", "reported": "reported"}
_BUILDERS: dict[str, Callable[..., Document]] = {
    incident_form.KIND: incident_form.build,
    dsf_email.KIND: dsf_email.build,
    meeting.KIND: meeting.build,
    talk_sheet.KIND: talk_sheet.build,
    case_file.KIND: case_file.build,
    letters.WARNING: letters.warning,
    letters.ACTION: letters.action,
    letters.APPEAL: letters.appeal_answer,
    after_words.OUTCOME: after_words.outcome,
    after_words.FEEDBACK: after_words.feedback,
    notes_outside.EMPLOYER: notes_outside.employer,
    notes_outside.VENUE: notes_outside.venue,
    notes_outside.TEAM: notes_outside.team,
    announcement.KIND: announcement.build,
}
_OF_EVENTS: dict[str, Callable[..., Document]] = {
    register.KIND: register.build,
    transparency.KIND: transparency.build,
    acknowledgement_list.KIND: acknowledgement_list.build,
    officer_summary.KIND: officer_summary.build,
    evaluation_notes.KIND: evaluation_notes.build,
}


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order people look for them."""
    return (
        Kind(
            id=blank_form.KIND,
            _about=N_("Two pages to fill in by hand, each form with a number of its own."),
            formats=("pdf",),
            needs_case=False,
        ),
        Kind(
            id=incident_form.KIND,
            _about=N_("Everything the record holds of one case, to read, sign and file."),
            formats=("pdf", "txt"),
            namings={"team": "named", "chair": "named", "officer": "named"},
        ),
        Kind(
            id=meeting.KIND,
            _about=N_("Before the team meets: what is on the table, with room to write. Afterwards: the minutes."),
            formats=("pdf", "txt"),
            namings={"team": "named", "chair": "named", "officer": "named"},
            covered=_PERSONS,
        ),
        Kind(
            id=talk_sheet.KIND,
            _about=N_("How to prepare the talk with the person reported, what to say, and what to leave unsaid."),
            formats=("pdf", "txt"),
            namings={"team": "code-names", "chair": "code-names"},
            seen_as="reported",
        ),
        Kind(
            id=dsf_email.KIND,
            _about=N_("When, where, what happened and what came of it, as a draft for your own mail program, as PDF or as text."),
            formats=("eml", "pdf", "txt"),
            namings={"dsf": "code-names"},
        ),
        *of_one_case(),
        *_after_the_event(),
        *_for_the_desk(),
        Kind(
            id=recovery_sheet.KIND,
            _about=N_("The key that opens the vault when every passphrase is lost. Made together with the key."),
            formats=("pdf",),
            needs_case=False,
            made_with="key",
        ),
    )


def kind(wanted: str) -> Kind:
    """A kind by its id. Raises ``NotFound``."""
    for found in kinds():
        if found.id == wanted:
            return found
    known = ", ".join(found.id for found in kinds())
    raise NotFound(_("There is no paper of that kind."), do=_("These exist: {kinds}.").format(kinds=known))


def offered(wanted: Kind, policy: Policy) -> bool:
    """Whether a procedure knows of such a paper at all: a report to an employer only where it names the capacities (H13)."""
    return wanted.id != notes_outside.EMPLOYER or (policy.employer_report == "may" and bool(policy.employer_capacities))


def one_of(wanted: Kind, file: CaseFile, audience: str) -> tuple[Participant, ...]:
    """Those of whom this paper goes to one, or is about one, where several have the part; empty where nobody is to choose.

    Until one is chosen, each of them stays a code name.
    """
    reader = wanted.seen_as or audience
    role = _THEMSELVES.get(reader, wanted.to_one if reader != "public" else None)
    found = {part.person.id: part for part in file.participants if part.role == role}
    return tuple(found.values()) if len(found) > 1 else ()


def apart(wanted: Kind, file: CaseFile, audience: str, person: str) -> frozenset[str]:
    """The ids of those who have the same part as ``person`` and are nobody's business here."""
    return frozenset(part.person.id for part in one_of(wanted, file, audience)) - {person}


def of_case(
    wanted: Kind, file: CaseFile, policy: Policy, *, audience: Audience, naming: Naming, paper: Paper = "A4",
    fill: Filling | None = None, person: str = "",
) -> Document:  # fmt: skip
    """A paper about one case, cut down to what its reader may see before anything of it is built. ``check`` comes first.

    ``fill`` holds what somebody gave for the gaps of a letter, ``person`` the id of the one it is for where ``one_of`` gives
    several. Raises ``NotAllowed`` where the procedure knows no such paper, or for somebody who is none of them.
    """
    if not offered(wanted, policy):
        raise NotAllowed(_("This procedure knows no report to an employer."), kept=_("Nothing was made."))
    among = frozenset(part.person.id for part in one_of(wanted, file, audience))
    if person and person not in among:
        raise NotAllowed(_("There is nobody to choose for this paper, or not this person."), kept=_("Nothing was made."))
    seen = for_audience(
        file, wanted.seen_as or audience, naming, cover=wanted.covered, among=among, person=person,
        measures=bool({"decision", "sanctions"} & set(policy.tell_reporter.what)),
    )  # fmt: skip
    if wanted.id == after_words.FEEDBACK:
        return _BUILDERS[wanted.id](seen, policy, paper=paper, fill=fill, reader=audience)
    if wanted.fills:
        return _BUILDERS[wanted.id](seen, policy, paper=paper, fill=fill)
    if wanted.seen_as is not None:
        return _BUILDERS[wanted.id](seen, policy, paper=paper, reader=audience)
    return _BUILDERS[wanted.id](seen, policy, paper=paper)


def of_event(
    wanted: Kind, file: EventFile, policies: Mapping[str, Policy], *, audience: Audience, naming: Naming, paper: Paper = "A4",
    wishes: Publishing | None = None,
) -> Document:  # fmt: skip
    """A paper about a whole event, each of its cases cut down to what the reader may see first. ``check`` comes first."""
    seen = for_event_audience(file, wanted.seen_as or audience, naming)
    return _OF_EVENTS[wanted.id](replace(seen, audience=audience), policies, paper=paper, wishes=wishes)


def check(wanted: Kind, *, audience: str, naming: str, format: str, has_case: bool) -> None:
    """Whether a paper may be made so. Raises ``NotAllowed`` with the reason."""
    kept = _("Nothing was made.")
    if wanted.made_with:
        raise NotAllowed(
            _("A recovery sheet can only be made together with its key."),
            kept=kept,
            do=_("Make a new recovery key, and print its sheet."),
        )
    if format not in wanted.formats:
        formats = ", ".join(wanted.formats)
        raise NotAllowed(
            _("This paper is not made in that format."), kept=kept, do=_("Choose one of: {formats}.").format(formats=formats)
        )
    if wanted.needs_case and not has_case:
        raise NotAllowed(_("This paper is about one case."), kept=kept, do=_("Say which case."))
    if not wanted.needs_case and has_case:
        raise NotAllowed(_("This paper belongs to no case."), kept=kept, do=_("Leave the case out."))
    if wanted.audiences and audience not in wanted.audiences:
        readers = ", ".join(wanted.audiences)
        raise NotAllowed(
            _("This paper is not made for that reader."), kept=kept, do=_("It is for: {readers}.").format(readers=readers)
        )
    if naming == "named" and wanted.named_for is not None and audience not in wanted.named_for:
        raise NotAllowed(_("This reader gets this paper without names."), kept=kept, do=_("Make it with code names only."))
    if naming not in ("named", "code-names"):
        raise NotAllowed(_("A paper is made with names or with code names only."), kept=kept)


_FEW: frozenset[Audience] = frozenset({"team", "chair"})


def _after_the_event() -> tuple[Kind, ...]:
    """What is made of all cases of an event together."""
    return (
        Kind(
            id=register.KIND,
            _about=N_("One line for each case of the event, for the few who may see it: on paper or for a spreadsheet."),
            formats=("pdf", "xlsx", "csv", "txt"),
            namings={"team": "named", "chair": "named", "officer": "code-names"},
            needs_case=False, of_event=True, named_for=_FEW,
        ),
        Kind(
            id=transparency.KIND,
            _about=N_("What reached you and what came of it, told to everybody so that nobody can be recognised."),
            formats=("pdf", "txt", "png"),
            namings={"team": "code-names", "public": "code-names"},
            needs_case=False, of_event=True, named_for=frozenset(), seen_as="team", editions=EDITIONS,
        ),
        Kind(
            id=acknowledgement_list.KIND,
            _about=N_("Which incidents were sent on, to whom and when, and what still waits for an answer."),
            formats=("pdf", "xlsx", "csv", "txt"),
            namings={"team": "code-names", "chair": "code-names", "dsf": "code-names"},
            needs_case=False, of_event=True, named_for=_FEW,
        ),
        Kind(
            id=officer_summary.KIND,
            _about=N_("Counts, measures and open steps of all cases, without names: a basis for what you tell the organisers."),
            formats=("pdf", "txt"),
            namings={"officer": "code-names", "team": "code-names", "chair": "code-names"},
            needs_case=False, of_event=True, named_for=frozenset(),
        ),
        Kind(
            id=evaluation_notes.KIND,
            _about=N_("New rules and new examples that your cases taught you, for the next version of your procedure."),
            formats=("pdf", "txt"),
            namings={"team": "code-names", "chair": "code-names"},
            needs_case=False, of_event=True, named_for=frozenset(),
        ),
    )  # fmt: skip


def _for_the_desk() -> tuple[Kind, ...]:
    """What is about no case."""
    return tuple(
        Kind(
            id=made.id, _about=made.about, formats=made.formats, needs_case=False,  # type: ignore[arg-type]
            _for_whom=made.for_whom, asks=made.asks, case_for=made.case_for,
        )
        for made in shelf.KINDS
    )  # fmt: skip


def of_desk(wanted: Kind, given: Given) -> Document:
    """A paper about no case. ``check`` comes first. Raises ``NotAllowed`` for a choice the paper does not offer."""
    made = shelf.find(wanted.id)
    if made is None:
        raise LookupError(wanted.id)
    for ask in made.asks:
        offered = [key for key, _words in ask.options]
        if offered and given.word(ask.id) not in ("", *offered):
            raise NotAllowed(
                _("“{choice}” is not offered for this paper.").format(choice=given.word(ask.id)),
                kept=_("Nothing was made."), do=_("Choose one of: {choices}.").format(choices=", ".join(offered)),
            )  # fmt: skip
    return made.build(given)


def caution(wanted: str, audience: str, naming: str) -> str:
    """What to say before a paper leaves the desk."""
    said = [_("Paper and files are not encrypted. What has left the vault cannot be taken back.")]
    if wanted == recovery_sheet.KIND:
        said.append(_("Whoever holds this sheet and the vault’s folder can read everything in it."))
    elif shelf.find(wanted) is not None:
        said.append(kind(wanted).for_whom)
    elif wanted != blank_form.KIND and naming == "named":
        said.append(_("This paper holds names."))
        if wanted == meeting.KIND:
            said[-1] = _("It holds the names of your team; the people of the case stay code names.")
        if audience == "dsf":
            said.append(_("Names may go to another organisation only where your agreement with it and the law allow it."))
            said.append(_("The reporter’s name stays out unless the reporter agreed to share it."))
    elif wanted != blank_form.KIND:
        said.append(_("Names known to the record are replaced. Read it once more: what is told may still show who somebody is."))
    return " ".join(said)
