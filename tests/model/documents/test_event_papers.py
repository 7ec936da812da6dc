"""Papers about a whole event: each reads as it was polished, and tells its reader nothing that is not theirs to know."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from cocdesk.model.documents import catalogue
from cocdesk.model.documents.render import render
from cocdesk.model.errors import NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.records.event_file import EarlierEvent, EventFile, Publishing
from tests.model.documents import an_event
from tests.model.documents import invented_case as invented
from tests.model.documents.an_event import paper
from tests.model.documents.canaries import ROLES, leaks
from tests.model.documents.spreadsheets import in_libreoffice, of_csv, of_xlsx
from tests.model.policy.shipped_packs import NAMES, pack
from tests.model.rules.test_redaction import FILE, TRACES

GOLDEN = Path(__file__).parent / "golden"
OF_EVENTS = [kind for kind in catalogue.kinds() if kind.of_event]
EARLIER = [EarlierEvent(name="DjangoCon Europe 2017", year=2017, reports=4, people=330)]


def six(**more: str) -> EventFile:
    """The six incidents, the first with a note and still open, the second acknowledged."""
    files = list(an_event.six())
    learned = e.Evaluated(found="new-example", rule="Jokes", words="A joke at a dinner counts too", debriefed=True)
    opened = [
        *an_event.told(*an_event.SIX[1][:3]),
        (e.Acknowledged(by="dsf", at="2018-05-29T09:00:00+02:00"), 130),
        (learned, 140),
    ]
    files[1] = an_event.numbered(invented.case_file(an_event.POLICY, opened), 2)
    files[0] = an_event.numbered(
        invented.case_file(
            an_event.POLICY,
            [*invented.opening(), (e.Assessed(risk="low", impact="high"), 20), (e.Decided(sanction="warning"), 30)],
        ),
        1,
    )
    return an_event.of(*files, earlier=EARLIER, **more)


def text(kind: str, audience: Audience, naming: Naming | None = None, wishes: Publishing | None = None, **more: str) -> str:
    return render(paper(kind, six(**more), audience, naming, wishes), "txt").decode()


@pytest.mark.parametrize(
    ("golden", "kind", "audience", "edition"),
    [
        ("register-team", "register", "team", "final"), ("register-officer", "register", "officer", "final"),
        ("transparency-team", "transparency-report", "team", "final"),
        ("transparency-public-first", "transparency-report", "public", "first"),
        ("acknowledgement-list", "acknowledgement-list", "team", "final"),
        ("officer-summary", "officer-summary", "officer", "final"),
        ("evaluation-notes", "evaluation-notes", "team", "final"),
    ],
)  # fmt: skip
def test_it_reads_as_it_was_polished(golden: str, kind: str, audience: Audience, edition: str) -> None:
    told = text(kind, audience, wishes=Publishing(edition=edition))  # type: ignore[arg-type]
    assert told == (GOLDEN / f"{golden}.txt").read_text(encoding="utf-8")


def test_a_name_from_one_case_is_found_in_what_another_case_tells() -> None:
    stranger = replace(invented.WITNESS, id="d4" * 16, code_name="Dipper", name="Ottilie Quast")
    other = an_event.numbered(invented.case_file(an_event.POLICY, an_event.told("Ottilie Quast was rude", "Bar", "warning")), 3)
    here = replace(FILE, once=(*FILE.once, stranger))
    told = repr(paper("register", an_event.of(other, here), "officer"))
    assert "Quast" not in told
    assert "Ottilie" not in told


@pytest.mark.parametrize(("audience", "edition"), list(product(("public", "team"), ("first", "final"))))
def test_of_one_report_at_an_event_of_twenty_people_nothing_that_identifies_remains(audience: Audience, edition: str) -> None:
    words = [*invented.opening(invented.PARTY), *an_event.told("x", "y", "leave-event", "A line for passing on")[-4:]]
    words += [(e.SafetyChecked(threat="yes", called=("police",)), 5)]
    file = an_event.of(invented.case_file(an_event.POLICY, words), attendees="20", earlier=EARLIER)
    wishes = Publishing(edition=edition)  # type: ignore[arg-type]
    document = paper("transparency-report", file, audience, wishes=wishes)
    told = render(document, "txt").decode() + repr(document)
    case = file.cases[0].case
    canaries = (
        case.code_name, case.title, case.id, *(part.person.name for part in file.cases[0].participants), "Wren", "Heron",
        "Linnet",
        invented.PARTY.behaviour, invented.PARTY.what, invented.PARTY.place, invented.PARTY.happened,
        invented.PARTY.circumstances,
        "A line for passing on", "police were called", "May 24", "25 May", "Leave the event", "warning", "1 report", "Mira",
        "Tomás",
    )  # fmt: skip
    assert [canary for canary in canaries if canary and canary.casefold() in told.casefold()] == []
    assert "Reports reached us and were handled" in told


def test_whatever_stands_in_every_field_of_the_case_a_small_event_tells_none_of_it() -> None:
    file = an_event.of(replace(FILE, event=invented.EVENT), attendees="20")
    told = render(paper("transparency-report", file, "public"), "txt").decode()
    assert leaks(told, ROLES, TRACES) == []
    assert "Quentin" not in told


def test_without_a_report_it_says_so_far() -> None:
    for edition in ("first", "final"):
        document = paper("transparency-report", an_event.of(), "public", wishes=Publishing(edition=edition))  # type: ignore[arg-type]
        assert "No reports have reached us so far" in render(document, "txt").decode()


def test_the_public_gets_no_cover_and_the_team_s_is_a_page_of_its_own() -> None:
    assert "stays with the team" not in text("transparency-report", "public")
    told = text("transparency-report", "team")
    assert told.index("stays with the team") < told.index("What reached us")
    assert "only woman" in told


def test_the_register_is_the_same_on_paper_and_in_both_files() -> None:
    files = [*an_event.six()]
    files[0] = invented.case_file(an_event.POLICY, an_event.told("=HYPERLINK(1)", "+cmd", "warning"))
    document = paper("register", an_event.of(*files), "team", "named")
    written, book = of_csv(render(document, "csv")), of_xlsx(render(document, "xlsx"))
    assert [[cell.removeprefix("'") for cell in row] for row in written] == book
    assert len(book) == 7
    assert "'=HYPERLINK(1)" in written[1]
    told = render(document, "txt").decode()
    assert all(str(cell).split("\n")[0] in told for row in book[1:] for cell in row)


@pytest.mark.parametrize("procedure", NAMES)
def test_every_procedure_can_have_every_one_of_them(procedure: str) -> None:
    policy = pack(procedure)
    cases = [an_event.numbered(invented.case_file(policy), number) for number in range(3)]
    for kind in OF_EVENTS:
        told = render(paper(kind.id, an_event.of(*cases), kind.audiences[0], policy=policy), "txt").decode()
        assert policy.title in told
        for code_name in ("=",):
            assert f"\n{code_name}\n" not in told


@pytest.mark.parametrize("kind", ["register", "transparency-report", "officer-summary", "evaluation-notes"])
def test_a_reader_without_names_cannot_be_given_them(kind: str) -> None:
    wanted = catalogue.kind(kind)
    audience = next(a for a in reversed(wanted.audiences) if wanted.named_for is not None and a not in wanted.named_for)
    with pytest.raises(NotAllowed, match="without names"):
        catalogue.check(wanted, audience=audience, naming="named", format="pdf", has_case=False)


def test_the_chart_is_a_picture_of_its_own_even_where_there_is_nothing_to_draw() -> None:
    from PIL import Image

    for file in (six(), an_event.of()):
        picture = Image.open(io.BytesIO(render(paper("transparency-report", file, "public"), "png")))
        assert (picture.format, picture.width) == ("PNG", 1300)
        assert picture.info == {}


@pytest.mark.skipif(not (shutil.which("qpdf") and shutil.which("pdffonts")), reason="qpdf and poppler check the files")
@pytest.mark.parametrize("kind", OF_EVENTS, ids=lambda kind: kind.id)
def test_each_pdf_is_sound_titled_and_has_its_fonts_inside(kind: catalogue.Kind, tmp_path: Path) -> None:
    document = paper(kind.id, an_event.of(*an_event.six() * 5, earlier=EARLIER), kind.audiences[0])
    path = tmp_path / "paper.pdf"
    path.write_bytes(render(document, "pdf"))
    assert subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)
    from pypdf import PdfReader

    reader = PdfReader(path)
    assert (reader.metadata or {})["/Title"] == document.title
    assert reader.trailer["/Root"]["/Lang"] == "en"
    if kind.id == "register":
        assert len(reader.pages) > 1
        assert all("Taken and" in page.extract_text() for page in reader.pages)
        assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height


@pytest.mark.parametrize("edition", ["first", "final"])
def test_several_reports_of_one_thing_are_told_as_one(edition: str) -> None:
    cases = (an_event.linked(1, 2), *an_event.six()[1:])
    document = paper("transparency-report", an_event.of(*cases), "public", wishes=Publishing(edition=edition))  # type: ignore[arg-type]
    assert "in all they tell of 5 things" in render(document, "txt").decode().replace("\n", " ")
    alone = paper("transparency-report", an_event.of(*an_event.six()), "public")
    assert "in all they tell" not in render(alone, "txt").decode()


HOSTILE = ("=HYPERLINK(1)", "+cmd", "@SUM(1)", "-1+1", "\tTab", "\rReturn", '=cmd|" /C calc"!A0')


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_register_opens_in_libreoffice_with_the_same_cells_and_no_name_is_reckoned(format: str, tmp_path: Path) -> None:
    told = [invented.case_file(an_event.POLICY, an_event.told(words, f"{words} hall", "warning")) for words in HOSTILE]
    document = paper("register", an_event.of(*an_event.six(), *told), "team", "named")
    given = tmp_path / f"register.{format}"
    given.write_bytes(render(document, format))
    opened = in_libreoffice(given)
    wanted = of_xlsx(given.read_bytes()) if format == "xlsx" else of_csv(given.read_bytes())
    assert opened == wanted
    assert len(opened) == 1 + 6 + len(HOSTILE)
    said = " ".join(cell for row in opened for cell in row)
    assert all(words.strip() in said for words in HOSTILE)
