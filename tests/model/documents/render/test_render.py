"""One door for every format."""

from __future__ import annotations

import pytest

from cocdesk.model.documents.render import Format, render
from tests.model.documents.render.samples import everything


@pytest.mark.parametrize(("format", "start"), [("pdf", b"%PDF-1.7"), ("eml", b"X-Unsent: 1"), ("txt", b"Incident report\n")])
def test_each_format_is_what_it_says(format: Format, start: bytes) -> None:
    assert render(everything(), format).startswith(start)
