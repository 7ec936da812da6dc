"""Whether a vault is whole, and whether this computer can keep one: what ``verify`` and ``doctor`` say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

from cocdesk import places
from cocdesk.model import proof
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, WordsRefused
from cocdesk.model.policy.word_list import find
from cocdesk.model.projecting import make_anew
from cocdesk.model.records import entries as e
from cocdesk.model.store import entries, health
from cocdesk.model.vault import backup, members
from cocdesk.model.vault.connection import cipher_self_test
from cocdesk.words import _, language, ngettext


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at; ``detail`` is a sentence a chair understands."""

    name: str
    ok: bool
    detail: str


class _Undone(Exception):
    """Takes a trial rebuild back."""


def key_files(folder: Path) -> Check:
    """Before any passphrase: whether both key files are whole. Opening repairs one of them, so it is asked first."""
    found = members.describe(folder, only_look=True)
    fine = _("Both key files are whole and equal.")
    return Check(name="key-files", ok=not found.problem and not found.notice, detail=found.problem or found.notice or fine)


def vault_checks(desk: Desk) -> list[Check]:
    """Everything about an opened vault. Nothing in it is changed."""
    found = opens()
    for piece in PIECES:
        found += checked(piece, desk)
    return found


def opens() -> list[Check]:
    """What is already known of a vault that is open."""
    return [Check(name="database-opens", ok=True, detail=_("The database opens with its key."))]


def checked(piece: str, desk: Desk) -> list[Check]:
    """One of the ``PIECES`` of ``vault_checks``; a fault on the way is a check that found something."""
    try:
        return _pieces()[piece](desk)
    except KnownError as error:
        return [Check(name=piece, ok=False, detail=str(error))]


def _pieces() -> dict[str, Callable[[Desk], list[Check]]]:
    return {
        "pages": _pages, "structure": _structure, "journal": _journal, "lists": _lists, "attachments": _attachments,
        "copies": lambda desk: copies(desk.folder), "newest": _newest, "drafts": _drafts, "sealed": _sealed,
    }  # fmt: skip


PIECES = ("pages", "structure", "journal", "lists", "attachments", "copies", "newest", "drafts", "sealed")
_OF_ROOMS = ("pages", "structure", "journal", "lists", "attachments")


def _sealed(desk: Desk) -> list[Check]:
    """The sealed files that this member can open, each looked at as the vault itself; of the others, only how many they are."""
    rooms, every = desk.rooms, desk.vault.keys.sealed
    if not every:
        return []
    bad = [check for room in rooms for piece in _OF_ROOMS for check in checked(piece, room) if not check.ok]
    missing = sum(not (desk.folder / sealed.file).is_file() for sealed in every)
    mine = sum(desk.member in sealed.wraps and (desk.folder / sealed.file).is_file() for sealed in every)
    closed = max(0, mine - len(rooms))
    told = [
        ngettext("{count} sealed file", "{count} sealed files", len(every)).format(count=len(every)),
        _("{count} of them can be opened by you, and are whole").format(count=len(rooms)) if rooms and not bad else "",
        _("{count} missing from the folder").format(count=missing) if missing else "",
        _("{count} that you may open cannot be opened").format(count=closed) if closed else "",
        _("{count} faults found in those you can open").format(count=len(bad)) if bad else "",
    ]  # fmt: skip
    sentence = "; ".join(part for part in told if part) + "."
    return [Check(name="sealed", ok=not (bad or missing or closed), detail=sentence)]


def _pages(desk: Desk) -> list[Check]:
    looked = desk.vault.damaged_pages if desk.room is None else desk.room.damaged_pages
    bad = looked if desk.vault.read_only else health.page_faults(desk.db)
    fine = _("Every page of the file is as it was encrypted.")
    detail = ngettext("{count} page of the file is damaged.", "{count} pages of the file are damaged.", bad).format(count=bad)
    return [Check(name="pages", ok=not bad, detail=detail if bad else fine)]


def _structure(desk: Desk) -> list[Check]:
    bad = health.structure_faults(desk.db)
    fine = _("The database finds no fault in its tables.")
    detail = _("The database finds faults in its own tables. Restore a copy of the vault.")
    return [Check(name="structure", ok=not bad, detail=detail if bad else fine)]


def _journal(desk: Desk) -> list[Check]:
    """Hashes, signatures, each laptop's chain and numbers, and the purges that explain a gap."""
    found = proof.of_journal(desk)
    told = (
        ("entries", found.changed, _("{count} entries, each as it was written."),
         _("{bad} of {count} entries are not what was written.")),
        ("signatures", found.unsigned, _("Every entry is signed by its member."),
         _("{bad} of {count} entries bear no valid signature.")),
        ("chains", found.loose, _("Each laptop’s entries follow on one another."),
         _("{bad} of {count} entries do not follow on the last.")),
        ("numbers", found.gaps, _("No number is missing among the entries."),
         _("{bad} gaps in the numbers: entries are missing.")),
        ("purges", found.purges, _("Every purge is signed by the member who did it."),
         _("{bad} purges are not signed by a member of this vault.")),
    )  # fmt: skip
    return [_counted(name, bad, fine.format(count=found.count), wrong, found.count) for name, bad, fine, wrong in told]


def _counted(name: str, bad: int, fine: str, wrong: str, count: int) -> Check:
    return Check(name=name, ok=not bad, detail=wrong.format(bad=bad, count=count) if bad else fine)


def _lists(desk: Desk) -> list[Check]:
    """Whether the lists and the search are what the journal tells: made anew on trial, compared, and taken back."""
    same = found = False
    try:
        with desk.db.transaction():
            before, words = health.projections(desk.db), health.searched(desk.db)
            make_anew(desk)
            same, found = health.projections(desk.db) == before, health.searched(desk.db) == words
            raise _Undone
    except _Undone:
        lists = _("The lists say what the entries tell.") if same else _("The lists differ from what the entries tell.")
        search = _("The search finds what the entries say.") if found else _("The search differs from what the entries say.")
        return [Check(name="lists", ok=same, detail=lists), Check(name="search", ok=found, detail=search)]


def _attachments(desk: Desk) -> list[Check]:
    found = dict(health.attachments(desk.db))
    told = set()
    for row in entries.every(desk.db):
        if row.kind == "attachment-added":
            body = desk.entry(row).body
            assert isinstance(body, e.AttachmentAdded)
            told.add(body.attachment)
    bad = sum(not whole for whole in found.values()) + len(told - set(found))
    fine = ngettext("{count} attachment, whole.", "{count} attachments, all whole.", len(found)).format(count=len(found))
    return [_counted("attachments", bad, fine, _("{bad} attachments are damaged or missing."), len(found))]


def copies(folder: Path) -> list[Check]:
    """Whether each automatic safety copy is what was written; they open with the passphrases of their day.

    Touches no open vault, so it may run on a worker thread.
    """
    found = backup.kept(folder)
    bad = 0
    for path in found:
        try:
            backup.look(path)
        except KnownError:
            bad += 1
    fine = ngettext("{count} safety copy, whole.", "{count} safety copies, all whole.", len(found)).format(count=len(found))
    wrong = _("{bad} of {count} safety copies are damaged. Please remove them and make a new one.")
    return [_counted("copies", bad, fine, wrong, len(found))]


def _newest(desk: Desk) -> list[Check]:
    older = desk.older_than_remembered
    fine = _("The vault is no older than this laptop remembers it.")
    detail = _("This laptop has seen more in the vault than is in it now: an older copy was put in its place.")
    return [Check(name="newest", ok=not older, detail=detail if older else fine)]


def _drafts(desk: Desk) -> list[Check]:
    count = health.draft_count(desk.db)
    detail = ngettext("{count} draft waits to be finished.", "{count} drafts wait to be finished.", count).format(count=count)
    return [Check(name="drafts", ok=True, detail=detail)]


def computer_checks() -> list[Check]:
    """Whether this computer can keep a vault, print and show a window. Nothing stays behind."""
    checks: tuple[Callable[[], Check], ...] = (_cipher, _fonts, _word_list, _settings_folder, _room, _disk_encryption)
    return [check() for check in checks] + _screen()


def _cipher() -> Check:
    try:
        with tempfile.TemporaryDirectory(prefix="cocdesk-") as folder:
            ok, sentence = cipher_self_test(Path(folder))
    except OSError:
        ok, sentence = False, _("The folder for temporary files does not accept writing, so this could not be tried.")
    return Check(name="cipher", ok=ok, detail=sentence)


def _word_list() -> Check:
    """A team's own list with a slip in it is passed over while somebody writes; here it is said."""
    try:
        found = find(language(), places.wording())
    except WordsRefused as error:
        return Check(name="hints", ok=False, detail=str(error))
    fine = _("The hints on words can be read.") if found else _("There are no hints on words in this language.")
    return Check(name="hints", ok=True, detail=fine)


def _fonts() -> Check:
    needed = {"pymupdf_fonts": _("the typeface"), "uharfbuzz": _("the shaping of scripts"), "reportlab": _("paper")}
    missing = [what for package, what in needed.items() if find_spec(package) is None]
    fine = _("The typeface and everything paper needs are there.")
    detail = _("Missing: {what}. Please install the program again.").format(what=", ".join(missing))
    return Check(name="fonts", ok=not missing, detail=detail if missing else fine)


def _settings_folder() -> Check:
    folder = places.state()
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    ok = os.access(nearest, os.W_OK)
    fine = _("The folder for settings accepts writing.")
    return Check(name="settings", ok=ok, detail=fine if ok else _("The folder for settings does not accept writing."))


def _room() -> Check:
    free = shutil.disk_usage(Path.home() if Path.home().is_dir() else Path()).free // 2**20
    detail = _("{free} MiB are free on the disk of your home folder.").format(free=free)
    return Check(name="room", ok=free >= 256, detail=detail)


def _disk_encryption() -> Check:
    """A hint, never a verdict: no system says it for certain without special rights."""
    hint = _(
        "The vault is encrypted by itself. Please also switch on the encryption of the whole disk, for swap and printer files."
    )
    return Check(name="disk-encryption", ok=True, detail=hint)


def _screen() -> list[Check]:
    """What Qt says. A missing display is no fault: the terminal does the same work."""
    answer = _asked_of_qt({})
    on_screen = bool(answer)
    answer = answer or _asked_of_qt({"QT_QPA_PLATFORM": "offscreen"})
    if not answer:
        sentence = _("The window libraries are missing or do not work here. The terminal commands all work.")
        return [Check(name="window", ok=False, detail=sentence)]
    display = _("Windows open here ({platform}).").format(platform=answer["platform"])
    no_display = _("There is no display here, so no window can open. The terminal commands all work.")
    printers = answer["printers"] or _("none, so papers are saved as PDF files")
    return [
        Check(name="window", ok=True, detail=_("The window libraries are there: Qt {version}.").format(version=answer["qt"])),
        Check(name="display", ok=True, detail=display if on_screen else no_display),
        Check(name="printers", ok=True, detail=_("Printers: {printers}.").format(printers=printers)),
    ]


def _asked_of_qt(environment: dict[str, str]) -> dict[str, str]:
    """Asked in a process of its own, because Qt ends a process that cannot reach its screen; empty without an answer."""
    command = [sys.executable, "-m", "cocdesk.ui.screen_check"]
    try:
        asked = subprocess.run(
            command, env=os.environ | environment, capture_output=True, timeout=30, check=False, stdin=subprocess.DEVNULL
        )
        return msgspec.json.decode(asked.stdout.splitlines()[-1], type=dict[str, str]) if asked.returncode == 0 else {}
    except (OSError, subprocess.TimeoutExpired, IndexError, msgspec.MsgspecError):
        return {}
