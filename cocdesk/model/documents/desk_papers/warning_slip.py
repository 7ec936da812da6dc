"""A slip for a first warning that anyone on the staff may have to give: seven things to note at once (X61)."""

from __future__ import annotations

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import CONTACT, Given, document
from cocdesk.words import _

KIND = "warning-slip"


def build(given: Given) -> b.Document:
    """A sheet of slips to cut apart."""
    reach = ", ".join(given.lines(CONTACT))
    hand_in = _("Hand it to the team today: {reach}").format(reach=reach) if reach else _("Hand it to the team today.")
    slip: tuple[b.Block, ...] = (
        b.Text(text=_("A warning was given"), tone="strong"),
        b.Beside(
            left=(b.Blank(label=_("To whom (name, badge or description)")), b.Blank(label=_("When I said it"))),
            right=(b.Blank(label=_("By whom (your name)")), b.Blank(label=_("When it had happened, roughly"))),
        ),
        b.Blank(label=_("What was done or said"), lines=2),
        b.Beside(left=(b.Blank(label=_("What was going on around it")),), right=(b.Blank(label=_("Who else was part of it")),)),
        b.Text(text=hand_in, tone="muted"),
    )
    return document(
        given, KIND, _("First warning: slips"), (b.Cards(cards=(slip,), columns=1, fill=True),),
        notice=_("For anyone on the staff. What was seen and heard is enough; leave a line empty rather than guess."),
    )  # fmt: skip
