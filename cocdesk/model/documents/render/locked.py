"""A password on a finished PDF: AES-256, so that only who knows it can open the file."""

from __future__ import annotations

import io
import unicodedata

from cocdesk.model.errors import NotAllowed
from cocdesk.words import _

FEWEST, MOST_BYTES = 8, 127


def locked(data: bytes, password: str) -> bytes:
    """The same PDF under a password; tags, title, language and bookmarks stay. Raises ``NotAllowed`` for an unfit password.

    The password is taken in its composed form (NFC), so that the same letters typed elsewhere open it. The format itself
    counts no more than 127 bytes of it.
    """
    fit = unicodedata.normalize("NFC", password)
    kept = _("Nothing was made.")
    if len(fit) < FEWEST:
        raise NotAllowed(
            _("A password needs at least {count} characters.").format(count=FEWEST), kept=kept, do=_("Choose a longer one.")
        )
    if len(fit.encode("utf-8", "replace")) > MOST_BYTES or any(unicodedata.category(c) in ("Cc", "Cs") for c in fit):
        raise NotAllowed(
            _("A PDF cannot take that password: it is too long, or holds characters nobody can type."),
            kept=kept, do=_("Choose another one."),
        )  # fmt: skip
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    # Whoever may open it may do everything with it: a second, hidden owner would only seem to protect something.
    writer.encrypt(user_password=fit, owner_password=fit, algorithm="AES-256")
    writer.pdf_header = "%PDF-2.0"  # the first version that knows this cipher
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
