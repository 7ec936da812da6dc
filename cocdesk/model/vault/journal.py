"""What makes an entry provable: its canonical envelope, its hash, its signature (SECURITY 4.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from cocdesk.model.records.case import Entry
from cocdesk.model.records.entries import AnyBody

VERSION = 1
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
    number: int,
    prev: str,
    parents: Sequence[str],
    salt: str,
    body: AnyBody,
    sign: Callable[[bytes], bytes],
) -> Entry:
    """A new entry under its hash, signed by its author."""
    data = envelope(
        vault=vault, subject=subject, author=author, device=device, at=at, number=number, prev=prev, parents=parents, salt=salt,
        body=encode_body(body),
    )  # fmt: skip
    digest = hashlib.sha256(data)
    return Entry(
        id=digest.hexdigest(), subject=subject, at=at, by=author, device=device, number=number, prev=prev, parents=tuple(parents),
        salt=salt, body=body, signature=sign(digest.digest()),
    )  # fmt: skip


def hash_holds(entry: Entry, vault: str, body: bytes) -> bool:
    """Whether an entry read from the store is the one that was hashed; ``body`` is its canonical JSON as stored."""
    data = envelope(
        vault=vault, subject=entry.subject, author=entry.by, device=entry.device, at=entry.at, number=entry.number,
        prev=entry.prev, parents=entry.parents, salt=entry.salt, body=body,
    )  # fmt: skip
    return hashlib.sha256(data).hexdigest() == entry.id
