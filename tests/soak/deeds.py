"""The deeds a vault has to survive being interrupted in, and the judge of what is found afterwards."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cocdesk.model.actions import attach, members, purge, report, respond, safety, sealing
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError
from cocdesk.model.laptop import Laptop
from cocdesk.model.queries import checks
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import ReportDraft, ReportedGiven
from cocdesk.model.store import entries, purging
from cocdesk.model.vault import backup
from cocdesk.model.vault import vault as vaults
from tests.model.desks import FAST, PASSPHRASE, Watch

MEMBERS = ("Ann", "Bo", "Cy", "Di", "Eve")
STAY_OF_FOUR = 4


@dataclass(frozen=True, kw_only=True)
class State:
    """What a vault holds at one moment: hashes of its entries, those in sealed files too, how many cases are sealed, who can open
    it, its sheet, its safety copies."""

    entries: tuple[str, ...]
    stones: int
    sealed: int
    generation: int
    members: tuple[str, ...]
    copies: tuple[str, ...]
    sheet: str

    @classmethod
    def told(cls, line: str) -> State:
        """From what the child wrote."""
        given = json.loads(line)
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})

    def line(self) -> str:
        return json.dumps(asdict(self))


def pattern(folder: Path) -> str:
    """A vault with five members and a few cases; returns the key of its recovery sheet."""
    new = prepare_new(member=MEMBERS[0], role="chair", passphrase=PASSPHRASE, kdf=FAST)
    desk, sheet = create_desk(folder, new, packs()["conference"], event="PyTide 2026", clock=Watch())
    for name in MEMBERS[1:]:
        members.add(desk, name=name, role="responder", passphrase=f"{name} and six more words in a row", kdf=FAST)
    for number in range(STAY_OF_FOUR + 2):
        _filed(desk, number)
    safety.keep_copy(desk, "pattern")
    desk.close()
    # Four mebibytes of reserve are in no one's way here, and need not be copied a thousand times.
    (folder / "ballast").write_bytes(b"in place of the reserve")
    return sheet


def _filed(desk: Desk, number: int) -> str:
    draft = ReportDraft(quick=f"case {number} in the foyer", reported=(ReportedGiven(name=f"Person {number}"),))
    return report.take_report(desk, draft).value


def _cases(desk: Desk) -> list[str]:
    return [uuid for uuid, kind in entries.subjects(desk.db) if kind == "case"]


def _report(desk: Desk, number: int) -> str:
    _filed(desk, 100 + number)
    return ""


def _act(desk: Desk, number: int) -> str:
    case = _cases(desk)[number % 3]
    if number % 2:
        attach.attach(desk, case, name="picture.png", data=b"\x89PNG" + bytes(3000 + number))
    else:
        respond.record(desk, case, e.Noted(text=f"note {number}"))
    return ""


def _generation(desk: Desk, number: int) -> str:
    return members.remove(desk, member=MEMBERS[-1 - number]).value.recovery_key


def _backup(desk: Desk, number: int) -> str:
    safety.keep_copy(desk, f"copy {number}")
    return ""


def _ways_in(desk: Desk, number: int) -> str:
    """Somebody more, then another part for somebody, then a new sheet."""
    if number % 3 == 0:
        members.add(desk, name=f"Guest {number}", role="reader", passphrase="a guest and six more words in a row", kdf=FAST)
    elif number % 3 == 1:
        members.change_role(desk, member=MEMBERS[1], role="reader" if number % 2 else "responder")
    else:
        return members.new_sheet(desk).value
    return ""


def _purge(desk: Desk, number: int) -> str:
    purge.purge(desk, _cases(desk)[number % 2])
    return ""


def _seal(desk: Desk, number: int) -> str:
    """In turn: a case moves into a file of its own, and back again; a report is sealed from its first word."""
    sealed = [case for room in desk.rooms for case in _cases(room)]
    holders = sealing.all_but(desk, [MEMBERS[-1]], sheet=True)
    if number % 3 == 0:
        sealing.seal_case(desk, _cases(desk)[0], holders)
    elif number % 3 == 1:
        sealing.unseal_case(desk.at(sealed[0]), sealed[0])
    else:
        draft = ReportDraft(quick=f"sealed {number} in the foyer", reported=(ReportedGiven(name=f"Person {number}"),))
        there = sealing.seal_draft(desk, draft, holders).value
        report.take_report(desk.at(there), draft, number=there)
    return ""


DEEDS: dict[str, Callable[[Desk, int], str]] = {
    "report": _report, "act": _act, "ways-in": _ways_in, "generation": _generation, "backup": _backup, "purge": _purge,
    "seal": _seal,
}  # fmt: skip
MOST = {
    "report": 1000, "act": 1000, "ways-in": 40, "generation": len(MEMBERS) - 1, "backup": 1000, "purge": STAY_OF_FOUR,
    "seal": 1000,
}  # fmt: skip


def state(desk: Desk, sheet: str) -> State:
    """What the vault holds now."""
    return State(
        entries=tuple(sorted({row.hash for there in desk.everywhere for row in entries.every(there.db)})),
        stones=sum(stone.policy != sealing.STONE for stone in purging.stones(desk.db)),
        sealed=sum(len(_cases(there)) for there in desk.everywhere[1:]),
        generation=desk.vault.generation,
        members=tuple(sorted(member.name for member in desk.vault.members)),
        copies=tuple(sorted(path.name for path in backup.kept(desk.folder))),
        sheet=sheet,
    )


def done(folder: Path, laptop: Path, sheet: str, kind: str, most: int) -> Iterator[State]:
    """Do one kind of deed again and again; each state yielded is one that was acknowledged."""
    watch = Watch()
    desk = Desk(vaults.unlock(folder, passphrase=PASSPHRASE, member=MEMBERS[0]), laptop=Laptop(laptop), clock=watch)
    yield state(desk, sheet)
    for number in range(min(most, MOST[kind])):
        watch.forward(seconds=61)
        sheet = DEEDS[kind](desk, number) or sheet
        yield state(desk, sheet)


def _told(error: Exception) -> str:
    """A sentence, or a fault of the program, which is worse."""
    return type(error).__name__ if isinstance(error, KnownError) else f"CRASH {type(error).__name__}: {error}"


class Judge:
    """Says of a vault as it was found whether it opens, is whole, and holds what was acknowledged: nothing less, nothing half."""

    def __init__(self) -> None:
        self.laptops = Path(tempfile.mkdtemp(prefix="cocdesk-judge-"))
        self._count = 0

    def fault(self, folder: Path, acked: State, after: State | None, *, passphrase: str = "") -> str:
        """What is wrong with it, or nothing. ``after`` is what the deed in progress would have led to, None when unknown."""
        try:
            desk = self._opened(folder, [s.sheet for s in (acked, after) if s is not None], passphrase)
        except Exception as error:  # noqa: BLE001 - any failure at all is the verdict looked for
            return f"does not open: {_told(error)}"
        try:
            return self._found(desk, acked, after)
        except Exception as error:  # noqa: BLE001 - any failure at all is the verdict looked for
            return f"does not answer: {_told(error)}"
        finally:
            desk.close()

    def _opened(self, folder: Path, sheets: list[str], passphrase: str) -> Desk:
        self._count += 1
        laptop = Laptop(self.laptops / str(self._count))
        if passphrase:
            desk = Desk(vaults.unlock(folder, passphrase=passphrase, member=MEMBERS[0]), laptop=laptop, clock=Watch())
            sealing.settle(desk)
            return desk
        for sheet in dict.fromkeys(sheets):
            try:
                return Desk(vaults.unlock_with_recovery(folder, sheet), laptop=laptop, clock=Watch())
            except KnownError as error:
                refused = error
        raise refused

    def _found(self, desk: Desk, acked: State, after: State | None) -> str:
        now = state(desk, "")
        allowed = [acked] + ([after] if after is not None else [])
        if after is not None and not any(
            (now.entries, now.stones, now.sealed) == (s.entries, s.stones, s.sealed) for s in allowed
        ):
            return "entries are neither those before the deed nor those after it"
        if after is not None and not any((now.generation, now.members) == (s.generation, s.members) for s in allowed):
            return "keys are neither those before the deed nor those after it"
        if now.generation < acked.generation or (set(now.members) & set(MEMBERS)) - set(acked.members):
            return "somebody who was removed is back"
        if after is None and now.stones == acked.stones and not set(acked.entries) <= set(now.entries):
            return "an acknowledged entry is gone"
        if now.generation == acked.generation and len(acked.copies) < backup.KEPT and set(acked.copies) - set(now.copies):
            return "an acknowledged safety copy is gone"
        bad = [check.name for check in checks.vault_checks(desk) if not check.ok]
        if bad:
            return "verify finds: " + ", ".join(bad)
        for path in backup.kept(desk.folder):
            if backup.look(path).header.generation < now.generation:
                return "a safety copy under an older key is left"
        return ""

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.laptops, ignore_errors=True)
