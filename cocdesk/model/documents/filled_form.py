"""A filled form read back: what stands in the fields of a PDF, as the keys of a report file.

The file comes from outside and may be anything. It is only read, by one library; nothing in it is run. How large it may be, how
many pages and fields it may have and how much it may unpack to is bounded before anything of it is believed.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cocdesk.model.documents import form_code, scanned
from cocdesk.model.documents.scanned import resolved
from cocdesk.model.errors import FileRefused
from cocdesk.model.rules import from_form
from cocdesk.words import _

LARGEST = 8 * 1024 * 1024
MOST_PAGES = 50
MOST_LOOKED_AT = 3  # pages of a scan on which the number is looked for
MOST_FIELDS = 500
MOST_TEXT = 1_000_000
MOST_UNPACKED = 16 * 1024 * 1024
_DEEPEST = 8
_MOST_OBJECTS = 20_000
_MAGIC = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRead:
    """What a form says: its ``number``, the text or tick of each field by its key, and what could not be read, in sentences.

    A ticked box has the key of its question and the value of the box; where two boxes of one question are ticked, neither counts.
    ``care`` keys hold every offer or call that was ticked, with spaces between. ``pictures`` are the pages of a scan that was
    saved as PDF (JPEG): it has no fields, and its number is the one that is read on them; ``problems`` names pages left behind.
    """

    number: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    pictures: tuple[bytes, ...] = ()


def looks_like(data: bytes) -> bool:
    """Whether a file says of itself that it is a PDF."""
    return data[:1024].lstrip().startswith(_MAGIC)


def read_form(data: bytes, name: str = "") -> FormRead:
    """The fields of a filled form, or the pages of a scan. Raises ``FileRefused`` for a file that is too large, locked or broken,
    or neither of them.
    """
    name = name or _("the form")
    if len(data) > LARGEST:
        raise FileRefused(name, "", _("it is larger than 8 MB, and a filled form is not. Save a scan as pictures."))
    if not looks_like(data):
        raise FileRefused(name, "", _("it is not a PDF."))
    with _bounded():
        fields, scan = _fields(data, name)
    pictures = scan.pictures
    if not pictures:
        return _answers(fields, name)
    number = next((found for picture in pictures[:MOST_LOOKED_AT] if (found := form_code.number_on(picture))), "")
    return FormRead(number=number, pictures=pictures, problems=scanned.problems(scan))


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """While a foreign file is read: what it may unpack to is small, and nothing of it is written to a log."""
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    most: dict[str, Any] = dict.fromkeys(
        (
            "maximum_declared_stream_length", "array_based_stream_maximum_output_length", "lzw_maximum_output_length",
            "jbig2_maximum_output_length", "run_length_maximum_output_length", "zlib_maximum_output_length",
            "brotli_maximum_output_length", "image_maximum_buffer_size",
        ),
        MOST_UNPACKED,
    )  # fmt: skip
    try:
        with apply_configuration(
            **most, zlib_maximum_recovery_input_length=1_000_000, stream_decoding_work_maximum_length=4 * MOST_UNPACKED,
            stream_filters_maximum_length=4, array_maximum_element_count=_MOST_OBJECTS,
            dictionary_maximum_element_count=_MOST_OBJECTS, jbig2dec_binary=None,
        ):  # fmt: skip
            yield
    finally:
        log.setLevel(level)


def _fields(data: bytes, name: str) -> tuple[list[tuple[str, Any]], scanned.Scan]:
    """The fields of a PDF; of one without any, the pictures on its pages."""
    from pypdf import PdfReader

    found: list[tuple[str, Any]] = []
    scan = scanned.Scan()
    try:
        reader = PdfReader(
            io.BytesIO(data), strict=False, root_object_recovery_limit=2_000, xref_stream_maximum_entries=_MOST_OBJECTS
        )  # fmt: skip
        locked = reader.is_encrypted
        if not locked:
            root = resolved(reader.trailer["/Root"])
            found = list(_walk(root, name))
            if _page_count(root) > MOST_PAGES:
                raise FileRefused(name, "", _("it has more than {most} pages.").format(most=MOST_PAGES))
            scan = scanned.scan(root) if not found else scan
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001 - a foreign file can break its reader anywhere, and each way means the same to a person
        # Not chained: its words would quote what stands in the file.
        raise FileRefused(name, "", _("it is damaged and cannot be read as a PDF.")) from None
    if locked:
        raise FileRefused(name, "", _("it is locked with a password. Save it without one, or type it in from the screen."))
    return found, scan


def _page_count(root: Any) -> int:
    """What the file says of itself, and no less than what its first row of pages shows."""
    pages = resolved(root.get("/Pages", {}))
    said = resolved(pages.get("/Count", 0))
    return max(int(said), len(resolved(pages.get("/Kids", ()))))


def _walk(root: Any, name: str) -> Iterator[tuple[str, Any]]:
    """(full key, value) of every field that can hold an answer."""
    form = resolved(root.get("/AcroForm"))
    if not isinstance(form, dict):
        return
    waiting: list[tuple[Any, str, Any, int]] = [(top, "", None, 0) for top in _list(form.get("/Fields"))]
    seen, count = 0, 0
    while waiting:
        seen += 1
        here, above, kind, deep = waiting.pop()
        here = resolved(here)
        if count > MOST_FIELDS or seen > 4 * MOST_FIELDS:
            raise FileRefused(name, "", _("it has more than {most} fields, and a form of ours has not.").format(most=MOST_FIELDS))
        if not isinstance(here, dict) or deep > _DEEPEST:
            continue
        part = str(resolved(here.get("/T")) or "")[:100]
        key = ".".join(piece for piece in (above, part) if piece)
        kind = resolved(here.get("/FT")) or kind
        kids = _list(here.get("/Kids"))
        named = [kid for kid in kids if isinstance(resolved(kid), dict) and "/T" in resolved(kid)]
        if named:
            waiting += [(kid, key, kind, deep + 1) for kid in named[: MOST_FIELDS + 1]]
        elif kind in ("/Tx", "/Btn", "/Ch") and key:
            count += 1
            yield key, resolved(here.get("/V"))


def _list(value: Any) -> list[Any]:
    found = resolved(value)
    return list(found[: 4 * MOST_FIELDS]) if isinstance(found, list) else []


def _answers(fields: list[tuple[str, Any]], name: str) -> FormRead:
    given: dict[str, str] = {}
    ticked: dict[str, list[str]] = {}
    number, length = "", 0
    for key, value in fields:
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if not isinstance(value, str) or not value.strip() or value == "/Off":
            continue
        length += len(value)
        if length > MOST_TEXT:
            raise FileRefused(name, "", _("it holds more text than a report can keep."))
        question, _dot, answer = key.rpartition(".")
        if key == "form_number":
            number = value.strip()
        elif value.startswith("/"):
            ticked.setdefault(question, []).append(answer)
        else:
            given[key] = value
    if not number and not any(key in _KNOWN for key, _value in fields):
        raise FileRefused(
            name, "",
            _("it is not one of our forms: it has none of the form’s fields. If it is a scan, save that scan as a picture."),
        )  # fmt: skip
    problems = []
    for question, answers in ticked.items():
        if len(answers) == 1 or question.startswith("care."):
            given[question] = " ".join(sorted(answers))
        else:
            asked = from_form.question(question)[:60]
            problems.append(_("Two boxes of one question are ticked ({question}); neither was taken.").format(question=asked))
    return FormRead(number=number, values=given, problems=tuple(problems))


_KNOWN = frozenset({"behaviour", "what", "happened", "circumstances"})
