"""Everything that reads a file it did not write: packs, report and record files, key files, safety copies."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from cocdesk import places
from cocdesk.cli import ACTIONS
from cocdesk.model.actions.report import take_report
from cocdesk.model.policy.read import read_pack
from cocdesk.model.rules import given_file, record_file, report_file
from cocdesk.model.vault import backup
from cocdesk.model.vault import vault as vaults
from cocdesk.model.vault.members import describe
from tests.cli.desk import REPORT
from tests.model.desks import FAST, PASSPHRASE, make_vault, open_vault
from tests.soak.fuzz import Read, Target
from tests.soak.hostile_bytes import changed_bytes, changed_values, either, spelled_json, spelled_toml

Files = st.SearchStrategy[bytes]
OTHER_REPORT = """
channel = "email"
witnessed = "widely"
threat = true
consent = "asked-to-think"
share_identity = false
contact_wish = "none"
safety_concern = "They are in the next room."
needs = ["water", "friend"]
behaviour = "Photographs after being asked not to."
[[reported]]
description = "tall, a green shirt"
[[reported]]
name = "N. N."
email = "n@example.org"
"""
RECORDS: dict[str, dict[str, Any]] = {
    "note": {"text": "a note"},
    "assess": {"risk": "high", "impact": "low", "answers": {"q": True}, "why": "because"},
    "meet": {"at": "2018-05-24T18:30:00+02:00", "attendees": ["Ana"], "what_happened": "x", "who": "Ana", "when": "now"},
    "decide": {"sanction": "warning", "horizon": "now", "who": "Ana", "by": "2018-05-25", "from": "2018-05-25", "why": "x"},
    "tell": {"whom": "reporter", "channel": "email", "text": "hello", "at": "2018-05-24T18:30:00+02:00"},
    "consent": {"whom": "reporter", "to_whom": "employer", "what": "all", "answer": "yes", "words": "fine"},
    "close": {"outcome": "settled", "why": "all done"},
    "recuse": {"member": "Ana", "kind": "self"},
    "amend": {"what": "more words", "why": "they remembered"},
}


def packs(work: Path) -> tuple[Files, Read]:
    """Policy packs, as a team's own folder may hold them."""
    corpus = tuple(path.read_bytes() for path in sorted(places.shipped_policies().glob("*/pack.toml")))
    trees = tuple(_plain(tomllib.loads(content.decode())) for content in corpus)
    path = work / "own" / "pack.toml"
    path.parent.mkdir()

    def read(content: bytes) -> None:
        path.write_bytes(content)
        read_pack(path)

    return either(changed_bytes(corpus), changed_values(trees, spelled_toml)), read


def _plain(tree: Any) -> Any:
    """Days and times as their text, as JSON wants it."""
    return json.loads(json.dumps(tree, default=str))


def reports(work: Path) -> tuple[Files, Read]:
    """Report files; what is accepted is filed, and the case read again."""
    corpus = (REPORT.encode(), OTHER_REPORT.encode())
    trees = tuple(_plain(tomllib.loads(content.decode())) for content in corpus)
    desk = open_vault(make_vault(work / "vault", "conference"), work / "laptop")

    def read(content: bytes) -> None:
        name = "report.json" if content.startswith(b"{") else "report.toml"
        draft = report_file.read(given_file.parse(content, name), name, "Europe/Berlin")
        desk.case(take_report(desk, draft).value)

    return either(changed_bytes(corpus), changed_values(trees, spelled_toml), changed_values(trees, spelled_json)), read


def records(_work: Path) -> tuple[Files, Read]:
    """Files of acts; which act it is comes in the first byte."""

    def read(content: bytes) -> None:
        action = ACTIONS[content[0] % len(ACTIONS)] if content else ACTIONS[0]
        record_file.read(action, given_file.parse(content[1:], "act.json"), "act.json", "Europe/Berlin")

    def of(act: str) -> Files:
        good = RECORDS[act]
        spoiled = st.one_of(changed_values((good,), spelled_json), changed_bytes((spelled_json(good),)))
        return spoiled.map(lambda content: bytes([ACTIONS.index(act)]) + content)

    return either(*(of(act) for act in RECORDS)), read


def key_files(work: Path) -> tuple[Files, Read]:
    """Key files: one copy spoiled, or both, as they lie or with their check sum made anew; then the recovery sheet is tried."""
    folder = work / "vault"
    opened, sheet = vaults.create(folder, member="Ann", role="chair", passphrase=PASSPHRASE, kdf=FAST)
    vaults.add_member(opened, name="Bo", role="responder", passphrase=PASSPHRASE + " too", kdf=FAST)
    opened.close()
    good = (folder / "keys-A.json").read_bytes()
    body = json.loads(good)["body"]
    mac = json.loads(good)["mac"]

    def summed(tree: Any) -> bytes:
        inside = json.dumps(tree, separators=(",", ":"), sort_keys=True).encode()
        check = hashlib.sha256(inside + mac.encode()).hexdigest()
        return b'{"body":%s,"mac":"%s","sum":"%s"}\n' % (inside, mac.encode(), check.encode())

    def read(content: bytes) -> None:
        both = hashlib.sha256(content).digest()[0] % 2
        (folder / "keys-A.json").write_bytes(content)
        (folder / "keys-B.json").write_bytes(content if both else good)
        describe(folder)
        vaults.prepare_recovery(folder, sheet).discard()

    return either(changed_bytes((good,)), changed_values((body,), summed)), read


def safety_copies(work: Path) -> tuple[Files, Read]:
    """Safety copies, half of them with their check sum made anew: looked at, and restored where they pass for whole."""
    desk = open_vault(make_vault(work / "vault", "blank"), work / "laptop")
    path = work / "copy.cocbackup"
    backup.write(desk.vault, path, now=desk.now())
    desk.close()
    good, target = path.read_bytes(), work / "restored"

    def summed(content: bytes) -> bytes:
        whole = content[:-32]
        return whole + hashlib.sha256(whole).digest()

    head = len(backup.MAGIC) + 4
    headed = good[: head + 3000]
    early = changed_bytes((headed,)).map(lambda start: start + good[len(headed) :])
    files = st.one_of(
        early.map(summed), changed_bytes((good,)).map(summed), changed_bytes((good, headed)), st.binary(max_size=300)
    )

    def read(content: bytes) -> None:
        path.write_bytes(content)
        backup.headed(path)
        try:
            backup.restore(path, target)
            describe(target)
        finally:
            shutil.rmtree(target, ignore_errors=True)

    return files, read


TARGETS: dict[str, Target] = {
    "packs": packs, "reports": reports, "records": records, "key files": key_files, "safety copies": safety_copies,
}  # fmt: skip
