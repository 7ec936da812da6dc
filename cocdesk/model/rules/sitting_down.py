"""What somebody should hear when they sit down at an opened vault."""

from __future__ import annotations

from cocdesk.words import _


def told(*, older_keys: bool, older: bool, sheet_owed: bool, clock_ahead: bool) -> tuple[str, ...]:
    """Sentences, the gravest first: ``older_keys`` and ``older`` as this laptop remembers it, the others as they are now."""
    said = []
    if older_keys:
        said.append(
            _(
                "The key files of this vault are not the newest this laptop has seen: somebody who was removed since may be "
                "able to open it. If nobody put back an older copy on purpose, stop and compare with another copy."
            )
        )
    elif older:
        said.append(
            _(
                "This vault is older than when this laptop last used it: something that was saved here is missing. "
                "If nobody put back an older copy on purpose, stop and compare with another copy."
            )
        )
    if sheet_owed:
        said.append(
            _(
                "A new recovery sheet is due: the last one was used, or nobody confirmed that they have it. "
                "It is made on the Team page."
            )
        )
    if clock_ahead:
        said.append(_("This laptop’s clock is more than a day behind the newest entry. Please check it before you write."))
    return tuple(said)
