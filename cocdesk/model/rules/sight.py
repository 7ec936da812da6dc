"""Who does not see a case they stepped back from: not its title, not that it is there (X5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cocdesk.model.records import entries as e
from cocdesk.model.rules.text import searchable


def who_is_meant(written: str, members: Sequence[str]) -> tuple[str, ...]:
    """The members a written name may mean: the one who is called so, else those whose name has every word of it."""
    sought = searchable(written).split()
    if not sought:
        return ()
    exact = tuple(name for name in members if searchable(name).split() == sought)
    return exact or tuple(name for name in members if set(sought) <= set(searchable(name).split()))


def out_of_sight(member: str, others: Sequence[str], told: Iterable[e.Recused]) -> bool:
    """Whether a case is kept from a member: they stepped back entirely, and somebody else is there to see to it.

    ``others`` are the other members who can write. Where all of them stepped back too, the case stays in sight of all: a case
    nobody can open is a case nobody sees to. A name that may mean two members keeps it from neither; the form says so.
    """
    team = (member, *others)
    away = {meant[0] for body in told if body.kind == "hard" and len(meant := who_is_meant(body.member, team)) == 1}
    return member in away and any(name not in away for name in others)


__all__ = ["out_of_sight", "who_is_meant"]
