"""A case kept in a file of its own, which only some of the team can open: from its first word, or from later on (X5, X6).

Sealing later is a move in two phases. The case is copied into the sealed file under a mark; the moment is the new generation
of the vault's own database without it. A stop before that leaves the case where it was, one after that leaves it sealed;
``settle`` finishes either at the next sitting down of somebody who can open the file.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

import msgspec
from msgspec import Struct

from cocdesk.model import proof
from cocdesk.model.actions.safety import forget_old, keep_copy, told
from cocdesk.model.desk import Desk
from cocdesk.model.errors import KnownError, NotAllowed, VaultDamaged
from cocdesk.model.projecting import make_search_anew, project_case, project_person
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules.searching import entry_words
from cocdesk.model.rules.sight import who_is_meant
from cocdesk.model.rules.text import clean_record
from cocdesk.model.store import cases, drafts, entries, moving, persons, purging, sealed
from cocdesk.model.store.database import Database
from cocdesk.model.store.purging import Tombstone
from cocdesk.model.vault import forgetting, journal, rooms, ways_in
from cocdesk.words import _

SHEET = "sheet"
STONE = "sealed"
_REPORT = "report"


class Sealed(Struct, frozen=True, kw_only=True):
    """A case lies in a file of its own now. ``pointing`` are the code names of open cases whose words still point at it."""

    case: str
    pointing: tuple[str, ...] = ()
    copies_forgotten: int = 0
    no_copy: str = ""


def all_but(desk: Desk, away: Collection[str], *, sheet: bool = False) -> frozenset[str]:
    """The slots of everybody but those, who are given by slot, or by a name that means exactly one. Raises ``NotAllowed``."""
    team = desk.vault.members
    gone = set()
    for given in away:
        meant = who_is_meant(given, [member.name for member in team])
        found = [member.slot for member in team if member.slot == given or member.name in meant]
        if len(found) != 1:
            raise NotAllowed(
                _("“{name}” is not the name of one member of the team.").format(name=given),
                kept=_("Nothing was changed."),
                do=_("They are: {names}.").format(names=", ".join(member.name for member in team)),
            )
        gone.update(found)
    if not gone:
        raise NotAllowed(_("Please say who must not see it."), kept=_("Nothing was changed."))
    return frozenset(member.slot for member in team if member.slot not in gone) | (frozenset({SHEET}) if sheet else frozenset())


def new_room(desk: Desk, holders: Collection[str]) -> Desk:
    """An empty sealed file, ready to be written into; ``holders`` are slots, and ``SHEET`` for the recovery sheet."""
    main = desk.main
    main.require_writer()
    room = rooms.create(main.vault, _slots(main, holders))
    try:
        inside = main.enter(room, first_event=main.events()[-1].id, holders=frozenset(holders))
    except BaseException:
        rooms.drop(main.vault, room)
        raise
    return inside


def _slots(desk: Desk, holders: Collection[str]) -> frozenset[str]:
    """The slots as the key files know them."""
    recovery = desk.vault.keys.recovery.slot
    return frozenset(recovery if slot == SHEET else slot for slot in holders)


def seal_draft(desk: Desk, draft: ReportDraft, holders: Collection[str], *, number: int | None = None) -> Done[int]:
    """Go on with a report in a sealed file, from its first word where nothing was saved yet; returns the draft's new number.

    A draft that was sealed before changes who can open it. Raises ``NotAllowed`` as ``rooms.require_holders`` does.
    """
    desk.main.require_writer()
    there = desk.at(number)
    if there.room is not None and number is not None:
        _change(there, holders)
        return Done(value=number, change=Change(topics=frozenset({"drafts"})))
    room = new_room(desk, holders)
    # The desk's own way, so that a full disk is met as for any other words that are being typed.
    made = room.keep_draft(None, kind=_REPORT, body=msgspec.json.encode(clean_record(draft)))
    if number is not None:
        with room.db.transaction():
            for media_type, data in drafts.files(there.db, number):
                drafts.add_file(room.db, made, media_type=media_type, data=data)
        drafts.remove_at_once(there.db, number)
    return Done(value=made, change=Change(topics=frozenset({"drafts"})))


def unseal_draft(desk: Desk, draft: ReportDraft, number: int) -> Done[int]:
    """Go on in the open after all; returns the draft's new number."""
    there = desk.at(number)
    made = desk.main.keep_draft(None, kind=_REPORT, body=msgspec.json.encode(clean_record(draft)))
    with desk.main.db.transaction():
        for media_type, data in drafts.files(there.db, number):
            drafts.add_file(desk.main.db, made, media_type=media_type, data=data)
    _drop(there)
    return Done(value=made, change=Change(topics=frozenset({"drafts"})))


def seal_case(desk: Desk, case: str, holders: Collection[str]) -> Done[Sealed]:
    """Move a case that everybody could read into a file of its own; takes a second or more.

    What others saw or copied before, old safety copies elsewhere and what other cases say of it stay as they are. Raises
    ``NotAllowed``, ``DiskFull``, or ``VaultDamaged`` for a vault that is not whole; then nothing changed.
    """
    main = desk.main
    if desk.at(case).room is not None:
        raise NotAllowed(_("This case is sealed already."), kept=_("Nothing was changed."))
    main.case(case)
    main.require_sight(case)
    rooms.require_holders(main.vault, _slots(main, holders))
    _require_whole(main)
    room = new_room(main, holders)
    with room.db.transaction():
        sealed.set_moving(room.db, "in", case)
    return Done(value=_move_in(main, room, case), change=Change(topics=frozenset({"cases", "persons", "drafts"}), cases=(case,)))


def _require_whole(desk: Desk) -> None:
    if not proof.of_journal(desk).none:
        raise VaultDamaged(
            _("The vault is not as it was written, so nothing was moved out of it."),
            kept=_("Nothing was changed."),
            do=_("Run “cocdesk verify” on the vault, and compare with a copy."),
        )


def _move_in(main: Desk, room: Desk, case: str) -> Sealed:
    """Both phases; begun again after a stop, it finds what is there already."""
    people = moving.persons_of(main.db, case)
    with room.db.transaction():
        _carry(main.db, room, case, people)
    row = entries.row_of(main.db, case)
    assert row is not None
    gone = purging.only_here(main.db, row)
    pointing = tuple(sorted(_pointing(main, case)))
    stone = _stone(main, case, purging.numbers(main.db, (row, *gone)), STONE)
    member = main.vault.member

    def erase(connection: object) -> None:
        scratch = Database(connection)
        with scratch.transaction():
            entries.author_row(scratch, member.slot, member.name, member.role, member.public_key)
            purging.remove(scratch, row, gone, stone)
            make_search_anew(scratch)

    ways_in.new_generation(main.vault, erase=erase)
    main.reconnect()
    with room.db.transaction():
        sealed.set_moving(room.db, "", "")
    forgotten, no_copy = _fresh_copy(main, _("after a case was sealed"), renewed=True)
    return Sealed(case=case, pointing=pointing, copies_forgotten=forgotten, no_copy=no_copy)


def _carry(source: Database, desk: Desk, case: str, people: Collection[str]) -> None:
    """Case and persons into a desk's database, with its lists and its search. Inside its transaction."""
    subjects: list[tuple[str, entries.SubjectKind]] = [(person, "person") for person in people]
    came = moving.carry(source, desk.db, [*subjects, (case, "case")])
    for person in people:
        project_person(desk, person)
    project_case(desk, case)
    for row, seq, text in came:
        words = entry_words(journal.decode_body(text))
        if words:
            cases.add_searched_note(desk.db, row, seq, words)


def _pointing(desk: Desk, case: str) -> set[str]:
    """The code names of open cases in which a link to this one stands."""
    found = set()
    for uuid in sealed.cases_in(desk.db):
        if uuid != case:
            state = desk.case(uuid)
            if any(isinstance(h.body, e.Linked) and h.body.other == case for h in state.happenings):
                found.add(state.code_name)
    return found


def _stone(desk: Desk, case: str, numbers: dict[str, purging.Spans], policy: str) -> Tombstone:
    count = sum(last - first + 1 for runs in numbers.values() for first, last in runs)
    stone = Tombstone(
        case=case, at=int(desk.now().timestamp() * 1000), policy=policy, by=desk.member, entries=count, numbers=numbers
    )
    return msgspec.structs.replace(stone, signature=desk.vault.sign(proof.text_of(desk, stone)))


def _fresh_copy(desk: Desk, why: str, *, renewed: bool = False) -> tuple[int, str]:
    """Copies that hold what must not be in them any more go, and a fresh one is made; how many, and why not.

    With ``renewed`` the vault was written anew, and every copy from before goes.
    """
    gone, left = forget_old(desk) if renewed else (0, "")
    try:
        gone += forgetting.settle(desk.vault)
        keep_copy(desk, why)
    except KnownError as error:
        return gone, told(left, str(error))
    return gone, left


def unseal_case(desk: Desk, case: str) -> Done[str]:
    """Put a sealed case back where everybody of the team can read it. Raises ``NotAllowed`` for one that is not sealed."""
    room, main = desk.at(case), desk.main
    main.require_writer()
    if room.room is None:
        raise NotAllowed(_("This case is not sealed."), kept=_("Nothing was changed."))
    _require_free_names(room, main)
    with room.db.transaction():
        sealed.set_moving(room.db, "out", case)
    with main.db.transaction():
        _carry(room.db, main, case, moving.persons_of(room.db, case))
        purging.lift_stone(main.db, case)
    _drop(room)
    return Done(value=case, change=Change(topics=frozenset({"cases", "persons", "drafts"}), cases=(case,)))


def _require_free_names(room: Desk, main: Desk) -> None:
    """Code names given meanwhile would stand twice; a database takes each once."""
    known = {person.id for person in persons.every(main.db)}
    coming = {person.code_name for person in persons.every(room.db) if person.id not in known}
    if coming & persons.code_names(main.db) or cases.code_names(room.db) & cases.code_names(main.db):
        raise NotAllowed(
            _("Somebody else, or another case, was given the same code name meanwhile."),
            kept=_("Nothing was changed, and the case stays sealed."),
            do=_("Let everybody who needs it into the sealed case instead."),
        )


def change_holders(desk: Desk, case: str, holders: Collection[str]) -> Done[None]:
    """Let these, and nobody else, open a sealed case; ``holders`` as for ``new_room``.

    Whoever is taken out keeps what they saw or copied; what is written from now on they cannot open.
    """
    there = desk.at(case)
    there.main.require_writer()
    if there.room is None:
        raise NotAllowed(_("This case is not sealed."), kept=_("Nothing was changed."))
    _change(there, holders)
    return Done(value=None, change=Change(topics=frozenset({"cases"}), cases=(case,)))


def _change(there: Desk, holders: Collection[str]) -> None:
    assert there.room is not None
    vault, room = there.vault, there.room
    chosen = rooms.require_holders(vault, _slots(there, holders))
    if set(rooms.entry_of(vault, room).wraps) - set(chosen):
        forgetting.owe(vault, room)
    rooms.change_holders(vault, room, chosen)
    there.reconnect()
    with there.db.transaction():
        sealed.set_holders(there.db, holders)
    if (vault.folder / forgetting.OWED).exists():
        _fresh_copy(there.main, _("after somebody was taken out of a sealed case"))


def purge(desk: Desk, case: str, policy: str) -> tuple[Tombstone, int, int, str]:
    """A sealed case forgotten: its whole file goes, with every safety copy that holds it, and a stone stays in the open.

    Returns the stone, how many persons and copies went, and why no fresh copy could be made.
    """
    main, row = desk.main, entries.row_of(desk.db, case)
    assert desk.room is not None and row is not None
    people = [person for person in moving.persons_of(desk.db, case) if entries.row_of(main.db, person) is None]
    subjects = [row, *(found for person in people if (found := entries.row_of(desk.db, person)) is not None)]
    stone = _stone(main, case, purging.numbers(desk.db, subjects), policy)
    member = main.vault.member
    forgetting.owe(main.vault, desk.room)
    with main.db.transaction():
        entries.author_row(main.db, member.slot, member.name, member.role, member.public_key)
        purging.set_stone(main.db, stone)
    _drop(desk)
    gone, no_copy = _fresh_copy(main, _("after a case was purged"))
    return stone, len(people), gone, no_copy


def give_up(desk: Desk) -> None:
    """Forget a sealed file in which nothing stands any more; nothing happens to one with a case or a draft in it."""
    if desk.room is not None and sealed.is_empty(desk.db):
        _drop(desk)


def _drop(desk: Desk) -> None:
    assert desk.room is not None
    desk.main.leave(desk)
    rooms.drop(desk.vault, desk.room)


def settle(desk: Desk) -> tuple[str, ...]:
    """At sitting down, and after the team changed: finish what a stop interrupted, and keep each sealed file to its holders.

    Returns a sentence for whatever could not be done now; nothing of it stands in anybody's way.
    """
    if desk.vault.read_only:
        return ()
    told = []
    for room in desk.rooms:
        try:
            _settle(desk.main, room)
            alone = (
                room in desk.rooms and room.room is not None and len(rooms.entry_of(desk.vault, room.room).wraps) < rooms.FEWEST
            )
        except KnownError as error:
            told.append(str(error))
            continue
        if alone:
            told.append(_("You are the only one who can open one of the sealed cases. Please let somebody else into it."))
    with suppress(KnownError):
        forgetting.settle(desk.vault)
    return tuple(told)


def _settle(main: Desk, room: Desk) -> None:
    way, case = room.moving
    in_the_open = bool(case) and entries.row_of(main.db, case) is not None
    if way == "in" and in_the_open:
        main.require_writer()
        _move_in(main, room, case)
    elif way == "out" and in_the_open and moving.all_there(room.db, main.db):
        _drop(room)
        return
    elif way:
        with room.db.transaction():
            sealed.set_moving(room.db, "", "")
    stones = {stone.case for stone in purging.stones(main.db) if stone.policy != STONE}
    inside = sealed.cases_in(room.db)
    if inside and stones.issuperset(inside):
        assert room.room is not None
        forgetting.owe(main.vault, room.room)
        _drop(room)
        return
    if sealed.is_empty(room.db):
        _drop(room)
        return
    _keep_to_holders(main, room)


def _keep_to_holders(main: Desk, room: Desk) -> None:
    """Somebody left the team who could open it: write it anew. A new recovery sheet takes the place of the one before."""
    assert room.room is not None
    vault = main.vault
    meant, wraps = sealed.holders(room.db), set(rooms.entry_of(vault, room.room).wraps)
    here = {member.slot for member in vault.members} | {SHEET}
    wanted = _slots(main, meant & here)
    if meant - here:
        forgetting.owe(vault, room.room)
        rooms.rewrite(vault, room.room, wanted)
        room.reconnect()
        with room.db.transaction():
            sealed.set_holders(room.db, meant & here)
        forgetting.settle(vault)
    elif wanted - wraps:
        rooms.change_holders(vault, room.room, wanted | wraps)
