"""Hints on the words, for those who write in the terminal: only where asked for, and after everything is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocdesk.words import _

if TYPE_CHECKING:
    from msgspec import Struct

    from cocdesk.model.policy.pack import Policy
    from cocdesk.model.records.case import Case


def hint_lines(policy: Policy, body: Struct, case: Case | None = None) -> tuple[str, ...]:
    """A line for each hint on the team's own words in an entry, an amendment or a report; nothing is changed by them."""
    from msgspec import to_builtins

    from cocdesk.model.queries.coaching import coach_for
    from cocdesk.model.rules.wording_places import is_decided, look_over

    texts = to_builtins(body)
    texts = {**texts, **texts["report"]} if isinstance(texts.get("report"), dict) else texts
    decided = case is not None and is_decided(case)
    kind, audience = str(texts.get("type", "reported")), str(texts.get("whom", ""))
    found = look_over(coach_for(policy), kind, texts, decided=decided, audience=audience)
    lines = []
    for there in found:
        words = "".join(c if c.isprintable() else " " for c in there.words)[:80]
        line = _("hint, {field}: “{words}” – {sentence}").format(field=there.field, words=words, sentence=there.hint.sentence)
        if there.hint.suggestion:
            line += " " + _("Instead: “{words}”.").format(words=there.hint.suggestion)
        lines.append(f"{line} ({there.hint.source})")
    return tuple(lines)
