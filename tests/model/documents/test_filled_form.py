"""Forms filled in on screen: what is typed comes back, and a file that is none says so and costs nothing."""

from __future__ import annotations

import io
import logging
import random
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cocdesk.model.documents import blank_form, filled_form
from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.filled_form import read_form
from cocdesk.model.errors import FileRefused, KnownError
from cocdesk.model.rules import from_form, report_file
from tests.model.documents import photos
from tests.model.documents.filling import NUMBER, SCRIPTS, blank, filled, pdf
from tests.model.documents.invented_case import EVENT
from tests.model.policy.shipped_packs import NAMES, pack


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_is_typed_in_any_script_comes_back_letter_by_letter(script: str) -> None:
    read = read_form(filled(SCRIPTS[script]))
    assert read.number == NUMBER
    assert dict(read.values) == SCRIPTS[script]
    assert not read.problems


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_filled_form_makes_the_report_a_file_with_the_same_keys_makes(script: str) -> None:
    values = SCRIPTS[script]
    draft, left = from_form.draft(read_form(filled(values)).values, pack("django-events"))
    plain = {key: value for key, value in values.items() if "." not in key}
    told = report_file.read({**plain, "reported": [{"name": values["reported.0.name"]}]}, "file")
    assert (draft.report, draft.reported, left) == (told.report, told.reported, ())


@pytest.mark.parametrize(
    ("tick", "key", "value"),
    [
        ("threat.no", "threat", False), ("ongoing.unknown", "ongoing", "unknown"),
        ("consent.asked-to-think", "consent", "asked-to-think"),
        ("witnessed.private", "witnessed", "private"), ("transcribed.yes", "transcribed", True),
        ("transcribed.no", "transcribed", False),
    ],
)  # fmt: skip
def test_a_ticked_box_is_the_answer_it_stands_for(tick: str, key: str, value: object) -> None:
    draft, left = from_form.draft(read_form(filled({}, (tick,))).values, pack("django-events"))
    assert getattr(draft.report, key) == value
    assert not left


def test_ticks_of_care_and_of_who_it_happened_to_are_kept() -> None:
    offer = pack("django-events").care[0].id
    ticks = ("care.called.police", f"care.offered.{offer}", "reporter.affected.yes", "threat.unknown")
    draft, _left = from_form.draft(read_form(filled({"reporter.name": "Mika"}, ticks)).values, pack("django-events"))
    assert draft.care.called == ("police",)
    assert draft.care.offered == (offer,)
    assert draft.reporter is not None
    assert draft.reporter.affected
    assert draft.report.threat is None
    assert draft.report.not_offered == ("threat",)


def test_two_ticks_for_one_question_count_for_neither() -> None:
    read = read_form(filled({}, ("consent.objection", "consent.no-objection")))
    assert "consent" not in read.values
    assert len(read.problems) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_procedure_is_a_key_a_report_knows(name: str) -> None:
    document = blank_form.build(pack(name), EVENT, number=NUMBER, fillable=True)
    texts = {field.key: "x" for block in _all(document.blocks) if isinstance(block, b.Blank) for field in block.inputs}
    texts["heard_at"] = "2026-05-24 18:30"
    _draft, left = from_form.draft(texts, pack(name))
    assert not left


@pytest.mark.parametrize("name", NAMES)
def test_every_box_of_every_procedure_changes_the_draft(name: str) -> None:
    document = blank_form.build(pack(name), EVENT, number=NUMBER, fillable=True)
    empty, _left = from_form.draft({}, pack(name))
    for key in (key for block in _all(document.blocks) if isinstance(block, b.Choice) for key in block.keys):
        question, _dot, answer = key.rpartition(".")
        draft, left = from_form.draft({question: answer}, pack(name))
        assert draft != empty, key
        assert not left, key


def _all(blocks: tuple[b.Block, ...]) -> list[b.Block]:
    return [one for block in blocks for one in (_all(block.blocks) if isinstance(block, b.KeepTogether) else [block])]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ({"happened": "2026-13-45"}, "2026-13-45"),
        ({"heard_at": "around noon"}, "around noon"),
        ({"place": "p" * 2_001}, "p" * 2_001),
        ({"shoe_size": "41"}, "41"),
        ({"reported.0.shoe": "41"}, "41"),
        ({"ongoing": "perhaps"}, "perhaps"),
    ],
)
def test_what_fits_nowhere_is_kept_as_it_was(values: dict[str, str], kept: str) -> None:
    draft, left = from_form.draft({"behaviour": "A remark.", **values}, pack("django-events"))
    assert kept in draft.quick
    assert draft.report.behaviour == "A remark."
    assert len(left) == 1


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("reported.0.name", "Who it is about: Name"), ("share_identity", "Reporter’s name may be shared"),
        ("reporter.email", "Reporter: E-mail"), ("happened", "When it happened"), ("shoe_size", "shoe_size"),
    ],
)  # fmt: skip
def test_what_fits_nowhere_stands_under_the_words_of_the_form(key: str, asked: str) -> None:
    assert from_form.question(key, pack("django-events")) == asked
    assert not re.search(r"[._]\w", from_form.question(key)) or key == "shoe_size", "no word of the program"


def test_the_form_is_tagged_has_names_to_read_aloud_and_needs_no_letters_of_its_own() -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(blank()))
    form = reader.trailer["/Root"]["/AcroForm"]
    assert form["/NeedAppearances"]
    widgets = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert all(widget["/TU"] for widget in widgets)
    assert all("." not in widget["/T"] for widget in widgets)
    seen = [widget for widget in widgets if not widget["/F"] & 2]
    assert all("/StructParent" in widget for widget in seen)
    hidden = [widget for widget in widgets if widget["/F"] & 2]
    assert [(widget["/T"], widget["/V"], widget["/Ff"]) for widget in hidden] == [("form_number", NUMBER, 1)]


def test_a_form_for_the_pen_has_no_fields() -> None:
    from cocdesk.model.documents.render import render

    assert b"/AcroForm" not in render(blank_form.build(pack("django-events"), EVENT, number=NUMBER), "pdf")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a PDF"),
        (b"GIF89a", "not a PDF"),
        (b"%PDF-1.7\nnothing else", "damaged"),
        (b"%PDF-1.7\n" + b"x" * filled_form.LARGEST, "8 MB"),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_form(data, "form.pdf")


def test_a_locked_form_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(FileRefused, match="password"):
        read_form(filled({"what": "secret"}, password="word"))


def test_another_paper_is_not_taken_for_a_form() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(FileRefused, match="not one of our forms"):
        read_form(out.getvalue())


def test_half_a_form_is_refused_without_a_word_of_what_stands_in_it(caplog: pytest.LogCaptureFixture) -> None:
    data = filled({"what": "heron-canary " * 50})
    with caplog.at_level(logging.DEBUG):
        for cut in (200, len(data) // 3, len(data) // 2, len(data) - 300):
            try:
                read_form(data[:cut])
            except KnownError as error:
                assert "heron-canary" not in str(error)
    assert not caplog.records


def _bomb(unpacked: int) -> bytes:
    """An object stream of nothing much that unpacks to very much."""
    press = zlib.compressobj(9)
    packed = b"".join(press.compress(b" " * 1_000_000) for _piece in range(unpacked // 1_000_000)) + press.flush()
    head = b"<</Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d>>\nstream\n" % len(packed)
    stream = head + packed + b"\nendstream"
    index = b"<</Type /XRef /Size 4 /W [1 4 1] /Root 3 0 R /Length 24>>\nstream\n"
    body = b"%PDF-1.7\n1 0 obj\n" + stream + b"\nendobj\n"
    place = len(body)
    rows = b"".join(bytes([kind]) + at.to_bytes(4, "big") + b"\0" for kind, at in ((0, 0), (1, 9), (1, place), (2, 1)))
    return body + b"2 0 obj\n" + index + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % place


@pytest.mark.parametrize("size", [1_000_000, 100_000_000])
def test_a_file_that_unpacks_to_very_much_is_refused_in_little_memory(size: int) -> None:
    import tracemalloc

    data = _bomb(size)
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused):
            read_form(data)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4 * filled_form.MOST_UNPACKED


def test_a_form_with_a_thousand_fields_or_pages_is_refused() -> None:
    fields = b" ".join(b"<</T (f%d) /FT /Tx /V (x)>>" % n for n in range(1_000))
    catalog = b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [%b]>>>>"
    with pytest.raises(FileRefused, match="fields"):
        read_form(pdf([catalog % fields, b"<</Type /Pages /Count 0 /Kids []>>"]))
    with pytest.raises(FileRefused, match="pages"):
        read_form(pdf([catalog % b"", b"<</Type /Pages /Count 51 /Kids []>>"]))


@pytest.mark.parametrize(
    "fields",
    [
        b"3 0 R", b"[3 0 R]", b"[[3 0 R]]", b"[<</T (a) /Kids [1 0 R]>>]", b"[<</T 7 /FT /Tx /V 7>>]",
        b"[<</T (what) /FT /Tx /V [(a)]>>]",
        b"[9 0 R]", b"null", b"(x)",
    ],
)  # fmt: skip
def test_fields_that_point_at_themselves_or_nowhere_end_in_a_sentence(fields: bytes) -> None:
    looped = b"<</T (a) /FT /Tx /Kids [3 0 R 3 0 R 3 0 R]>>"
    data = pdf(
        [b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields %b>>>>" % fields, b"<</Type /Pages /Count 0 /Kids []>>", looped]
    )
    try:
        read_form(data)
    except KnownError as error:
        assert str(error)


@given(seed=st.integers(0, 10**9), cuts=st.integers(1, 12))
@settings(max_examples=12, deadline=None)
def test_no_damaged_form_gets_further_than_a_sentence(seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    data = bytearray(blank())
    for _cut in range(cuts):
        place = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 400)]
            case 2:
                data[place:place] = data[chance.randrange(len(data)) :][: chance.randrange(1, 400)]
            case _:
                data[place : place + 8] = chance.choice((b"/Kids [1", b"99999999", b"/Length ", b"<<<<<<<<", b"0 R 0 R "))
    try:
        read = read_form(bytes(data))
    except KnownError as error:
        assert "damaged" in str(error) or "form" in str(error)
    else:
        from_form.draft(read.values, pack("django-events"))


def test_a_scan_that_was_saved_as_pdf_is_its_pages_with_the_number_on_them() -> None:
    read = read_form(photos.scan(photos.turned(3)(photos.page(1)), photos.page()))
    assert (read.number, len(read.pictures), read.values) == (NUMBER, 2, {})
    assert all(picture.startswith(b"\xff\xd8\xff") for picture in read.pictures)


def test_of_a_scan_with_many_pages_ten_are_taken_and_small_pictures_are_none() -> None:
    small = photos.page().resize((200, 283))
    with pytest.raises(FileRefused, match="save that scan as a picture"):
        read_form(photos.scan(small))
    bare = Image.new("L", (420, 420), 200)
    read = read_form(photos.scan(*[bare] * 12))
    assert len(read.pictures) == 10
    assert "11, 12" in read.problems[0]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("F-7K3Q-9D", "F-7K3Q-9D"), (" f-7k3q-9d ", "F-7K3Q-9D"), ("7k3q9d", "F-7K3Q-9D"), ("F 7K3Q 9D", "F-7K3Q-9D"),
        ("F7K3Q9D", "F-7K3Q-9D"), ("F–7K3Q–9D", "F-7K3Q-9D"), ("", ""), ("F-0K3Q-9D", ""), ("hello", ""), ("F-7K3Q-9DD", ""),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_people_type_it(typed: str, number: str) -> None:
    assert from_form.typed_number(typed) == number


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (blank_form.payload("F-7K3Q-9D", 2), "F-7K3Q-9D"), ("cocdesk:form:v2:F-7K3Q-9D:p1", ""), ("https:example", ""),
        ("cocdesk:form:v1:F-7K3Q-9D:p1 or more", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_our_own_code_holds_a_number(code: str, number: str) -> None:
    assert from_form.number_in(code) == number
