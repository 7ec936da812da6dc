"""The coach for a case: its procedure, and the words of the language the program is shown in."""

from __future__ import annotations

from functools import cache

from cocdesk import places
from cocdesk.model.errors import WordsRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.word_list import WordList, find
from cocdesk.model.rules.wording import Coach
from cocdesk.words import language


def coach_for(policy: Policy) -> Coach:
    """A coach; where there is no word list, or it cannot be used, it knows the procedure's own phrases only."""
    return Coach(policy, _words(language()))


@cache
def _words(wanted: str) -> WordList | None:
    try:
        return find(wanted, places.wording())
    except WordsRefused:
        # A slip in a team's own list must never stand in the way of writing.
        return None
