"""Which of a pack's words stand beside which step: what to say, to do and to offer, and always what not to do."""

from __future__ import annotations

from dataclasses import dataclass

from cocdesk.model.policy.pack import Policy
from cocdesk.ui.wizard.changes import StepKey
from cocdesk.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The guidance for one moment."""

    title: str
    say: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


def words_for(step: StepKey, policy: Policy) -> Words:
    """The pack's words for a step. The don'ts are there on every step (D3–D6); the rest is what this moment needs."""
    titles = {
        "write": _("While you listen"), "safety": _("First, safety"), "care": _("Kindness first"),
        "reported": _("Asking gently"), "people": _("Who is involved"), "consent": _("Before you go"),
        "check": _("Almost done"),
    }  # fmt: skip
    return Words(
        title=titles[step],
        say=_kept(_say(step, policy)),
        do=_kept(_do(step, policy)),
        offer=_kept(_offer(step, policy)),
        avoid=tuple(piece.text for piece in policy.donts),
    )


def _say(step: StepKey, policy: Policy) -> tuple[str, ...]:
    scripts = policy.scripts
    if step == "safety":
        return (policy.safety.threat_question,)
    if step == "reported":
        return (next((item.ask for item in policy.items if item.core), ""),)
    if step == "consent":
        return (scripts.reassure,)
    if step == "check":
        return (scripts.thanks or scripts.reassure,)
    return (scripts.opening,) if step in ("write", "care") else ()


def _do(step: StepKey, policy: Policy) -> tuple[str, ...]:
    dos = {row: piece.text for piece in policy.dos for row in piece.rows}
    if step == "write":
        return (policy.intake.private_place, *(dos.get(row, "") for row in ("B15", "B14", "B13")))
    if step == "consent":
        return (dos.get("B16", ""),)
    return ()


def _offer(step: StepKey, policy: Policy) -> tuple[str, ...]:
    if step == "safety" and policy.safety.offer_help_reporting:
        return (policy.safety.help_sentence,)
    return ()


def _kept(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def advice_for(step: StepKey, policy: Policy) -> str:
    """One quiet line under the heading of a step: the pack's advice for the receiver, not to be said; ours on the last step."""
    intake, dos = policy.intake, {row: piece.text for piece in policy.dos for row in piece.rows}
    lines = {
        "write": intake.transcribe,
        "care": dos.get("C11", ""),
        "reported": dos.get("B11", "") or intake.written_account,
        "people": dos.get("B22", "") or intake.reporter_identity,
        "consent": intake.confidential,
        "check": _("You can save now. Everything can be added or put right later."),
    }
    return lines.get(step, "")
