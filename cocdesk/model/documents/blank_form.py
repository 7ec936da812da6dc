"""The blank form: two pages to fill by hand at the desk, in the order a first talk goes (B21)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Item, Policy
from cocdesk.model.records.case import Event
from cocdesk.model.rules import telling
from cocdesk.words import _

KIND = "blank-form"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_MOST_CARE, _MOST_DONTS = 8, 7
_ATTEMPTS = 200

Pick = Callable[[Sequence[str]], str]


def new_numbers(count: int, taken: Container[str], pick: Pick) -> tuple[str, ...]:
    """Form numbers such as "F-7K3Q-9D": easy to read aloud, without 0, O, 1, I and L, and told by chance from 900 million."""
    found: list[str] = []
    for _attempt in range(count * _ATTEMPTS):
        if len(found) == count:
            break
        letters = "".join(pick(ALPHABET) for _place in range(6))
        number = f"F-{letters[:4]}-{letters[4:]}"
        if number not in taken and number not in found:
            found.append(number)
    return tuple(found)


def payload(number: str, page: int) -> str:
    """What the QR code of a page holds: the number of form and page, and nothing else."""
    return f"cocdesk:form:v1:{number}:p{page}"


def build(policy: Policy, event: Event, *, number: str, paper: b.Paper = "A4") -> b.Document:
    """One blank form."""
    return build_many(policy, event, numbers=(number,), paper=paper)


def build_many(policy: Policy, event: Event, *, numbers: Sequence[str], paper: b.Paper = "A4") -> b.Document:
    """Blank forms one after the other, each on two pages of its own."""
    blocks: list[b.Block] = []
    for number in numbers:
        if blocks:
            blocks.append(b.PageBreak())
        blocks += [*_first_page(policy, number), b.PageBreak(), *_second_page(policy, number)]
    return b.Document(
        kind=KIND,
        title=_("Incident form"),
        blocks=tuple(blocks),
        footer=" · ".join((event.name, phrases.policy_line(policy))),
        paper=paper,
        exercise=event.exercise,
        notice=_(
            "Every line may stay empty: ask, and do not press. Give this paper to the Code of Conduct team only; it is not encrypted."
        ),
    )


def _first_page(policy: Policy, number: str) -> Iterator[b.Block]:
    yield b.FormNumber(number=number, payload=payload(number, 1))
    yield b.Callout(title=policy.safety.threat_question, text=f"{policy.safety.threat_do} {policy.safety.otherwise_do}")
    yield b.Choice(label="", options=(_("everyone is safe"), _("not sure"), _("called: security"), _("called: police")))
    care = tuple((offer.title, False) for offer in policy.care[:_MOST_CARE])
    yield b.Choice(label=_("Offered"), options=tuple(title for title, _done in care))
    for item in policy.items:
        if item.core:
            yield _to_fill(item, 3 if item.field in ("behaviour", "circumstances") else 2)
    for item in policy.items:
        if item.field == "what":
            yield _to_fill(item, 5)


def _second_page(policy: Policy, number: str) -> Iterator[b.Block]:
    yield b.FormNumber(number=number, payload=payload(number, 2))
    for item in policy.items:
        if not item.core and item.field not in ("what", "needs"):
            yield _further(item)
    yield b.Blank(label=_("Who reports, and how to reach them"), lines=1, hint=_("May stay empty."))
    yield b.Choice(label=_("Did it happen to them?"), options=(_("yes"), _("no, to somebody else"), _("not said")))
    yield b.Choice(label=_("Who saw it?"), options=tuple(_(words) for words in telling.WITNESSED.values()))
    yield from _sentences(policy)
    donts = "\n".join(f"– {dont.text}" for dont in policy.donts[:_MOST_DONTS])
    yield b.Callout(title=_("Not now"), text=donts)
    yield b.KeepTogether(
        blocks=(
            b.Choice(label=_("These are"), options=(_("the reporter’s own words"), _("my words, from what I was told"))),
            b.Blank(label=_("Taken by, date and time")),
        )
    )


def _to_fill(item: Item, lines: int) -> b.Block:
    return b.Blank(label=item.title, lines=lines, hint=item.ask)


def _further(item: Item) -> b.Block:
    if item.field == "ongoing":
        return b.Choice(label=item.title, options=(_("yes"), _("no"), _("not known")))
    if item.field == "contact_wish":
        return b.Choice(label=item.title, options=tuple(_(words) for words in phrases.CONTACT_WISHES.values()))
    return b.Blank(label=item.title, lines=2 if item.field in ("impact", "safety_concern") else 1)


def _sentences(policy: Policy) -> Iterator[b.Block]:
    """What to say in the end, the pause, and the answer."""
    scripts = policy.scripts
    if scripts.private == scripts.widely_witnessed:
        said = f"“{scripts.private}”"
    else:
        said = _("Few people saw it: “{private}”\nMany people saw it: “{widely}”").format(
            private=scripts.private, widely=scripts.widely_witnessed
        )
    yield b.Callout(title=_("Then say"), text="\n".join(text for text in (said, scripts.pause) if text))
    answers = ("no-objection", "objection", "asked-to-think", "not-asked")
    yield b.Choice(label=_("What came back"), options=tuple(_(telling.ANSWERS[answer]) for answer in answers))
    yield b.Blank(label=_("In their words"))
