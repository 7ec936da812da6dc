"""What volunteers hear before the event, on two pages, with room to note who was there (A11, A20–A24)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents.desk_papers.given import LOCATION, Given, document, emergency_lines, quoted, team_rows
from cocdesk.model.policy.pack import Guidance, Offer
from cocdesk.model.rules.danger import both_ways
from cocdesk.words import _

KIND = "briefing"


def build(given: Given) -> b.Document:
    """The sheet to speak from, and to leave with everyone."""
    blocks = (*_why(given), *_who(given), *_first(given), *_say(given), *_not(given), *_danger(given), *_after(given), *_held())
    return document(
        given, KIND, _("Volunteer briefing"), blocks,
        fit=2, notice=_("For everyone who helps at the event. It holds names and numbers: do not leave it lying about."),
    )  # fmt: skip


def _why(given: Given) -> Iterator[b.Block]:
    said = [
        _("People may come to you because you are there, not because you asked for it. You do not have to solve anything: "
          "listen, see that they are all right, and bring the team."),
        given.policy.principle,
    ]  # fmt: skip
    place = given.setting(LOCATION)
    if place:
        said.append(_("Our {code} stands here: {place}. Please read it once.").format(code=given.policy.policy_name, place=place))
    yield b.Text(text="\n".join(text for text in said if text))


def _who(given: Given) -> Iterator[b.Block]:
    yield b.Heading(text=_("Who is who"))
    yield b.Facts(rows=team_rows(given))
    yield b.Bullets(items=tuple(
        _("{role}: {about}").format(role=role.title, about=role.about) for role in given.policy.roles if role.about
    ))  # fmt: skip


def _first(given: Given) -> Iterator[b.Block]:
    intake = given.policy.intake
    yield b.Heading(text=_("When someone comes to you"))
    first = _("Thank them, and listen. Let them tell it their way.")
    yield b.Bullets(items=(first, intake.private_place, *_texts(given.policy.dos)))
    yield b.Text(text=_("What you can offer"), tone="strong")
    yield b.Bullets(items=tuple(_offer(offer) for offer in given.policy.care))


def _offer(offer: Offer) -> str:
    said = (_("{what}:").format(what=offer.title), quoted(offer.say) if offer.say else "", offer.task)
    return " ".join(text for text in said if text)


def _say(given: Given) -> Iterator[b.Block]:
    scripts = given.policy.scripts
    yield b.Heading(text=_("What you can say"))
    said = [quoted(text) for text in (scripts.opening, scripts.thanks, scripts.reassure) if text]
    if scripts.private == scripts.widely_witnessed:
        said.append(quoted(scripts.private))
    else:
        said.append(_("If hardly anybody saw it: “{text}”").format(text=scripts.private))
        if scripts.pause:
            said.append(scripts.pause)
        said.append(_("If many people saw it: “{text}”").format(text=scripts.widely_witnessed))
    yield b.Bullets(items=tuple(said))


def _not(given: Given) -> Iterator[b.Block]:
    yield b.Heading(text=_("What better not to do"))
    yield b.Bullets(items=(
        *_texts(given.policy.donts), _("Promise nothing about what will come of it. You do not know it yet."),
    ))  # fmt: skip
    if given.policy.framing:
        yield b.Text(text=_("How to look at it"), tone="strong")
        yield b.Bullets(items=_texts(given.policy.framing))
    if given.policy.banished:
        phrases = " · ".join(quoted(guidance.text) for guidance in given.policy.banished)
        yield b.Text(text=_("Phrases we do without: {phrases}").format(phrases=phrases))


def _danger(given: Given) -> Iterator[b.Block]:
    safety = given.policy.safety
    yield b.Heading(text=_("If someone is in danger"))
    yield b.Callout(title=safety.threat_question, text="\n".join((*both_ways(safety), safety.why)))
    yield b.Bullets(items=emergency_lines(given))


def _after(given: Given) -> Iterator[b.Block]:
    intake = given.policy.intake
    yield b.Heading(text=_("Afterwards"))
    yield b.Bullets(items=(
        intake.transcribe, intake.confidential, intake.reporter_identity,
        _("Then take a break. If it stays with you, talk to the team: that is what they are there for."),
    ))  # fmt: skip


def _held() -> Iterator[b.Block]:
    yield b.Heading(text=_("This briefing"))
    yield b.KeepTogether(blocks=(
        b.Beside(left=(b.Blank(label=_("Held on")),), right=(b.Blank(label=_("By")),)),
        b.Blank(label=_("Who was there"), lines=2),
    ))  # fmt: skip


def _texts(guidance: Sequence[Guidance]) -> tuple[str, ...]:
    return tuple(f"{one.text} {one.why}".strip() for one in guidance)
