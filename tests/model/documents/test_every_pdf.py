"""Every paper as a file: sound, all fonts inside, its words found by others, its title and language said."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cocdesk.model.documents import blank_form, catalogue
from cocdesk.model.documents.blocks import Document
from cocdesk.model.documents.render import render
from tests.model.documents import invented_case as invented
from tests.model.documents.desk_papers.desk import given
from tests.model.policy.shipped_packs import pack

TOOLS = all(shutil.which(tool) for tool in ("qpdf", "pdffonts", "pdftotext"))
MADE = [kind for kind in catalogue.kinds() if not kind.made_with and not kind.of_event]


def document(kind: catalogue.Kind) -> Document:
    policy = pack("django-events")
    if kind.for_the_desk:
        return catalogue.of_desk(kind, given("django-events"))
    if not kind.needs_case:
        return blank_form.build(policy, invented.EVENT, number="F-7K3Q-9D")
    return catalogue.of_case(
        kind, invented.case_file(policy), policy, audience=kind.audiences[0], naming=kind.usual_naming(kind.audiences[0])
    )


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
def test_it_says_its_title_and_language_and_every_page_has_words(kind: catalogue.Kind) -> None:
    import pypdf

    made = document(kind)
    reader = pypdf.PdfReader(io.BytesIO(render(made, "pdf")))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert (reader.metadata.title, root["/Lang"]) == (made.title, "en")
    assert all(len(page.extract_text()) > 100 for page in reader.pages)
    assert reader.outline, "headings are bookmarks"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            held = font.get_object()
            assert held["/Subtype"] == "/Type3" or "/FontFile2" in held["/FontDescriptor"]


@pytest.mark.skipif(not TOOLS, reason="qpdf or poppler is not installed")
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.id)
def test_other_programs_find_it_sound_and_readable(kind: catalogue.Kind, tmp_path: Path) -> None:
    file, made = tmp_path / "paper.pdf", document(kind)
    file.write_bytes(render(made, "pdf"))
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(re.search(r"\byes (yes|no) +yes\b", line) for line in fonts), fonts
    words = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert made.title.split()[0] in words
    assert "Page 1 of" in words
