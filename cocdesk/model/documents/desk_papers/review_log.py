"""The log of talks looked through beforehand and of pictures people asked to be taken down, with a line of counts (X49, X50)."""

from __future__ import annotations

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import Given, document
from cocdesk.words import _

KIND = "review-log"
_ROWS = {"A4": (15, 16), "Letter": (13, 14)}


def build(given: Given) -> b.Document:
    """Two pages to fill by hand: talks, and pictures."""
    talks, pictures = _ROWS[given.paper]
    blocks: tuple[b.Block, ...] = (
        b.Heading(text=_("Talks and slides")),
        b.Text(text=_(
            "Result: A – fine as it was · B – something small was changed · C – changed after a talk with the speaker · "
            "D – not shown, or not published"
        ), tone="muted"),
        b.Table(
            header=(_("Day, time"), _("Talk (its title or number)"), _("Seen by"), _("A–D"), _("What was agreed")),
            rows=(("",) * 5,) * talks, widths=(2, 4.6, 2, 1, 4.4), tall=True,
        ),
        _counts(_("Counts: talks looked at ____  =  A ____  +  B ____  +  C ____  +  D ____")),
        b.PageBreak(),
        b.Heading(text=_("Pictures and recordings")),
        b.Text(text=_(
            "For pictures of people who did not want to be photographed, or want a picture gone. Nobody has to say why."
        ), tone="muted"),
        b.Table(
            header=(_("Day, time"), _("Which picture, and where it was"), _("Asked the owner"), _("Gone"), _("Note")),
            rows=(("",) * 5,) * pictures, widths=(2, 4.8, 2.4, 1.4, 3.4), tall=True,
        ),
        _counts(_("Counts: asked for ____  =  taken down ____  +  kept ____  +  still open ____")),
    )  # fmt: skip
    return document(
        given, KIND, _("Talk and picture review log"), blocks,
        notice=_("For the team. Titles and numbers are enough here: write down no names. The counts go into the public report."),
    )  # fmt: skip


def _counts(text: str) -> b.Block:
    return b.Text(text=text, tone="strong")
