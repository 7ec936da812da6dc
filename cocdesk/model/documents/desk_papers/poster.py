"""The poster: whom to turn to, large enough to be read in passing (A1, A20)."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import CONTACT, LOCATION, Given, document, emergency_lines, one_of, roles
from cocdesk.words import _

KIND = "poster"


def build(given: Given) -> b.Document:
    """The poster of one event; it names no member, only the way to the team."""
    title = _("Did something happen? Tell us.")
    blocks = (b.Heading(text=title, level=1, display=True), *_body(given))
    return document(given, KIND, title, blocks, fit=1, largest=1.4)


def _body(given: Given) -> Iterator[b.Block]:
    yield b.Text(
        text=_("Whatever it was, and however small it seems. Whether it happened to you or to somebody else."), tone="large"
    )
    yield b.Heading(text=_("How to reach us"))
    reach = given.lines(CONTACT)
    if reach:
        yield b.Text(text="\n".join(reach), tone="large")
    else:
        yield b.Blank(label=_("Phone, address or place"), lines=2)
    receivers = one_of(roles(given, "receives"))
    yield b.Text(text=_("You can also speak to one of these in person: {people}.").format(people=receivers))
    yield b.Heading(text=_("What you can count on"))
    yield b.Bullets(
        items=(
            _("We listen, and we take what you say seriously."),
            _("You decide how much you tell, and you can stop whenever you want."),
            _("You are welcome to bring somebody you trust."),
            _("We tell nobody outside the team that it was you, unless you agree."),
        )
    )
    yield b.Heading(text=_("In danger right now?"))
    yield b.Bullets(items=emergency_lines(given))
    location = given.setting(LOCATION)
    if location:
        yield b.Heading(text=given.policy.policy_name)
        yield b.Text(text=_("You can read it here: {place}").format(place=location))
    if given.policy.principle:
        yield b.Text(text=given.policy.principle, tone="muted")
