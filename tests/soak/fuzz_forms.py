"""Ten thousand generated forms: real ones broken, forms other programs might write, files that lie, and pictures of none.

Each is read as the desk reads it, up to the draft it would keep. It is accepted or refused with a sentence; anything else is a
fault, as are two seconds of the processor for one file and 300 MB for all. ``python -m tests.soak.fuzz_forms COUNT`` by itself.
"""

from __future__ import annotations

import os
import random
import sys
import zlib
from collections.abc import Callable
from functools import cache

import msgspec

from cocdesk.model.actions import take_in
from cocdesk.model.documents import filled_form, form_code
from cocdesk.model.errors import KnownError
from cocdesk.model.rules import from_form
from cocdesk.model.rules.text import clean_record
from tests.model.documents import photos
from tests.model.documents.filling import SCRIPTS, filled, pdf, written
from tests.model.policy.shipped_packs import NAMES, pack
from tests.soak.outcome import Outcome, limit_memory, of_child, tell, watched, weigh

KIND = "forms"
KEYS = (
    "what", "behaviour", "happened", "place", "heard_at", "form_number", "reporter.name", "reporter.email", "reported.0.name",
    "reported.9.badge", "others.1.role", "care.offered.friend", "consent", "threat", "ongoing", "needs", "received_by", "a.b.c.d",
    "reported..name", "reported.0", "", ".", "what.what", "not_offered", "report", "__class__", "share_identity", "channel",
)  # fmt: skip
TEXTS = (
    "x", "", "yes", "no", "/Yes", "/Off", "F-7K3Q-9D", "2026-13-45", "2026-05-24 18:30", "0000-00-00T00:00", "99999-01-01",
    "=HYPERLINK(1)", "<b>&amp;", "\0\x1b[2J", "\ud800", "\u202e\u2066", "李小龙 علي क्षत्रिय", "e\u0301" * 300, "word " * 3_000,
    "{}[]()\\", "-" * 2_100, "\r\n\r", "\ufffe\uffff",
)  # fmt: skip
TOKENS = (
    b"/Kids [1 0 R]", b"99999999999999999999", b"/Length -1", b"<<" * 60, b"[" * 60, b"0 R 0 R", b"/Encrypt 1 0 R",
    b"/FlateDecode", b"/Parent 5 0 R", b"startxref\n0\n%%EOF", b"(\\", b"<feff", b"stream\n", b"/AcroForm null", b"/Prev 0",
    b"obj", b"/T 7 /V [[]]",
)  # fmt: skip


def run(count: int) -> Outcome:
    """Read so many generated files in a program of their own, with a limit on its memory."""
    command = [sys.executable, "-m", "tests.soak.fuzz_forms", "--child", str(count)]
    return of_child(KIND, command, os.environ | {"QT_QPA_PLATFORM": "offscreen"})


def files_of(number: int) -> bytes:
    """The generated file of that number, always the same one."""
    chance = random.Random(number)
    return chance.choice(_WAYS)(chance)


def _broken(chance: random.Random) -> bytes:
    """A filled form with some of its bytes changed, cut, doubled, or exchanged for words of the format."""
    data = bytearray(chance.choice(_filled()))
    for _cut in range(chance.randrange(1, 10)):
        place = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 400)]
            case 2:
                data[place:place] = data[chance.randrange(len(data)) :][: chance.randrange(1, 400)]
            case 3:
                token = chance.choice(TOKENS)
                data[place : place + len(token)] = token
            case _:
                del data[max(200, place) :]
    return bytes(data)


def _elsewhere(chance: random.Random) -> bytes:
    """A form as another program may write it, with any keys and texts."""
    return written({chance.choice(KEYS): _text(chance) for _field in range(chance.randrange(1, 12))})


def _lying(chance: random.Random) -> bytes:
    """A small file that says wrong things of itself: loops, depths, counts, and streams that unpack to much."""
    fields = chance.choice((
        b"3 0 R", b"[3 0 R 3 0 R]", b"[[3 0 R]]", b"[<</T (what) /Kids [1 0 R]>>]", b"[<</T (what) /FT /Tx /V 4 0 R>>]",
        b"[<</T 4 0 R /FT /Tx /V (x)>>]", b"[" * 400 + b"]" * 400, b"[" + b"<</T (what) /FT /Tx /V (x)>>" * 700 + b"]",
        b"[<</T (what) /FT /Tx /V <" + b"61" * 60_000 + b">>>]", b"null", b"[9 0 R -1 0 R 0 0 R]",
        b"[<</T (what) /FT [] /V {}>>]",
    ))  # fmt: skip
    pages = chance.choice((b"<</Type /Pages /Count 0 /Kids []>>", b"<</Count 999999>>", b"<</Kids [2 0 R] /Count -4>>", b"[]"))
    packed = zlib.compress(b" " * chance.choice((100, 2_000_000, 40_000_000)), 9)
    stream = b"<</Filter %b /Length %d>>\nstream\n%b\nendstream" % (
        chance.choice((b"/FlateDecode", b"[/FlateDecode /FlateDecode]", b"/LZWDecode", b"/ASCII85Decode", b"/Nothing")),
        chance.choice((len(packed), 3, 99_999_999, 0)), packed,
    )  # fmt: skip
    field = b"<</T (what) /FT /Tx /Kids [3 0 R 3 0 R] /Parent 3 0 R>>"
    return pdf([b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields %b>>>>" % fields, pages, field, stream])


def _picture(chance: random.Random) -> bytes:
    """A photograph of a form, or a scan of it, broken; or the beginning of one, and then anything."""
    if chance.randrange(3):
        data = bytearray(chance.choice(_photographs()))
        for _cut in range(chance.randrange(1, 8)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        return bytes(data[: chance.randrange(50, len(data) + 1)])
    return chance.choice((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\3\4", b"GIF89a", b"")) + chance.randbytes(
        chance.randrange(900)
    )


def _text(chance: random.Random) -> str:
    if chance.randrange(3):
        return chance.choice(TEXTS).encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    return "".join(
        chr(chance.choice((chance.randrange(128), chance.randrange(0xD800)))) for _letter in range(chance.randrange(80))
    )


_WAYS: tuple[Callable[[random.Random], bytes], ...] = (_broken, _elsewhere, _elsewhere, _lying, _picture)


@cache
def _filled() -> tuple[bytes, ...]:
    ticks = ("threat.no", "consent.no-objection", "transcribed.yes")
    return tuple(filled(values, ticks, name=name) for name, values in zip(NAMES, SCRIPTS.values(), strict=False))


@cache
def _photographs() -> tuple[bytes, ...]:
    small = photos.page().resize((300, 424))
    return photos.png(small), photos.jpeg(small), photos.scan(small.resize((420, 594)))


def read(data: bytes) -> None:
    """Read a file as the desk does. Raises ``KnownError`` for one that is refused."""
    if not filled_form.looks_like(data):
        take_in.picture_type(data)
        form_code.number_on(data)
        return
    answers = filled_form.read_form(data)
    for page in answers.pictures:
        take_in.picture_type(page)
    draft, _problems = from_form.draft(answers.values, pack("django-events"), "Europe/Berlin")
    try:
        msgspec.json.encode(clean_record(draft))
    except msgspec.ValidationError:
        raise KnownError("one of its texts is too long") from None  # as take_in tells it


def fuzz(count: int, start: int = 0) -> Outcome:
    """Read so many generated files in this program; ends at the first fault, whose number makes the same file again."""
    outcome = Outcome(KIND)
    form_code.SECONDS = 0.02  # how long a code is looked for says nothing about what a broken picture does
    _filled(), _photographs(), pack("django-events")
    for number in range(start, start + count):
        data = files_of(number)
        try:
            with watched(outcome):
                read(data)
        except Exception as error:  # noqa: BLE001 - any other failure at all is what is looked for
            outcome.fault = f"file {number}: {type(error).__name__}: {error}"[:300]
            break
    return weigh(outcome)


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        limit_memory()
        tell(fuzz(int(sys.argv[2])))
    else:
        print(run(int(sys.argv[1])).line())
