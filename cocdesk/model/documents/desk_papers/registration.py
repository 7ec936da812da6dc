"""Somebody the team knows has registered: three letters (P1–P3), and the card for a word on the first day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import APPEAL, CONTACT, LINE, LOCATION, Given, document
from cocdesk.words import N_, _

LETTER, CARD = "registration-letter", "reminder-card"
CANCELLED, OFFERED, WELCOME = "cancelled", "not-comfortable", "may-attend"
TYPE = 1.08
OUTCOMES: dict[str, str] = {
    WELCOME: N_("They come; a word on the first day"),
    OFFERED: N_("Offer the price of the ticket back"),
    CANCELLED: N_("Cancel the ticket, as was decided"),
}
"""What may follow, by the ids the packs use for it; the words are those people read."""


def letter(given: Given) -> b.Document:
    """One letter; which, says the field ``outcome``. It holds nothing that was reported."""
    name, email = given.word("name"), given.word("email")
    hello = _("Hello {name},").format(name=name) if name else _("Hello,")
    # Unasked, nobody is asked to stay away.
    outcome = given.word("outcome") or WELCOME
    signed = given.word("signed") or _("The Code of Conduct team of {event}").format(event=given.event.name)
    end = b.Text(text="\n".join((_("Kind regards"), signed)), close=True)
    blocks = (*(b.Text(text=text) for text in (hello, *_LETTERS[outcome](given))), end)
    title = _("Your booking for {event}").format(event=given.event.name)
    return document(given, LETTER, title, blocks, mail=b.Mail(to=((name, email),) if email else (), subject=title), largest=TYPE)


def _booking(given: Given) -> str:
    ticket = given.word("ticket")
    return _("your booking {ticket} for {event}").format(ticket=ticket, event=given.event.name) if ticket else _(
        "your booking for {event}"
    ).format(event=given.event.name)  # fmt: skip


def _reach(given: Given) -> str:
    return ", ".join(given.lines(CONTACT)) or LINE


def _cancelled(given: Given) -> Iterator[str]:
    cancelled = _("We have cancelled {booking}. You get back the whole price; you do not have to do anything for it.")
    yield cancelled.format(booking=_booking(given))
    yield _(
        "You were told earlier what was decided about taking part in our events. It still holds, and it holds for this event "
        "too. Please do not come, and stay away from the gatherings around it as well."
    )
    place = given.setting(APPEAL) or _reach(given)
    yield _(
        "If you think that we have mistaken you for somebody else, or want to talk about the decision, please write to {place}. "
        "Until you have an answer, it holds."
    ).format(place=place)


def _offered(given: Given) -> Iterator[str]:
    yield _(
        "Thank you for {booking}. We have thought about it, and we would rather you did not come this time. "
        "We therefore offer you the whole price of the ticket back."
    ).format(booking=_booking(given))
    until = given.word("answer_by")
    answer = _("It is an offer, and you do not have to give a reason either way. If you take it, a short answer is enough.")
    if until:
        answer += " " + _("Please let us know by {day}.").format(day=until)
    yield answer
    yield _("If you would like to speak with us first: {reach}").format(reach=_reach(given))


def _welcome(given: Given) -> Iterator[str]:
    asked = _("Thank you for {booking}. We would like to have a short word with you on the first day, before the talks begin.")
    yield asked.format(booking=_booking(given))
    meet = given.word("meet")
    yield (
        (_("Please come here: {place}.").format(place=meet) if meet else _("Please tell us when it would suit you."))
        + " "
        + _("It takes a few minutes, and you need not prepare anything.")
    )
    code = given.policy.policy_name
    place = given.setting(LOCATION)
    about = _("It will be about our {code}. It holds at the event, and wherever people from the event come together around it.")
    yield about.format(code=code) + (" " + _("You can read it here: {place}").format(place=place) if place else "")
    yield _("If you would rather write or call before you come: {reach}").format(reach=_reach(given))


_LETTERS: dict[str, Callable[[Given], Iterator[str]]] = {CANCELLED: _cancelled, OFFERED: _offered, WELCOME: _welcome}


def card(given: Given) -> b.Document:
    """Cards for whoever has the word on the first day; they carry a code name, and never what for."""
    made: tuple[b.Block, ...] = (
        b.Text(text=_("First day: a short word"), tone="strong"),
        b.Blank(label=_("With (code name only)")),
        b.Blank(label=_("Who of us, where and when")),
        b.Bullets(items=(
            _("Aside, where nobody listens. Friendly and short; both of you stand, or both of you sit."),
            _("“Good that you are here. Our {code} holds at the event and everything around it. Can we count on you?”").format(
                code=given.policy.policy_name
            ),
            _("“If anything is unclear or goes wrong, come to us.”"),
            _("Say nothing about what happened before, or about who told us."),
        )),
        b.Checks(items=((_("done, and noted in the case"), False),)),
    )  # fmt: skip
    return document(
        given, CARD, _("First-day reminder"), (b.Cards(cards=(made,), fill=True),),
        largest=0.92, notice=_(
            "For the member who has the word. At the registration desk it is enough to say: “Please wait a moment, somebody "
            "would like to say hello to you.”"
        ),
    )  # fmt: skip
