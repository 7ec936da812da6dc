"""What people are told, put together and weighed: the message to the person reported, and an apology that is passed on."""

from __future__ import annotations

from cocdesk.model.policy.pack import Apology, Policy
from cocdesk.model.records.entries import Told
from cocdesk.words import _, ngettext

LONGEST_APOLOGY = 30
"""Words of a relayed apology that stay brief (I3)."""


def message(told: Told, policy: Policy) -> str:
    """The four parts to the person reported (behaviour, impact, what must change, consequences) and where to appeal, as one text.

    A part that is empty is left out; nothing at all gives nothing. What holds until an appeal is answered follows the place
    of appeal (G4, G5).
    """
    meanwhile = {
        "action-stands": _("Until an appeal is answered, what was decided stands."),
        "report-stands": _("Until an appeal is answered, the report stands."),
    }.get(policy.appeal.meanwhile, "")
    parts = (
        (_("What was reported to us:"), told.behaviour),
        (_("What it did to others:"), told.impact),
        (_("What has to change:"), told.change),
        (_("What follows from it:"), told.consequences),
        (_("If you do not agree with this, you can turn to:"), told.appeal),
    )
    said = [f"{title}\n{words.strip()}" for title, words in parts if words.strip()]
    if said and told.appeal.strip() and meanwhile:
        said.append(meanwhile)
    return "\n\n".join(said)


def word_count(text: str) -> int:
    """How many words stand there, as blanks divide them."""
    return len(text.split())


def too_long(text: str, apology: Apology) -> tuple[str, ...]:
    """What helps to shorten an apology that is passed on, with the pack's examples; empty while it is brief (I3)."""
    count = word_count(text)
    if count <= LONGEST_APOLOGY:
        return ()
    said = ngettext(
        "This is {count} word. A relayed apology is brief and wants no answer.",
        "These are {count} words. A relayed apology is brief and wants no answer.",
        count,
    ).format(count=count)
    good = _("Short enough: {example}").format(example=apology.good_example) if apology.good_example else ""
    bad = _("Too much: {example}").format(example=apology.bad_example) if apology.bad_example else ""
    return tuple(part for part in (said, good, bad) if part)
