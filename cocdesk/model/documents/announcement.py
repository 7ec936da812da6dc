"""Telling everyone: one announcement to read aloud, to post and to mail, from the procedure's own template (L1–L16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.documents.letter_parts import Filling, decided, signed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import telling
from cocdesk.words import _

KIND = "announcement"
_KEYS = re.compile(r"\{(thing|action|location|contact)\}")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\S)")


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4", fill: Filling | None = None) -> b.Document:
    """Three versions of the same few sentences; a mail draft holds only the last. Nothing on it names a person or the case."""
    fill = fill or Filling()
    said = _said(file, policy, fill)
    more = tuple(_feedback(file, policy, fill))
    title = _("A word from the Code of Conduct team")
    mail = (
        b.Text(text=_("Hello,")),
        b.Text(text=said),
        *(b.Text(text=text) for text in more),
        signed(file),
    )
    under = b.Text(text=_("Written under: {policy}.").format(policy=phrases.policy_line(policy)), tone="muted")
    blocks = (
        *_before(policy),
        b.Heading(text=_("To read aloud")),
        *(b.Text(text=sentence, tone="large") for sentence in _SENTENCES.split(said)),
        b.PageBreak(),
        b.Heading(text=_("To post")),
        b.Text(text=title, tone="strong"),
        *(b.Text(text=text) for text in (said, *more)),
        b.Text(text=_("Code of Conduct team, {event}").format(event=file.event.name)),
        b.Heading(text=_("To mail")),
        *mail,
        under,
    )
    return b.Document(
        kind=KIND, title=_("Announcement"), blocks=blocks, footer=file.event.name, paper=paper, exercise=file.event.exercise,
        mail=b.Mail(to=(), subject=f"{title}, {file.event.name}", blocks=mail), gaps=tuple(fill.gaps),
    )  # fmt: skip


def _before(policy: Policy) -> Iterator[b.Block]:
    """Who speaks, when, and what to mind; for the one who holds the paper, and harmless where it is seen."""
    rule = policy.announcement
    titles = {role.id: role.title for role in policy.roles}
    by = _(" or ").join(titles.get(role, role) for role in rule.by)
    said = [_("Spoken by: {who}, and nobody else.") if rule.only_by else _("Spoken by: {who}.")]
    lines = [said[0].format(who=by), rule.when, rule.anonymous_unless]
    yield b.Callout(title=_("Before you speak"), text="\n".join(line for line in lines if line))
    if rule.guidance:
        yield b.Bullets(items=tuple(guidance.text for guidance in rule.guidance))


def _said(file: Redacted, policy: Policy, fill: Filling) -> str:
    """What was announced already, word by word; else the procedure's template, filled as far as the record goes."""
    spoken = [h.body.text for h in file.case.happenings if isinstance(h.body, e.Announced) and h.body.text.strip()]
    if spoken:
        return phrases.sentence(spoken[-1])
    settings = file.event.settings
    thing = fill("thing", _("what happened, in a few general words that show nobody"))
    done = fill("action", _("what was done, in a few words, such as: asked somebody to leave"), _done(file, policy))
    words = {
        "thing": thing, "action": done,
        "location": fill("location", _("where the {policy} can be read").format(policy=policy.policy_name),
                         settings.get("policy-location", "")),
        "contact": fill("contact", _("whom people can talk to"), settings.get("contact", "")),
    }  # fmt: skip
    return _KEYS.sub(lambda key: words[key[1]].strip().rstrip("."), policy.announcement.template)


def _done(file: Redacted, policy: Policy) -> str:
    """What follows "We have" for each decision; the measure's own title where no verb of ours fits it."""
    return phrases.both(list(dict.fromkeys(_verb(body.sanction, policy) for body in decided(file))))


def _verb(sanction: str, policy: Policy) -> str:
    found = next((s for s in (*policy.sanctions, *policy.further_sanctions) if s.id == sanction), None)
    if sanction in ("", "none"):
        return _("talked about it, and decided that nothing more is needed")
    verbs = {
        "H1": _("given a warning"), "H2": _("asked somebody to keep their distance"), "H3": _("ended a talk early"),
        "H4": _("decided not to publish a recording"), "H5": _("decided that a speaker gives no more talks here"),
        "H6": _("ended somebody’s duties as a volunteer"), "H7": _("decided that somebody does not volunteer at coming events"),
        "H8": _("asked for a travel grant to be paid back"), "H9": _("asked somebody to leave the event"),
        "H10": _("decided that somebody does not come to future events"), "H11": _("ended a membership"),
    }  # fmt: skip
    if found is not None and found.row in verbs:
        return verbs[found.row]
    if found is not None and found.weight == "warning":
        return verbs["H1"]
    return _("decided on this measure: {measure}").format(measure=phrases.inside(telling.sanction_title(policy, sanction)))


def _feedback(file: Redacted, policy: Policy, fill: Filling) -> Iterator[str]:
    """A way to say what one thinks that is not only face to face, where the procedure always offers one (L6)."""
    if policy.feedback.offered != "always":
        return
    place = fill("feedback", _("where people can write to in private"), file.event.settings.get("feedback", ""))
    yield _("You can also write to us in private, and say what you think of how we handled this: {place}.").format(place=place)
