"""The one page at the registration desk: who takes over, whom to call, what to do first (A13)."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.desk_papers.given import CONTACT, Given, document, emergency_lines, quoted, team_rows
from cocdesk.model.rules.danger import both_ways
from cocdesk.words import _

KIND = "flyer"
_MOST_DONTS = 5


def build(given: Given) -> b.Document:
    """The flyer of one event."""
    policy = given.policy
    blocks = (
        b.Callout(title=policy.safety.threat_question, text="\n".join(both_ways(policy.safety))),
        b.Beside(
            left=(b.Heading(text=_("Who takes over")), b.Facts(rows=team_rows(given))),
            right=(b.Heading(text=_("In an emergency")), b.Bullets(items=emergency_lines(given))),
        ),
        b.Heading(text=_("One step after the other")),
        b.Checks(items=tuple((step, False) for step in _steps(given))),
        b.Beside(
            left=(b.Heading(text=_("Words that help")), b.Bullets(items=tuple(_words(given)))),
            right=(
                b.Heading(text=_("Please not")),
                b.Bullets(items=tuple(dont.text for dont in policy.donts[:_MOST_DONTS])),
            ),
        ),
    )  # fmt: skip
    return document(
        given, KIND, _("When someone tells you something"), blocks,
        fit=1, notice=_("For the registration desk and for volunteers. Keep it behind the desk: it holds names and numbers."),
    )  # fmt: skip


def _steps(given: Given) -> Iterator[str]:
    intake = given.policy.intake
    yield _("Thank them and listen. You do not have to solve anything.")
    yield intake.private_place
    care = [phrases.inside(offer.title) for offer in given.policy.care]
    yield _("Offer, and let them choose: {care}.").format(care=", ".join(care))
    reach = phrases.both(list(given.lines(CONTACT)))
    yield (
        _("Call the team ({reach}), and stay until somebody is there.").format(reach=reach)
        if reach
        else _("Call the team, and stay until somebody is there.")
    )
    yield intake.transcribe
    yield _("Keep it to yourself. If anyone asks: “The team is looking after it.”")


def _words(given: Given) -> Iterator[str]:
    scripts, safety = given.policy.scripts, given.policy.safety
    yield quoted(scripts.opening)
    if scripts.reassure:
        yield quoted(scripts.reassure)
    if safety.help_sentence:
        yield quoted(safety.help_sentence)
    yield _("“I will fetch someone of the team. Shall I stay with you until they are here?”")
