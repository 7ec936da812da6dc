"""Blank forms filled in by an ordinary PDF library, as a person's viewer would."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cocdesk.model.documents import blank_form
from cocdesk.model.documents.render import render
from tests.model.documents.invented_case import EVENT
from tests.model.policy.shipped_packs import pack

NUMBER = "F-7K3Q-9D"
SCRIPTS = {
    "Latin": {
        "behaviour": "Žižek řekl: „ne“, třikrát.\nPak odešel.", "reported.0.name": "Ngô Thị Ánh", "place": "Café über der Straße",
        "happened": "v pátek večer", "what": "Přišla jsem za ní a ona řekla…\n\n…že neví.",
    },
    "Chinese": {
        "behaviour": "他在大厅里大声喊叫。", "reported.0.name": "李小龙", "place": "一楼大厅", "happened": "星期五晚上",
        "what": "我当时站在门口。",
    },
    "Arabic": {
        "behaviour": "صرخ عدة مرات", "reported.0.name": "محمد علي", "place": "القاعة الكبرى", "happened": "مساء الجمعة",
        "what": "كنت عند الباب\nثم خرجت",
    },
    "Devanagari": {
        "behaviour": "उसने ज़ोर से कहा", "reported.0.name": "क्षत्रिय शर्मा", "place": "हॉल", "happened": "शुक्रवार", "what": "मैं वहाँ थी।",
    },
}  # fmt: skip


@cache
def blank(name: str = "django-events") -> bytes:
    """A fillable form of a shipped procedure."""
    return render(blank_form.build(pack(name), EVENT, number=NUMBER, fillable=True), "pdf")


def filled(values: Mapping[str, str], ticks: tuple[str, ...] = (), *, name: str = "django-events", password: str = "") -> bytes:
    """The form with these values typed in and these boxes ticked."""
    from pypdf import PdfWriter

    with _quiet():
        writer = PdfWriter(clone_from=io.BytesIO(blank(name)))
        given = {**values, **dict.fromkeys(ticks, "/Yes")}
        for page in writer.pages:
            writer.update_page_form_field_values(page, given, auto_regenerate=False)
        if password:
            writer.encrypt(password, algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
    return out.getvalue()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """pypdf warns that Helvetica has no Chinese letters; a viewer draws them with another typeface."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(level)


def written(values: Mapping[str, str]) -> bytes:
    """A form with these fields, as some other program may write it: no page, no names to read aloud, levels in one name."""
    fields = b" ".join(
        b"<</FT /Tx /T (%b) /V (%b)>>" % (key.encode(), _quoted(b"\xfe\xff" + text.encode("utf-16-be")))
        for key, text in values.items()
    )
    return pdf([b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [%b]>>>>" % fields, b"<</Type /Pages /Count 0 /Kids []>>"])


def _quoted(text: bytes) -> bytes:
    for sign, said in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r")):
        text = text.replace(sign, said)
    return text


def pdf(objects: Sequence[bytes], extra: bytes = b"") -> bytes:
    """These objects as a file; the first is its catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra, start))
    return out.getvalue()
