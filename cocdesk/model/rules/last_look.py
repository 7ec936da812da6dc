"""What is asked before a letter goes (H13, X27): one rule for the window and the command line.

Nothing here is a wall. Somebody who is alone at the desk has nobody to ask; that they went on is then written down.
"""

from __future__ import annotations

from collections.abc import Sequence

from cocdesk.model.policy.pack import Policy
from cocdesk.words import _


def second_reader(kind: str, policy: Policy | None) -> bool:
    """Whether the procedure wants somebody else to read such a paper before it goes."""
    return policy is not None and policy.papers is not None and kind in policy.papers.second_reader


def asked(*, second: bool, read: bool, known: Sequence[str] = (), chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """What is still to be done, in sentences; empty when nothing is. ``known`` are the capacities there are to tick."""
    said = []
    if known and not chosen:
        said.append(_("No capacity is ticked: a report to an employer rests on one."))
    if second and not read:
        said.append(_("Nobody else has read it. If you are not alone, let a second person look for what shows who told you."))
    return tuple(said)


def noted(*, second: bool, read: bool, by: str = "", known: Sequence[str] = (), chosen: Sequence[str] = ()) -> str:
    """What is written down with the paper; ``by`` is who else has read it, where that was said."""
    said = []
    if known and not chosen:
        said.append(_("No capacity was ticked."))
    if read and by.strip():
        said.append(_("Read by {name} as well.").format(name=by.strip()))
    elif read:
        said.append(_("A second person has read it."))
    elif second:
        said.append(_("Nobody else has read it."))
    return " ".join(said)
