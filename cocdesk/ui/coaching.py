"""Where hints on words come from in the windows: made when first needed, and not at all where somebody turned them off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cocdesk.model.policy.pack import Policy
from cocdesk.model.policy.word_list import Place
from cocdesk.model.rules.wording import Coach, Hint


class Coaching:
    """The coach of one dialog or page; ``wanted`` tells whether there shall be hints at all now.

    ``audience`` tells who reads the texts, a role of the case or nothing.
    """

    def __init__(
        self, policy: Policy, wanted: Callable[[], bool], *, decided: bool = False, audience: Callable[[], str] | None = None
    ) -> None:
        self._policy, self._wanted, self._decided, self._audience = policy, wanted, decided, audience
        self._coach: Coach | None = None

    def looks(self, place: Place) -> Callable[[str], Sequence[Hint]]:
        """What looks at a text that stands in ``place``."""
        return lambda text: self._look(text, place)

    def _look(self, text: str, place: Place) -> Sequence[Hint]:
        if not text.strip() or not self._wanted():
            return ()
        if self._coach is None:
            from cocdesk.model.queries.coaching import coach_for

            self._coach = coach_for(self._policy)
        audience = self._audience() if self._audience is not None else ""
        return self._coach.hints(text, place, decided=self._decided, audience=audience)
