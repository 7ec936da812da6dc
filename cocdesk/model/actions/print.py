"""Paper and files leaving the desk: made from a redacted case, written down first, then handed out."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn

import msgspec

from cocdesk.model.actions import desk_papers, event_papers
from cocdesk.model.desk import Desk
from cocdesk.model.documents import blank_form, catalogue, recovery_sheet
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.blocks import Paper as Size
from cocdesk.model.documents.letter_parts import Filling
from cocdesk.model.documents.render import render
from cocdesk.model.dossier import case_file
from cocdesk.model.errors import DiskFull, KnownError, NotAllowed, VaultReadOnly
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done
from cocdesk.model.records.case_file import CaseFile
from cocdesk.model.records.event_file import Publishing
from cocdesk.model.rules import consent
from cocdesk.model.rules.redaction import may_be_named
from cocdesk.model.store import entries, events
from cocdesk.words import _

How = Literal["printed", "saved", "copied"]
MOST_FORMS = 200
STALE_SECONDS = 60
_PART = re.compile(r"\.cocdesk-[0-9a-f]{16}\.part")
_KEY_FILES = ("keys-A.json", "keys-B.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as it will leave: its bytes, and a file name that says the kind and the code name, never a person.

    ``case`` is the case's id or None; ``numbers`` are those of blank forms; ``audience`` is empty for
    a paper without a reader to choose. ``named`` are the ids of those it may name. ``cases`` are the ids
    a paper about a whole event tells of, ``edition`` its version. ``capacities`` are those a report to an employer names.
    ``person`` is the id of the one it is for, where one of several was chosen.
    """

    kind: str
    document: Document
    data: bytes
    format: catalogue.Format
    file_name: str
    case: str | None = None
    event: str = ""
    audience: str = ""
    naming: str = "code-names"
    numbers: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    cases: tuple[str, ...] = ()
    edition: str = ""
    capacities: tuple[str, ...] = ()
    person: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class FileThere(KnownError):
    """A file of that name exists and was left as it is."""


class NotCovered(NotAllowed):
    """A paper tells its reader something nobody agreed to; a reason lets it go all the same."""


def make(
    desk: Desk, kind_id: str, *, case: str | None = None, audience: str = "", naming: str = "", format: str = "pdf",
    paper: Size = "A4", count: int = 1, event: str = "", wishes: Publishing | None = None,
    words: Mapping[str, str] | None = None, capacities: tuple[str, ...] = (), bare: bool = False,
    fillable: bool = False, person: str = "",
) -> Paper:  # fmt: skip
    """A paper, not yet written down anywhere. ``case`` is an id; ``naming`` left out is the usual one of the reader, or code
    names where nobody agreed that this reader may have names. ``words`` is what was typed for a paper that asks for some;
    ``capacities`` are those of a report to an employer, in the procedure's words (H13). ``person`` is the id of the one it is for
    or about, where several have that part (``catalogue.one_of``).
    ``bare`` leaves the bytes for ``rendered``, which needs no desk.

    Raises ``NotFound`` for an unknown kind or case, ``NotAllowed`` for a reader, naming or format the kind does not have.
    """
    kind = catalogue.kind(kind_id)
    if kind.for_the_desk:
        return _of_desk(desk, kind, case, format, paper, event, words or {}, person)
    if not audience and kind.audiences:
        audience = kind.audiences[0]
    naming = naming or _naming(desk, kind, case, audience)
    catalogue.check(kind, audience=audience, naming=naming, format=format, has_case=case is not None)
    if kind.of_event:
        return _about_event(desk, kind, audience, naming, format, paper, event, wishes)
    if case is None:
        return _forms(desk, format, paper, count, event, fillable)
    whole = case_file(desk, case)
    policy = desk.policy(whole.case.policy_hash)
    document = catalogue.of_case(
        kind, whole, policy, audience=audience, naming=naming, paper=paper,  # type: ignore[arg-type]
        fill=Filling(words=words or {}, capacities=capacities), person=person,
    )  # fmt: skip
    return Paper(
        kind=kind.id, document=document, data=b"" if bare else render(document, format), format=format, case=case,  # type: ignore[arg-type]
        event=whole.case.event,
        file_name=f"{whole.case.code_name}-{kind.id}.{format}", audience=audience, naming=naming,
        named=_may_name(whole, kind, audience, naming, person), capacities=capacities, person=person,
    )  # fmt: skip


def _of_desk(
    desk: Desk, kind: catalogue.Kind, case: str | None, format: str, paper: Size, event: str, words: Mapping[str, str],
    person: str = "",
) -> Paper:  # fmt: skip
    catalogue.check(kind, audience="", naming="code-names", format=format, has_case=False)
    made = desk_papers.of_desk(desk, kind, case=case, event=event, words=words, paper=paper, person=person)
    return Paper(
        kind=kind.id, document=made.document, data=render(made.document, format), format=format, case=made.case,  # type: ignore[arg-type]
        event=made.event, file_name=f"{kind.id}.{format}", named=made.named,
    )  # fmt: skip


def _about_event(
    desk: Desk, kind: catalogue.Kind, audience: str, naming: str, format: str, paper: Size, event: str, wishes: Publishing | None
) -> Paper:  # fmt: skip
    made = event_papers.of_event(
        desk, kind, event=event, audience=audience, naming=naming, paper=paper, wishes=wishes  # type: ignore[arg-type]
    )  # fmt: skip
    return Paper(
        kind=kind.id, document=made.document, data=render(made.document, format), format=format, event=made.event,  # type: ignore[arg-type]
        file_name=f"{made.name}.{format}", audience=audience, naming=naming, named=made.named, cases=made.cases,
        edition=(wishes or Publishing()).edition if kind.editions else "",
    )  # fmt: skip


def _may_name(whole: CaseFile, kind: catalogue.Kind, audience: str, naming: str, person: str) -> frozenset[str]:
    others = catalogue.apart(kind, whole, audience, person)
    return may_be_named(whole, kind.seen_as or audience, naming, cover=kind.covered, apart=others)  # type: ignore[arg-type]


def rewritten(paper: Paper, document: Document) -> Paper:
    """The same paper with other words in it, such as code names in place of names that slipped in."""
    return replace(paper, document=document, data=render(document, paper.format))


def rendered(paper: Paper) -> Paper:
    """A bare paper with its bytes; touches nothing but the paper, so it may be done beside the window."""
    return replace(paper, data=render(paper.document, paper.format))


def in_format(paper: Paper, format: str) -> Paper:
    """The same paper in another format: what leaves is word for word what was shown, and looked at for names."""
    stem = paper.file_name.removesuffix(f".{paper.format}")
    return rendered(replace(paper, format=format, file_name=f"{stem}.{format}"))  # type: ignore[arg-type]


def with_password(paper: Paper, password: str) -> Paper:
    """The same PDF, opened only with a password (AES-256). Raises ``NotAllowed`` for another format or an unfit password."""
    if paper.format != "pdf":
        raise NotAllowed(
            _("Only a PDF can have a password."), kept=_("Nothing was made."), do=_("Make it as PDF, or without a password.")
        )
    from cocdesk.model.documents.render.locked import locked

    return replace(paper, data=locked(paper.data, password))


def _naming(desk: Desk, kind: catalogue.Kind, case: str | None, audience: str) -> str:
    usual = kind.usual_naming(audience)
    return "code-names" if case is not None and uncovered(desk, case, audience, usual) else usual


def uncovered(desk: Desk, case: str, audience: str, naming: str) -> str:
    """Why a paper for this reader may not simply leave, in a sentence; empty when it may. Raises ``NotFound``."""
    state = desk.at(case).case(case)
    return consent.uncovered(state, desk.policy(state.policy_hash), audience, naming)


def paper_uncovered(desk: Desk, paper: Paper) -> str:
    """The same for a paper that is made, whether about one case or about a whole event."""
    if paper.case is not None and paper.audience:
        return uncovered(desk, paper.case, paper.audience, paper.naming)
    return event_papers.uncovered(desk, catalogue.kind(paper.kind), paper.cases, paper.audience, paper.naming)


def _refuse_uncovered(desk: Desk, paper: Paper, because: str) -> None:
    """Asked anew when the paper leaves: somebody may have taken an agreement back since it was made."""
    if (paper.case is None and not paper.cases) or not paper.audience or because.strip():
        return
    sentence = paper_uncovered(desk, paper)
    if not sentence and paper.named and paper.case is not None:
        whole = case_file(desk, paper.case)
        if paper.named - _may_name(whole, catalogue.kind(paper.kind), paper.audience, paper.naming, paper.person):
            sentence = _("It names somebody who may not be named to this reader any more. Make it anew.")
    if sentence:
        ask = _("Ask them and write down the answer, or make it with code names only.")
        refused = _("Choose another reader, or ask them again and write down the answer.")
        raise NotCovered(
            sentence,
            kept=_("Nothing left the desk."),
            do=" ".join(
                (ask if paper.naming == "named" else refused, _("Where law or safety demands it, give the reason and it goes."))
            ),
        )


def _forms(desk: Desk, format: str, paper: Size, count: int, event_name: str, fillable: bool = False) -> Paper:
    if not 1 <= count <= MOST_FORMS:
        raise NotAllowed(
            _("Between 1 and {most} forms can be made at once.").format(most=MOST_FORMS), kept=_("Nothing was made.")
        )
    if fillable and count != 1:
        raise NotAllowed(
            _("A form to fill in on screen is one form to a file."), kept=_("Nothing was made."), do=_("Make them one by one.")
        )
    event = desk.event(event_name)
    numbers = blank_form.new_numbers(count, events.form_numbers(desk.db), desk.pick)
    document = blank_form.build_many(desk.policy(event.policy_hash), event, numbers=numbers, paper=paper, fillable=fillable)
    name = f"{blank_form.KIND}-{numbers[0]}" if count == 1 else f"{blank_form.KIND}s-{count}"
    return Paper(
        kind=blank_form.KIND, document=document, data=render(document, "pdf"), format="pdf", file_name=f"{name}.{format}",
        event=event.id, numbers=numbers,
    )  # fmt: skip


def recovery_paper(document: Document) -> Paper:
    """The recovery sheet, made by ``recovery_sheet.build``, as a file; kept nowhere, so nothing is written down."""
    return Paper(
        kind=recovery_sheet.KIND,
        document=document,
        data=render(document, "pdf"),
        format="pdf",
        file_name=f"{recovery_sheet.KIND}.pdf",
    )


def refuse_in_vault(path: Path, vault: Path | None = None) -> None:
    """Raise ``NotAllowed`` for a recovery sheet inside a vault's folder (any, or ``vault``, which may not be made yet).

    The sheet opens what lies beside it: whoever copied the folder would have both.
    """
    place = path.expanduser().resolve()
    own = vault.expanduser().resolve() if vault is not None else None
    if any(folder == own or any((folder / name).exists() for name in _KEY_FILES) for folder in (place, *place.parents)):
        raise NotAllowed(
            _("That place is inside the folder of a vault, and whoever copies the folder would have its recovery key too."),
            kept=_("The recovery sheet was not saved."),
            do=_("Choose a place outside the vault’s folder, best on another disk or on paper only."),
        )


def log_export(
    desk: Desk, paper: Paper, *, how: How, purpose: str = "", recipient: str = "", because: str = ""
) -> Done[str]:  # fmt: skip
    """Write down that a paper leaves, before it does; returns the entry's id. Blank forms are given their numbers for good.

    Raises ``NotCovered`` when it tells its reader what nobody agreed to, unless ``because`` says why it goes all the same.
    """
    _refuse_uncovered(desk, paper, because)
    capacity = _("In this capacity: {list}.").format(list="; ".join(paper.capacities)) if paper.capacities else ""
    purpose = " ".join(part for part in (purpose.strip(), because.strip(), capacity) if part)
    with desk.transaction() as recorder:
        kind = catalogue.kind(paper.kind)
        if kind.of_event or (kind.for_the_desk and paper.case is None):
            # What everybody can read must not say which sealed cases there are.
            paper = replace(paper, cases=tuple(case for case in paper.cases if desk.at(case).room is None))
            entry = recorder.add(paper.event, msgspec.convert(_left(paper, how, purpose, recipient, event=True), e.EventExported))
        elif paper.case is None:
            if not paper.numbers:
                raise NotAllowed(_("This paper is not written down anywhere."))
            if events.form_numbers(desk.db).intersection(paper.numbers):
                raise NotAllowed(
                    _("These forms have been handed out already."), do=_("Make new ones, so that each number stands once.")
                )
            entry = recorder.add(paper.event, e.FormsPrinted(numbers=paper.numbers, how=how, paper=paper.document.paper))
            row = entries.add_subject(desk.db, paper.event, "event")
            events.number_forms(desk.db, row, paper.numbers, int(desk.now().timestamp() * 1000))
        else:
            entry = recorder.add(paper.case, msgspec.convert(_left(paper, how, purpose, recipient), e.Exported))
    topics: Change = (
        Change(topics=frozenset({"forms"})) if paper.case is None else Change(topics=frozenset({"cases"}), cases=(paper.case,))
    )
    return Done(value=entry.id, change=topics)


def _left(paper: Paper, how: How, purpose: str, recipient: str, *, event: bool = False) -> dict[str, object]:
    plain: dict[str, object] = {
        "document": paper.kind, "audience": paper.audience, "naming": paper.naming, "how": how, "format": paper.format,
        "purpose": purpose, "recipient": recipient, "sha256": paper.sha256,
    }  # fmt: skip
    return plain | {"cases": paper.cases, "edition": paper.edition} if event else plain


def save(
    desk: Desk, paper: Paper, path: Path, *, overwrite: bool = False, purpose: str = "", recipient: str = "", because: str = ""
) -> Done[str]:  # fmt: skip
    """Write a paper down in the journal, then into a file only its owner can read. Returns the entry's id.

    Raises ``FileThere`` when a file stands there and ``overwrite`` is not set, ``DiskFull``, ``VaultReadOnly``,
    ``NotCovered``.
    """
    _refuse_what_is_there(path, overwrite)
    done = log_export(desk, paper, how="saved", purpose=purpose, recipient=recipient, because=because)
    write(path, paper.data, overwrite=overwrite)
    return done


def write(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """A whole file or none: beside its place first, then moved there; readable for its owner only. Errors as for ``save``."""
    _refuse_what_is_there(path, overwrite)
    beside = path.parent / f".cocdesk-{secrets.token_hex(8)}.part"
    try:
        _sweep(path.parent)
        if not _written_nameless(path, beside, data, overwrite):
            _written_beside(path, beside, data, overwrite)
        _sync_folder(path.parent)
    except FileExistsError:
        _refuse()
    except OSError as fault:
        raise _told(fault) from fault


def _written_nameless(path: Path, beside: Path, data: bytes, overwrite: bool) -> bool:
    """Through a file without a name, which is gone by itself when the program dies. False where the system knows none."""
    flag: int = getattr(os, "O_TMPFILE", 0)
    if not flag:
        return False
    try:
        handle = os.open(path.parent, flag | os.O_WRONLY, 0o600)
    except OSError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        # With a folder given, Python asks for linkat(), the one call that follows this link to the open file.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", beside if overwrite else path, src_dir_fd=folder, follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            return False
        finally:
            os.close(folder)
    if overwrite:
        try:
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return True


def _written_beside(path: Path, beside: Path, data: bytes, overwrite: bool) -> None:
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put(beside, path, overwrite)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Take away plain papers that a crash of ours left half saved; a fresh one may belong to a program that is saving now."""
    for entry in folder.glob(".cocdesk-*.part"):
        with suppress(OSError):
            found = entry.lstat()
            ours = _PART.fullmatch(entry.name) and stat.S_ISREG(found.st_mode) and found.st_uid == _me()
            if ours and abs(time.time() - found.st_mtime) > STALE_SECONDS:
                entry.unlink()


def _me() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _put(beside: Path, path: Path, overwrite: bool) -> None:
    """Move into place; without ``overwrite`` never over a file that came there meanwhile."""
    if overwrite or not hasattr(os, "link"):
        beside.replace(path)
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        # Sticks formatted for every system know no second names for a file.
        beside.replace(path)
        return
    beside.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_what_is_there(path: Path, overwrite: bool) -> None:
    if not path.parent.is_dir():
        raise VaultReadOnly(
            _("There is no such folder to save to."), kept=_("Nothing was saved."), do=_("Choose another folder.")
        )
    if path.is_dir() or (not overwrite and path.exists()):
        _refuse()


def _refuse() -> NoReturn:
    raise FileThere(
        _("Something of that name is there already."),
        kept=_("It was left as it is."),
        do=_("Choose another name, or replace it on purpose."),
    )


def _told(fault: OSError) -> KnownError:
    kept = _("Nothing was saved there; the case in the vault is whole. That a paper was to leave is written down.")
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(_("There is no room left to save the file."), kept=kept, do=_("Make room, or choose another place."))
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return VaultReadOnly(_("That folder does not accept files."), kept=kept, do=_("Choose another folder."))
    return KnownError(
        _("The file could not be saved there."), kept=kept, do=_("Choose another place, and look whether it is plugged in.")
    )
