"""Promise 8: with their own passphrase, a full copy of the folder and foreign tools, nobody reads a case they are kept from.

One vault, a team of five, a sealed case for every choice of at least two who may see it, and one sealed only later. No line of
ours opens anything here: the key file is read as JSON, the keys are unwrapped with ``cryptography``, the pages are decrypted
without any SQLite, and read again with SQLite3MultipleCiphers.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from cocdesk.model.actions import attach, drafts, members, report, respond, sealing
from cocdesk.model.actions.opening import create_desk, packs, prepare_new
from cocdesk.model.desk import Desk
from cocdesk.model.laptop import Laptop
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import ActDraft
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven
from cocdesk.model.vault import backup
from cocdesk.model.vault.vault import unlock
from tests.journeys.canary import hits
from tests.model.desks import FAST, Watch
from tests.sqlcipher_pages import database_pages, journal_pages, salt_of

TEAM = ("Ann", "Bo", "Cy", "Di", "Eve")
SUBSETS = [frozenset(few) for size in range(2, 6) for few in itertools.combinations(TEAM, size)]
LATER = frozenset(TEAM) - {"Eve"}
WORD = "ZZCANARY"


def phrase(name: str) -> str:
    return f"{name} and six more words in a row"


def canary(subset: frozenset[str], later: bool = False) -> str:
    """One word for each sealed case; letters only, so that the search index keeps it whole."""
    return WORD + ("LATER" if later else "") + "".join(name[0] if name in subset else "x" for name in TEAM)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vault, locked, with a safety copy in it; the laptop's own memory lies beside it."""
    place = tmp_path_factory.mktemp("attack")
    watch = Watch()
    new = prepare_new(member="Ann", role="chair", passphrase=phrase("Ann"), kdf=FAST)
    desk, _sheet = create_desk(place / "vault", new, packs()["conference"], event="PyTide 2026", clock=watch)
    (place / "vault" / "ballast").unlink()
    for name in TEAM[1:]:
        members.add(desk, name=name, role="responder", passphrase=phrase(name), kdf=FAST)
    open_ = report.take_report(desk, told(canary(LATER, later=True))).value
    fill(desk, open_, canary(LATER, later=True))
    slots = {member.name: member.slot for member in desk.vault.members}
    sealing.seal_case(desk, open_, frozenset(slots[name] for name in LATER))
    for writer in TEAM[:4]:
        for subset in SUBSETS:
            if writer == min(subset, key=TEAM.index):
                number = sealing.seal_draft(desk, told(canary(subset)), frozenset(slots[name] for name in subset)).value
                case = report.take_report(desk.at(number), told(canary(subset)), number=number).value
                fill(desk.at(case), case, canary(subset))
        desk.close()
        nobody = TEAM[TEAM.index(writer) + 1]
        laptop = Laptop(place / "laptop")
        desk = Desk(unlock(place / "vault", passphrase=phrase(nobody), member=nobody), laptop=laptop, clock=watch)
    backup.take(desk.vault, now=watch(), why="daily")
    desk.close()
    return place


def told(word: str) -> ReportDraft:
    return ReportDraft(
        title=f"about {word}", report=Report(what=f"heard {word} say it", place=word),
        reported=(ReportedGiven(name=word, email=f"{word}@example.org"),),
    )  # fmt: skip


def fill(desk: Desk, case: str, word: str) -> None:
    respond.record(desk, case, e.Noted(text=f"a note on {word}"))
    drafts.save_act(desk, case, ActDraft(act="note", title="Note", values={"text": word}), number=None)
    if "E" in word:
        attach.attach(desk, case, name=f"{word}.txt", data=word.encode() * 600)


def private_key(slot: dict[str, Any], passphrase: str) -> X25519PrivateKey:
    """A member's private key, as docs/recovery.md would have it done by hand."""
    kdf = slot["kdf"]
    key = Argon2id(
        salt=bytes.fromhex(kdf["salt"]), length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m"], ad=b"slot"
    ).derive(passphrase.encode())
    bound = {name: slot[name] for name in ("v", "vault", "slot", "x", "ed", "kdf")}
    sealed = bytes.fromhex(slot["priv"])
    private = AESGCM(key).decrypt(sealed[:12], sealed[12:], json.dumps(bound, sort_keys=True, separators=(",", ":")).encode())
    return X25519PrivateKey.from_private_bytes(private[:32])


def every_key(vault: Path, name: str) -> set[bytes]:
    """Every key this member can get out of the key files: each wrap is tried under their name and under all the others."""
    keys = json.loads((vault / "keys-A.json").read_bytes())["body"]
    slot = next(one for one in keys["members"] if one["name"] == name)
    private = private_key(slot, phrase(name))
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    found = set()
    for file in (keys, *keys["sealed"]):
        for owner, wrap in file["wraps"].items():
            for said in {owner, slot["slot"]}:
                about = {"vault": keys["vault"], "file": file["file"], "generation": file["generation"], "slot": said}
                info = json.dumps(about, sort_keys=True, separators=(",", ":")).encode()
                try:
                    found.add(suite.decrypt(bytes.fromhex(wrap), private, info=info))
                except (InvalidTag, ValueError):
                    continue
    return found


@pytest.fixture(scope="module")
def databases(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every database of the folder, those inside the safety copies too."""
    found = sorted((folder / "vault").glob("*.db"))
    for number, copy in enumerate(sorted((folder / "vault" / "backups").iterdir())):
        whole = copy.read_bytes()
        start = len(b"COCDESK-BACKUP-1\n")
        length = int.from_bytes(whole[start : start + 4], "big")
        head = json.loads(whole[start + 4 : start + 4 + length])
        place = start + 4 + length + head["keys"]
        for part, size in [(head["file"], head["database"]), *((one["file"], one["size"]) for one in head["sealed"])]:
            path = tmp_path_factory.mktemp("parts") / f"{number}-{part}"
            path.write_bytes(whole[place : place + size])
            found.append(path)
            place += size
    return found


def words_in(content: bytes) -> set[str]:
    """The canaries in some bytes, whatever the case of their letters."""
    folded = content.lower()
    every = {canary(subset) for subset in SUBSETS} | {canary(LATER, later=True)}
    return {word for word in every if word.lower().encode() in folded} if WORD.lower().encode() in folded else set()


def read_by_pages(databases: list[Path], keys: set[bytes]) -> set[str]:
    """What the pages hold, free ones and journals included, under any of the keys."""
    found: set[str] = set()
    for path in databases:
        for key in keys:
            pages = database_pages(path, key)
            if next(pages).authentic:
                found |= {word for page in database_pages(path, key) if page.authentic for word in words_in(page.content)}
            journal = path.with_name(f"{path.name}-journal")
            if journal.exists():
                left = journal_pages(journal, key, salt_of(path))
                found |= {word for page in left if page.authentic for word in words_in(page.content)}
    return found


def read_by_sqlite(databases: list[Path], keys: set[bytes]) -> set[str]:
    """What SQLite3MultipleCiphers reads of it: every table, and every word of the search indexes."""
    found: set[str] = set()
    for path, key in itertools.product(databases, keys):
        if next(database_pages(path, key)).authentic:
            found |= words_in("\n".join(_rows(path, key)).encode())
    return found


def _rows(path: Path, key: bytes) -> Iterator[str]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{key.hex()}'\""):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    tables = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    for name, sql in tables:
        if "fts5(" in sql:
            connection.execute(f"CREATE VIRTUAL TABLE temp.held_{name} USING fts5vocab('main', '{name}', 'row')")
            yield from (str(term) for (term,) in connection.execute(f"SELECT term FROM temp.held_{name}"))
        else:
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield " ".join(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row)
    connection.close()


def may_read(name: str) -> set[str]:
    """The canaries of the cases this member may see."""
    return {canary(subset) for subset in SUBSETS if name in subset} | ({canary(LATER, later=True)} if name in LATER else set())


@pytest.mark.parametrize("name", TEAM)
def test_promise_08_each_of_five_reads_the_cases_they_may_see_and_not_a_word_of_any_other(
    folder: Path, databases: list[Path], name: str
) -> None:
    keys = every_key(folder / "vault", name)
    assert len(keys) == 1 + sum(name in subset for subset in SUBSETS) + (name in LATER)
    assert read_by_pages(databases, keys) == may_read(name)
    assert read_by_sqlite(databases, keys) == may_read(name)


def test_promise_08_nothing_of_a_sealed_case_lies_anywhere_in_plain_words(folder: Path) -> None:
    """Nor in file names, the key files, the marks, the laptop's own memory, or what a stop would leave."""
    assert hits([folder], WORD) == []


def test_sealed_files_grow_in_steps_and_their_names_and_records_say_nothing(folder: Path) -> None:
    keys = json.loads((folder / "vault" / "keys-A.json").read_bytes())["body"]
    assert {frozenset(one) for one in keys["sealed"]} == {frozenset({"file", "generation", "number", "wraps"})}
    sizes = {(folder / "vault" / one["file"]).stat().st_size for one in keys["sealed"]}
    assert all(size % (256 * 1024) == 0 for size in sizes)
    assert len(keys["sealed"]) == len(SUBSETS) + 1
