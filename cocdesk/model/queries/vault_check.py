"""The health of an open vault in words, for a chair: what ``verify`` looks at, and what lies around it on this laptop."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.queries import checks
from cocdesk.model.queries.surroundings import surroundings
from cocdesk.model.records.pace import Pace, Paces
from cocdesk.model.rules.clockwork import moment_words, span_words
from cocdesk.model.rules.surroundings import Finding
from cocdesk.model.vault import backup
from cocdesk.words import _, ngettext


class Health(Struct, frozen=True, kw_only=True):
    """What was found: in the vault itself, and around it."""

    inside: tuple[Finding, ...]
    around: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        bad = sum(found.tone == "look" for found in self.inside)
        hints = sum(found.tone == "look" for found in self.around)
        if bad:
            return _("Something in this vault is not as it was written. Please look at the lines marked “Look”.")
        if hints:
            found = ngettext("The vault is whole. {count} hint.", "The vault is whole. {count} hints.", hints)
            return found.format(count=hints)
        return _("The vault is whole, and nothing around it needs a look.")

    @property
    def whole(self) -> bool:
        """Whether the vault itself is what was written."""
        return all(found.tone != "look" for found in self.inside)


def health(desk: Desk) -> Paces[Health]:
    """Look at everything, a pace at a time; its ``Health`` is returned. Nothing is changed, and no content is told."""
    yield Pace(words=_("Looking at the key files."))
    found = [checks.key_files(desk.folder), *checks.opens()]
    for piece in checks.PIECES:
        if piece == "copies":
            answer = yield Pace(words=_paces()[piece], beside=partial(checks.copies, desk.folder))
            found += answer
        else:
            yield Pace(words=_paces()[piece])
            found += checks.checked(piece, desk)
    yield Pace(words=_("Looking at this laptop."))
    return Health(inside=findings(found), around=(*surroundings(desk), last_copy(desk), ways_in(desk), sheet(desk)))


def findings(found: Iterable[checks.Check]) -> tuple[Finding, ...]:
    """Checks as lines to read; what the checks call themselves is for the terminal."""
    titles = _titles()
    return tuple(
        Finding(name=check.name, title=titles.get(check.name, check.name), tone="ok" if check.ok else "look", detail=check.detail)
        for check in found
    )


def last_copy(desk: Desk) -> Finding:
    """When the last automatic safety copy was made."""
    title, made = _("Last safety copy"), backup.newest(desk.folder)
    if made is None:
        detail = _("There is none yet. One is made by itself once a day.")
        return Finding(name="last-copy", title=title, tone="look", detail=detail)
    when, age = moment_words(made, desk.event().zone), desk.now() - made
    if age.days >= 2:
        detail = _("{when}, {span} ago. Please make one now, and one on another disk.").format(when=when, span=span_words(age))
        return Finding(name="last-copy", title=title, tone="look", detail=detail)
    detail = _("{when}. It lies beside the vault: keep one on another disk too.").format(when=when)
    return Finding(name="last-copy", title=title, tone="ok", detail=detail)


def ways_in(desk: Desk) -> Finding:
    """Who can open the vault."""
    names = [member.name for member in desk.vault.members]
    words = ngettext("{count} person can open it: {names}.", "{count} people can open it: {names}.", len(names))
    detail = words.format(count=len(names), names=", ".join(names))
    if len(names) > 1:
        return Finding(name="members", title=_("Members"), tone="ok", detail=detail)
    more = _("If that passphrase is forgotten, only the recovery sheet is left.")
    return Finding(name="members", title=_("Members"), tone="unknown", detail=f"{detail} {more}")


def sheet(desk: Desk) -> Finding:
    """Whether somebody has the recovery sheet, as far as this laptop knows."""
    if desk.sheet_owed:
        detail = _("A new one is due: the last one was used, or nobody confirmed that they have it.")
        return Finding(name="sheet", title=_("Recovery sheet"), tone="look", detail=detail)
    detail = _("Nothing is due. Please make sure now and then that both papers are where you think.")
    return Finding(name="sheet", title=_("Recovery sheet"), tone="ok", detail=detail)


def _titles() -> dict[str, str]:
    return {
        "key-files": _("Key files"), "database-opens": _("Database"), "pages": _("Pages"), "structure": _("Tables"),
        "entries": _("Entries"), "signatures": _("Signatures"), "chains": _("Order"), "numbers": _("Completeness"),
        "purges": _("Purges"), "lists": _("Lists"), "search": _("Search"), "attachments": _("Files"),
        "copies": _("Safety copies"),
        "newest": _("Newest"), "drafts": _("Drafts"), "sealed": _("Sealed cases"), "journal": _("Entries"),
    }  # fmt: skip


def _paces() -> dict[str, str]:
    return {
        "pages": _("Looking at every page of the file."), "structure": _("Looking at the tables."),
        "journal": _("Comparing every entry with its hash and signature."), "lists": _("Comparing lists and search."),
        "attachments": _("Looking at the files kept with cases."), "copies": _("Reading the safety copies."),
        "newest": _("Comparing with what this laptop remembers."), "drafts": _("Counting drafts."),
        "sealed": _("Looking at the sealed cases you can open."),
    }  # fmt: skip
