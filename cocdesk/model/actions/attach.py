"""Files put into the vault beside a case."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from cocdesk.model import sight
from cocdesk.model.desk import Desk
from cocdesk.model.errors import FileRefused, NotAllowed, NotFound
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done
from cocdesk.model.rules import acting
from cocdesk.model.store import attachments, entries
from cocdesk.words import _

LARGEST = 25 * 1024 * 1024
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"%PDF-", "application/pdf"))
_NAME_BYTES = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


def attach(desk: Desk, case: str, *, name: str, data: bytes, about: str = "") -> Done[str]:
    """Keep a file of at most 25 MB inside the vault; returns the attachment's id. The original stays where it is.

    Raises ``FileRefused`` for an empty or larger file, ``NotAllowed`` when the case takes none.
    """
    if len(data) > LARGEST:
        raise FileRefused(clean_name(name), "", _("it is larger than 25 MB."))
    if not data:
        raise FileRefused(clean_name(name), "", _("it is empty."))
    digest = hashlib.sha256(data).hexdigest()
    media_type = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "application/octet-stream")
    name = clean_name(name)
    attachment = secrets.token_hex(16)
    kept = e.AttachmentAdded(
        attachment=attachment, name=name, media_type=media_type, size=len(data), sha256=digest, about=about
    )  # fmt: skip
    desk.require_sight(case)
    state = desk.case(case)
    refusal = acting.refusal(state, kept, desk.policy(state.policy_hash))
    if refusal:
        raise NotAllowed(refusal, kept=_("The file was not put into the vault."))
    with desk.transaction() as recorder:
        row = entries.add_subject(desk.db, case, "case")
        attachments.add(desk.db, uuid=attachment, case=row, name=name, media_type=media_type, data=data, sha256=digest)
        recorder.add(case, kept)
    return Done(value=attachment, change=Change(topics=frozenset({"cases"}), cases=(case,)))


def attachment_data(desk: Desk, attachment: str) -> bytes:
    """The bytes of an attachment. Raises ``NotFound``, ``NotAllowed`` for one of a case that is not in sight."""
    data = attachments.data(desk.db, attachment)
    if data is None:
        raise NotFound(_("This attachment is not in the vault."))
    sight.require(attachments.case_of(desk.db, attachment) not in desk.hidden())
    return data


def clean_name(name: str) -> str:
    """A file name that is only a name: no path, no control or direction characters, no reserved word, at most 120 bytes."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join("_" if c in '/\\:*?"<>|' or unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in name).strip(" .")
    if name.split(".")[0].strip().casefold() in _RESERVED:
        name = f"_{name}"
    while len(name.encode()) > _NAME_BYTES:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:-1]}{dot}{ending}" if stem and len(ending) < 20 else name[:-1]
    return name or _("attachment")
