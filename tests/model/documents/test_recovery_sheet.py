"""The recovery sheet can be typed back from what it prints."""

from __future__ import annotations

import io
import re

from cocdesk.model.documents import recovery_sheet
from cocdesk.model.documents.render import render
from tests.model.documents.invented_case import START

KEY = "ABCDE-12345-FGHJK-67890-MNPQR-STVW"


def test_the_printed_key_is_the_key_and_stands_in_no_property() -> None:
    from pypdf import PdfReader

    document = recovery_sheet.build(vault_name="conference", recovery_key=KEY, made_at=START, members=("Mira", "Tomás"))
    reader = PdfReader(io.BytesIO(render(document, "pdf")))
    assert len(reader.pages) == 1
    words = re.sub(r"[\s–-]", "", reader.pages[0].extract_text())
    assert KEY.replace("-", "") in words
    assert "ABCDE" not in str(reader.metadata) + document.title + document.footer
