"""Paper forms: which are out, which came back as a case, and where the paper lies now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from cocdesk.model.desk import Desk
from cocdesk.model.records import entries as e
from cocdesk.model.rules.clockwork import zone as zone_of
from cocdesk.model.store import drafts, events
from cocdesk.words import _

MOST = 200


class PaperForm(Struct, frozen=True, kw_only=True):
    """One form by its number.

    ``printed_at`` is None for a form that was not made here; ``case`` the id of what it became, "" while it is out;
    ``moved`` what was last written down about the paper; ``checked`` whether a second person compared it.
    """

    number: str
    printed_at: datetime | None = None
    case: str = ""
    code_name: str = ""
    on_paper: bool = True
    checked: bool = False
    moved: e.PaperMoved | None = None


def paper_forms(desk: Desk, most: int = MOST) -> tuple[PaperForm, ...]:
    """The forms of this vault, the newest first, ``most`` at most; without those of a case that is not in sight (X5)."""
    found = {number: (printed, row) for number, printed, row in events.forms(desk.main.db, most)}
    for there in desk.everywhere[1:]:
        # The number stands in the open; what became of it does not.
        for number, printed, row in events.forms(there.db, most):
            found[number] = (found.get(number, (printed, None))[0], row)
    away = desk.hidden()
    return tuple(_form(desk, number, printed, row) for number, (printed, row) in found.items() if row not in away)


def _form(desk: Desk, number: str, printed: int, row: int | None) -> PaperForm:
    printed_at = datetime.fromtimestamp(printed / 1000, UTC) if printed else None
    if row is None:
        return PaperForm(number=number, printed_at=printed_at)
    listed = desk.row(row)
    case = desk.at(listed.id).case(listed.id)
    bodies = [happening.body for happening in case.happenings]
    moved = [body for body in bodies if isinstance(body, e.PaperMoved)]
    return PaperForm(
        number=number, printed_at=printed_at, case=listed.id, code_name=listed.code_name,
        on_paper=case.report.channel not in ("email", "online"),
        checked=any(isinstance(body, e.Transcribed) for body in bodies), moved=moved[-1] if moved else None,
    )  # fmt: skip


def picture(desk: Desk, draft: int, place: int) -> tuple[str, bytes] | None:
    """(media type, bytes) of a picture kept beside an unfinished report, by its place from 0; None where there is none.

    One by one, so that they need not all be in memory at once.
    """
    return drafts.file_at(desk.db, draft, place)


def whereabouts(form: PaperForm) -> str:
    """Where a form is, in a few words."""
    moved = form.moved
    if not form.case:
        return _("not back yet, or not used")
    if not form.on_paper:
        return _("filled in on screen, no paper")
    if moved is None:
        return _("place not noted yet")
    if moved.shredded:
        said = _("shredded by {name}").format(name=moved.by) if moved.by else _("shredded")
        return " · ".join(part for part in (said, moved.at) if part)
    return moved.where


def state(form: PaperForm, zone: str) -> Iterator[str]:
    """Where a form is, whether a second person has compared it, and when it was printed."""
    yield whereabouts(form)
    if form.case and form.on_paper:
        yield _("compared by a second person") if form.checked else _("second look still to do")
    if form.printed_at:
        yield _("printed {moment}").format(moment=form.printed_at.astimezone(zone_of(zone)).strftime("%d %b, %H:%M"))
    else:
        yield _("not printed here")


def open_first(forms: Sequence[PaperForm]) -> list[PaperForm]:
    """Forms whose paper somebody should still look after, before those that are out and those that are settled."""

    def order(form: PaperForm) -> int:
        if not form.case:
            return 1
        return 2 if not form.on_paper or (form.moved is not None and form.moved.shredded) else 0

    return sorted(forms, key=order)
