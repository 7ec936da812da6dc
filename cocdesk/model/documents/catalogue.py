"""Every paper the program can make, for whom, and in which form: only what really works stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from cocdesk.model.documents import blank_form, dsf_email, incident_form, meeting, recovery_sheet, talk_sheet
from cocdesk.model.documents.blocks import Document, Paper
from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Role
from cocdesk.model.records.case_file import Audience, CaseFile, Naming
from cocdesk.model.rules import telling
from cocdesk.model.rules.redaction import for_audience
from cocdesk.words import N_, _

Format = Literal["pdf", "eml", "txt"]
_PERSONS: frozenset[Role] = frozenset({"reporter", "affected", "reported", "witness", "support", "other"})
_BUILDERS: dict[str, Callable[..., Document]] = {
    incident_form.KIND: incident_form.build,
    dsf_email.KIND: dsf_email.build,
    meeting.KIND: meeting.build,
    talk_sheet.KIND: talk_sheet.build,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of paper.

    ``namings`` gives the usual naming of each audience; ``named_for`` the audiences that may have names at all.
    ``made_with`` says where a paper is made that cannot be asked for later (the recovery sheet: with its key). ``covered`` are
    the parts whose people stay code names even with names; ``seen_as`` is the reader whose view it is cut to, where that is not
    its own reader's: what is carried into a talk holds nothing that the person reported may not see.
    """

    id: str
    _title: str
    _about: str
    formats: tuple[Format, ...]
    namings: Mapping[Audience, Naming] = field(default_factory=dict)
    needs_case: bool = True
    made_with: Literal["", "key"] = ""
    covered: frozenset[Role] = frozenset()
    seen_as: Audience | None = None

    @property
    def title(self) -> str:
        return _(self._title)

    @property
    def about(self) -> str:
        return _(self._about)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        return tuple(self.namings)

    def usual_naming(self, audience: str) -> Naming:
        """With names or without, unless somebody chooses otherwise."""
        return next((naming for reader, naming in self.namings.items() if reader == audience), "code-names")


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order people look for them."""
    return (
        Kind(
            id=blank_form.KIND,
            _title=telling.PAPERS[blank_form.KIND],
            _about=N_("Two pages to fill in by hand, each form with a number of its own."),
            formats=("pdf",),
            needs_case=False,
        ),
        Kind(
            id=incident_form.KIND,
            _title=telling.PAPERS[incident_form.KIND],
            _about=N_("Everything the record holds of one case, to read, sign and file."),
            formats=("pdf", "txt"),
            namings={"team": "named", "chair": "named", "officer": "named"},
        ),
        Kind(
            id=meeting.KIND,
            _title=telling.PAPERS[meeting.KIND],
            _about=N_("Before the team meets: what is on the table, with room to write. Afterwards: the minutes."),
            formats=("pdf", "txt"),
            namings={"team": "named", "chair": "named", "officer": "named"},
            covered=_PERSONS,
        ),
        Kind(
            id=talk_sheet.KIND,
            _title=telling.PAPERS[talk_sheet.KIND],
            _about=N_("How to prepare the talk with the person reported, what to say, and what to leave unsaid."),
            formats=("pdf", "txt"),
            namings={"team": "code-names", "chair": "code-names"},
            seen_as="reported",
        ),
        Kind(
            id=dsf_email.KIND,
            _title=telling.PAPERS[dsf_email.KIND],
            _about=N_("When, where, what happened and what came of it, as a draft for your own mail program, as PDF or as text."),
            formats=("eml", "pdf", "txt"),
            namings={"dsf": "code-names"},
        ),
        Kind(
            id=recovery_sheet.KIND,
            _title=telling.PAPERS[recovery_sheet.KIND],
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


def of_case(wanted: Kind, file: CaseFile, policy: Policy, *, audience: Audience, naming: Naming, paper: Paper = "A4") -> Document:
    """A paper about one case, cut down to what its reader may see before anything of it is built. ``check`` comes first."""
    seen = for_audience(file, wanted.seen_as or audience, naming, cover=wanted.covered)
    if wanted.seen_as is not None:
        return _BUILDERS[wanted.id](seen, policy, paper=paper, reader=audience)
    return _BUILDERS[wanted.id](seen, policy, paper=paper)


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
    if naming not in ("named", "code-names"):
        raise NotAllowed(_("A paper is made with names or with code names only."), kept=kept)


def caution(wanted: str, audience: str, naming: str) -> str:
    """What to say before a paper leaves the desk."""
    said = [_("Paper and files are not encrypted. What has left the vault cannot be taken back.")]
    if wanted == recovery_sheet.KIND:
        said.append(_("Whoever holds this sheet and the vault’s folder can read everything in it."))
    elif wanted != blank_form.KIND and naming == "named":
        said.append(_("It holds names."))
        if wanted == meeting.KIND:
            said[-1] = _("It holds the names of your team; the people of the case stay code names.")
        if audience == "dsf":
            said.append(_("Names may go to another organisation only where your agreement with it and the law allow it."))
            said.append(_("The reporter’s name stays out unless the reporter agreed to share it."))
    elif wanted != blank_form.KIND:
        said.append(_("Names known to the record are replaced. Read it once more: what is told may still show who somebody is."))
    return " ".join(said)
