"""A small card to hand over: numbers for later, and whose decision it is to call them (A14, C9)."""

from __future__ import annotations

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import CONTACT, LINE, Given, document, emergency_lines
from cocdesk.words import _

KIND = "emergency-card"


def build(given: Given) -> b.Document:
    """A sheet full of the same card."""
    policy = given.policy
    reach = ", ".join(given.lines(CONTACT)) or LINE
    lasting = [offer.say for offer in policy.care if "C9" in offer.rows and offer.say]
    company = policy.safety.help_sentence or _("If you would like someone beside you while you call, tell us.")
    card: tuple[b.Block, ...] = (
        b.Text(text=_("Numbers for you · {event}").format(event=given.event.name), tone="strong"),
        b.Text(text=lasting[0] if lasting else _("Keep this card. You may never need it.")),
        b.Bullets(items=emergency_lines(given)),
        b.Text(text=" ".join((_("You decide whether you call, whom, and when."), company))),
        b.Text(text=_("Us: {reach}").format(reach=reach), tone="strong"),
    )
    return document(
        given, KIND, _("Emergency contacts"), (b.Cards(cards=(card,), fill=True),),
        largest=0.92, notice=_("To cut out and hand over, without being asked for a reason. Anyone may have one."),
    )  # fmt: skip
