"""The coach for a case: its procedure, and the words of the language the program is shown in."""

from __future__ import annotations

from functools import cache, lru_cache

from cocdesk import places
from cocdesk.model.errors import WordsRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.word_list import WordList, find
from cocdesk.model.rules.wording import Coach
from cocdesk.words import language


def coach_for(policy: Policy) -> Coach:
    """A coach; where there is no word list, or it cannot be used, it knows the procedure's own phrases only."""
    return _coach(policy, language())


@lru_cache(maxsize=2)
def _coach(policy: Policy, wanted: str) -> Coach:
    # Learning the words takes as long as opening a form may; the next form of the same procedure finds them learnt.
    return Coach(policy, _words(wanted))


@cache
def _words(wanted: str) -> WordList | None:
    try:
        return find(wanted, places.wording())
    except WordsRefused:
        # A slip in a team's own list must never stand in the way of writing.
        return None
