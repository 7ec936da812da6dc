"""What makes an entry provable: its canonical envelope, its hash, its signature (SECURITY 4.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from cocdesk.model.records.case import Entry
from cocdesk.model.records.entries import AnyBody

VERSION = 1


class Stored(Protocol):
    """An entry as a store gives it back: ids in hex, ``body`` the canonical JSON."""

    @property
    def subject(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def made(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def prev(self) -> str: ...
    @property
    def parents(self) -> tuple[str, ...]: ...
    @property
    def salt(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def hash(self) -> str: ...


_bodies = msgspec.json.Decoder(AnyBody)


def encode_body(body: AnyBody) -> bytes:
    """Canonical JSON of a body: sorted keys, UTF-8, its kind under ``type``."""
    return msgspec.json.encode(body, order="sorted")


def decode_body(text: bytes | str) -> AnyBody:
    """The body a canonical JSON tells. Raises ``msgspec.DecodeError`` when it is none."""
    body: AnyBody = _bodies.decode(text)
    return body


def envelope(
    *,
    vault: str,
    subject: str,
    author: str,
    device: str,
    at: int,
    made: int,
    number: int,
    prev: str,
    parents: Sequence[str],
    salt: str,
    body: bytes,
) -> bytes:
    """The canonical JSON that is hashed and signed; ``body`` stands in it as it is."""
    whole = {
        "at": at,
        "author": author,
        "body": msgspec.Raw(body),
        "device": device,
        "made": made,
        "number": number,
        "parents": list(parents),
        "prev": prev,
        "salt": salt,
        "subject": subject,
        "v": VERSION,
        "vault": vault,
    }
    return msgspec.json.encode(whole, order="sorted")


def seal(
    *,
    vault: str,
    subject: str,
    author: str,
    device: str,
    at: int,
    made: int,
    number: int,
    prev: str,
    parents: Sequence[str],
    salt: str,
    body: AnyBody,
    sign: Callable[[bytes], bytes],
) -> Entry:
    """A new entry under its hash, signed by its author."""
    data = envelope(
        vault=vault, subject=subject, author=author, device=device, at=at, made=made, number=number, prev=prev, parents=parents,
        salt=salt, body=encode_body(body),
    )  # fmt: skip
    digest = hashlib.sha256(data)
    return Entry(
        id=digest.hexdigest(), subject=subject, at=at, made=made, by=author, device=device, number=number, prev=prev,
        parents=tuple(parents), salt=salt, body=body, signature=sign(digest.digest()),
    )  # fmt: skip


def stone_text(
    *, vault: str, case: str, at: int, policy: str, by: str, entries: int, numbers: Mapping[str, Sequence[tuple[int, int]]]
) -> bytes:
    """The canonical JSON of a tombstone, which the member who purged signs: without it a loss could pass for a purge."""
    whole = {
        "at": at,
        "by": by,
        "case": case,
        "entries": entries,
        "numbers": {device: [list(run) for run in runs] for device, runs in numbers.items()},
        "policy": policy,
        "purged": VERSION,
        "vault": vault,
    }
    return msgspec.json.encode(whole, order="sorted")


def hash_holds(entry: Stored, vault: str) -> bool:
    """Whether an entry read from the store is the one that was hashed; asked before its body is read as anything."""
    data = envelope(
        vault=vault, subject=entry.subject, author=entry.author, device=entry.device, at=entry.at, made=entry.made,
        number=entry.number, prev=entry.prev, parents=entry.parents, salt=entry.salt, body=entry.body.encode(),
    )  # fmt: skip
    return hashlib.sha256(data).hexdigest() == entry.hash
