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

from cocdesk.model.errors import FileRefused, KnownError, NotAllowed, VaultReadOnly
from cocdesk.words import _

if TYPE_CHECKING:
    from cocdesk.model.desk import Desk

PASSPHRASE_FILE = "COCDESK_PASSPHRASE_FILE"

# Joiners carry meaning in many scripts and hold emoji together; directions and escapes do not pass.
_HARMLESS = "\n\t\u200c\u200d"


def say(text: str = "") -> None:
    """One line for a person; characters the terminal cannot show or would obey become a mark."""
    shown = "".join(c if c.isprintable() or c in _HARMLESS else "\ufffd" for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    with told():
        print(shown.encode(encoding, "replace").decode(encoding))


def say_aside(text: str) -> None:
    """A line beside the answer, for a person: on the error stream, so that an answer stays what was asked for."""
    print(text, file=sys.stderr)


def say_json(document: Mapping[str, Any]) -> None:
    """One JSON document, the only thing on stdout; ASCII only, so that every terminal and pipe takes it."""
    import json

    with told():
        print(json.dumps(document, ensure_ascii=True, indent=2))


def say_bytes(data: bytes) -> None:
    """A whole file on standard output."""
    with told():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def told() -> Iterator[None]:
    """Around each answer: when it cannot be given, the deed is done all the same, and the sentence has to say so."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        forget_stdout()
        raise KnownError(
            _("The answer could not be written to the output ({reason}).").format(reason=fault.strerror or ""),
            kept=_("Whatever this command had to save was saved before."),
            do=_("Look with “cocdesk cases” or “cocdesk show” before you run it again."),
        ) from fault


def forget_stdout() -> None:
    """Let what is still waiting for the output go nowhere; Python would try once more at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def moment(value: datetime | None, zone_name: str = "UTC") -> str | None:
    """A moment as ISO 8601 with the offset of the event's place."""
    from cocdesk.model.rules.clockwork import zone

    return None if value is None else value.astimezone(zone(zone_name)).isoformat(timespec="seconds")


def passphrase(args: argparse.Namespace, *, new: bool = False) -> str:
    """The passphrase from a file, from the file the environment names, or from a hidden prompt on a terminal."""
    elsewhere = "" if getattr(args, "only_named", False) else os.environ.get(PASSPHRASE_FILE)
    named = args.passphrase_file or elsewhere
    if named:
        return first_line(Path(named))
    if not sys.stdin.isatty():
        raise NotAllowed(
            _("No passphrase was given, and there is no terminal to ask on."),
            kept=_("Nothing was changed."),
            do=_("Name a file with --passphrase-file, or in the variable {variable}.").format(variable=PASSPHRASE_FILE),
        )
    import getpass

    typed = getpass.getpass(getattr(args, "prompt", _("Passphrase: ")), sys.stderr)
    if new and getpass.getpass(_("The same once more: "), sys.stderr) != typed:
        raise NotAllowed(_("The two passphrases differ."), kept=_("Nothing was made."), do=_("Please try again."))
    return typed


def first_line(path: Path) -> str:
    """The first line of a file that holds a secret."""
    try:
        text = path.read_bytes()[:4096].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise KnownError(
            _("The passphrase file cannot be read."),
            kept=_("Nothing was changed."),
            do=_("Check its name and that you may read it."),
        ) from fault
    # Only line feeds end the line: a form feed or U+2028 may be part of a passphrase.
    return text.split("\n")[0].rstrip("\r")


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


@contextmanager
def opened(args: argparse.Namespace, *, only_look: bool = False) -> Iterator[Desk]:
    """The desk of the vault the arguments name; closed at the end, whatever happens.

    With ``only_look`` a vault that takes no writing is opened too, as a copy in memory.
    """
    from cocdesk.model.actions.opening import look_at_desk, open_desk, prepare

    folder = Path(args.vault)
    words = passphrase(args)
    try:
        desk = open_desk(prepare(folder, passphrase=words, member=args.member))
    except VaultReadOnly:
        if not only_look:
            raise
        desk = look_at_desk(folder, passphrase=words, member=args.member)
    try:
        yield desk
    finally:
        desk.close()


def table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their longest cell; nothing for no rows."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
