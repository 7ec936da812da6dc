"""The blank form: two pages to fill by hand at the desk, in the order a first talk goes (B21)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Item, Policy
from cocdesk.model.records.case import Event
from cocdesk.model.rules import telling
from cocdesk.model.rules.danger import both_ways
from cocdesk.words import _

KIND = "blank-form"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_MOST_CARE = 8
_MOST_DONTS = {"A4": 5, "Letter": 4}
# Ruled lines for the answers that are long, on paper that has to do with two pages.
_LINES = {"A4": {"behaviour": 4, "circumstances": 2}, "Letter": {"behaviour": 3, "circumstances": 1}}
_ASKED = ("reported", "behaviour", "happened")
_BESIDE = ("place", "ongoing")
# The account is what the lines are for, needs are the ticks under "Offered", and one line asks how to reach the reporter.
_LEFT_OUT = ("what", "needs", "contact_wish", "policy_section", "public_link")
_ATTEMPTS = 200
_ACCOUNT_LINES = 24

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


def build(policy: Policy, event: Event, *, number: str, paper: b.Paper = "A4", fillable: bool = False) -> b.Document:
    """One blank form; ``fillable`` makes it one to fill in on screen, with a page more for the account."""
    return build_many(policy, event, numbers=(number,), paper=paper, fillable=fillable)


def build_many(
    policy: Policy, event: Event, *, numbers: Sequence[str], paper: b.Paper = "A4", fillable: bool = False
) -> b.Document:  # fmt: skip
    """Blank forms one after the other, each on two pages of its own; only a single one can be ``fillable``."""
    blocks: list[b.Block] = []
    for number in numbers:
        if blocks:
            blocks.append(b.PageBreak())
        blocks += [*_first_page(policy, number, paper), b.PageBreak(), *_second_page(policy, number, paper, fillable)]
        if fillable:
            blocks += [b.PageBreak(), *_account_page(policy)]
    return b.Document(
        kind=KIND,
        title=_("Incident form"),
        blocks=tuple(blocks),
        footer=phrases.footer(event, policy),
        paper=paper,
        exercise=event.exercise,
        fillable=fillable,
        notice=_on_screen()
        if fillable
        else _(
            "Every line may stay empty: ask, and do not press. More room: an empty sheet with the form number on it. "
            "For the Code of Conduct team only; paper is not encrypted."
        ),
    )


def _first_page(policy: Policy, number: str, paper: b.Paper) -> Iterator[b.Block]:
    yield b.FormNumber(number=number, payload=payload(number, 1))
    yield b.Callout(title=policy.safety.threat_question, text="\n".join(both_ways(policy.safety)))
    yield b.Choice(
        label="",
        options=(_("everyone is safe"), _("not sure"), _("called: security"), _("called: police")),
        keys=("threat.no", "threat.unknown", "care.called.venue-security", "care.called.police"),
    )
    offers = policy.care[:_MOST_CARE]
    yield b.Choice(
        label=_("Offered"),
        options=tuple(offer.title for offer in offers),
        keys=tuple(f"care.offered.{offer.id}" for offer in offers),
    )
    fields = {item.field: item for item in policy.items}
    for item in policy.items:
        if item.core:
            yield b.Blank(
                label=item.title,
                lines=_LINES[paper].get(item.field, 1),
                hint=item.ask if item.field in _ASKED else "",
                inputs=_inputs(item),
            )
    for field in _BESIDE:
        if field in fields and not fields[field].core:
            yield _further(fields[field])


def _second_page(policy: Policy, number: str, paper: b.Paper, fillable: bool = False) -> Iterator[b.Block]:
    yield b.FormNumber(number=number, payload=payload(number, 2))
    for item in policy.items:
        if not item.core and item.field not in _LEFT_OUT and item.field not in _BESIDE:
            yield _further(item)
    yield b.Blank(
        label=_("Who reports, how to reach them, and whether it happened to them or to somebody else"),
        inputs=tuple(
            b.Input(key=f"reporter.{key}", label=_("Reporter: {field}").format(field=words), caption=words)
            for key, words in (("name", _("Name")), ("email", _("E-mail")), ("phone", _("Phone")))
        ),
    )
    if fillable:
        happened = (_("it happened to the reporter"), _("it happened to somebody else"))
        yield b.Choice(label="", options=happened, keys=("reporter.affected.yes", "reporter.affected.no"))
    yield b.Choice(
        label="",
        options=(_("few people saw it, or nobody"), _("many people saw it")),
        keys=("witnessed.private", "witnessed.widely"),
    )
    yield from _sentences(policy)
    donts = "\n".join(f"– {dont.text}" for dont in policy.donts[: _MOST_DONTS[paper]])
    yield b.Callout(title=_("Please not"), text=donts)
    yield b.KeepTogether(
        blocks=(
            b.Choice(
                label="",
                options=(_("in the reporter’s own words"), _("in my words, from what I was told")),
                keys=("transcribed.no", "transcribed.yes"),
            ),
            b.Blank(
                label=_("Taken by, date and time"),
                inputs=(
                    b.Input(key="received_by", label=_("Taken by"), caption=_("Name")),
                    b.Input(key="heard_at", label=_("Date and time"), caption=_("Date and time, such as 2026-05-24 18:30")),
                ),
            ),
        )
    )


def _further(item: Item) -> b.Block:
    if item.field == "ongoing":
        keys = ("ongoing.yes", "ongoing.no", "ongoing.unknown")
        return b.Choice(label=item.title, options=(_("yes"), _("no"), _("not known")), keys=keys)
    return b.Blank(label=item.title, inputs=_inputs(item))


def _inputs(item: Item) -> tuple[b.Input, ...]:
    """The fields behind a line; people are two, the name and the rest."""
    if item.field not in ("reported", "others"):
        return (b.Input(key=item.field, label=item.title),)
    looks = _("What they look like, what they wore") if item.field == "reported" else _("What they have to do with it")
    return (
        b.Input(key=f"{item.field}.0.name", label=f"{item.title}: {_('Name')}", share=0.4, caption=_("Name")),
        b.Input(key=f"{item.field}.0.description", label=f"{item.title}: {looks}", share=0.6, caption=looks),
    )


def _account_page(policy: Policy) -> Iterator[b.Block]:
    """Room for a long account, which on paper is an empty sheet."""
    title = next((item.title for item in policy.items if item.field == "what"), _("The account"))
    yield b.Blank(label=title, lines=_ACCOUNT_LINES, inputs=(b.Input(key="what", label=title),))


def _on_screen() -> str:
    return _(
        "Every line may stay empty: ask, and do not press. Type on the lines and save; the desk reads the file back in. "
        "For the Code of Conduct team only; the file is not encrypted: delete it once it is taken in."
    )


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
    yield b.Choice(
        label=_("What came back"),
        options=tuple(_(telling.ANSWERS[answer]) for answer in answers),
        keys=tuple(f"consent.{answer}" for answer in answers),
    )
