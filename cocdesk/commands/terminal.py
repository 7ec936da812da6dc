"""What every command says and asks: sentences and JSON on the terminal, passphrases that never stand in an argument."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocdesk.model.errors import FileRefused, KnownError, NotAllowed
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk

PASSPHRASE_FILE = "COCDESK_PASSPHRASE_FILE"


def say(text: str = "") -> None:
    """One line for a person; characters the terminal cannot show or would obey become a mark."""
    shown = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    print(shown.encode(encoding, "replace").decode(encoding))


def say_json(document: Mapping[str, Any]) -> None:
    """One JSON document, the only thing on stdout; ASCII only, so that every terminal and pipe takes it."""
    import json

    print(json.dumps(document, ensure_ascii=True, indent=2))


def moment(value: datetime | None, zone_name: str = "UTC") -> str | None:
    """A moment as ISO 8601 with the offset of the event's place."""
    from cocdesk.model.rules.clockwork import zone

    return None if value is None else value.astimezone(zone(zone_name)).isoformat(timespec="seconds")


def passphrase(args: argparse.Namespace, *, new: bool = False) -> str:
    """The passphrase from a file, from the file the environment names, or from a hidden prompt on a terminal."""
    named = args.passphrase_file or os.environ.get(PASSPHRASE_FILE)
    if named:
        return _first_line(Path(named))
    if not sys.stdin.isatty():
        raise NotAllowed(
            _("No passphrase was given, and there is no terminal to ask on."),
            kept=_("Nothing was changed."),
            do=_("Name a file with --passphrase-file, or in the variable {variable}.").format(variable=PASSPHRASE_FILE),
        )
    import getpass

    typed = getpass.getpass(_("Passphrase: "), sys.stderr)
    if new and getpass.getpass(_("The same once more: "), sys.stderr) != typed:
        raise NotAllowed(_("The two passphrases differ."), kept=_("Nothing was made."), do=_("Please try again."))
    return typed


def _first_line(path: Path) -> str:
    try:
        text = path.read_bytes()[:4096].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise KnownError(
            _("The passphrase file cannot be read."),
            kept=_("Nothing was changed."),
            do=_("Check its name and that you may read it."),
        ) from fault
    return text.splitlines()[0] if text else ""


def file_bytes(name: str, largest: int) -> tuple[bytes, str]:
    """The bytes of a file a person named (``-`` is standard input) and what to call it. Raises ``FileRefused``."""
    if name == "-":
        return sys.stdin.buffer.read(largest + 1), "-"
    path = Path(name)
    try:
        with path.open("rb") as stream:
            return stream.read(largest + 1), path.name
    except OSError as fault:
        reason = _("it cannot be read ({reason}).").format(reason=fault.strerror or type(fault).__name__)
        raise FileRefused(path.name, "", reason) from fault


def write_new(path: Path, data: bytes) -> None:
    """A file for the person's eyes only, which must not be there yet. Raises ``KnownError``."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
    except FileExistsError as fault:
        raise NotAllowed(
            _("There is a file of the name “{name}” already.").format(name=path.name),
            kept=_("It was not touched."),
            do=_("Choose another name, or remove it first."),
        ) from fault
    except OSError as fault:
        raise KnownError(
            _("The file “{name}” could not be written ({reason}).").format(name=path.name, reason=fault.strerror or ""),
            do=_("Choose a folder that takes files."),
        ) from fault


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the vault the arguments name; closed at the end, whatever happens."""
    from cocdesk.model.actions.opening import open_desk, prepare

    folder = Path(args.vault)
    desk = open_desk(prepare(folder, passphrase=passphrase(args), member=args.member))
    try:
        yield desk
    finally:
        desk.close()


def table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their longest cell; nothing for no rows."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
