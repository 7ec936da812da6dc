"""Paper and forms that find their way back: a filled form, or a picture of one, becomes the draft of a report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model import sight
from cocdesk.model.actions.report import KIND, keep_file, kept_picture, save_draft
from cocdesk.model.desk import Desk
from cocdesk.model.documents import filled_form
from cocdesk.model.errors import FileRefused, NotAllowed
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Change, Done
from cocdesk.model.records.report import ReportDraft
from cocdesk.model.rules import acting, from_form
from cocdesk.model.rules.clockwork import zone
from cocdesk.model.store import drafts, events
from cocdesk.words import _, ngettext

LARGEST_PICTURE = 25 * 1024 * 1024
MOST_PICTURES = 10
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


class TakenIn(Struct, frozen=True, kw_only=True):
    """Where a form has gone: ``draft`` is the number of an unfinished report, or ``case`` the id of what it already became.

    ``number`` is the form's, ``known`` that it had been taken in before, ``problems`` what to look at, in sentences.
    """

    draft: int | None = None
    case: str = ""
    number: str = ""
    known: bool = False
    problems: tuple[str, ...] = ()


def take_in_form(desk: Desk, data: bytes, *, name: str = "") -> Done[TakenIn]:
    """Read a filled form (PDF) into a new draft.

    Raises ``FileRefused`` for a file that is no form of ours, too large, locked or broken; nothing is changed then.
    """
    return take_in_answers(desk, filled_form.read_form(data, name), name=name)


def take_in_answers(desk: Desk, read: filled_form.FormRead, *, name: str = "") -> Done[TakenIn]:
    """Make a draft of what stands on a form that was read, which takes its time and no desk. A form that was taken in before is
    not taken in twice: its draft or case is told; with other answers on it, it is a report of its own, without the number.

    Raises ``FileRefused`` for a text longer than a report keeps, ``NotAllowed`` for who may only read, ``VaultReadOnly`` for a
    copy that is only looked at.
    """
    if read.pictures:
        number = from_form.typed_number(read.number)
        return take_in_pictures(desk, read.pictures, number=number, name=name, problems=read.problems)
    desk.require_writer()
    number = read.number if from_form.NUMBER.fullmatch(read.number) else ""
    answers = fingerprint(number, read.values)
    before, other = _known(desk, number), ""
    if before is not None:
        before = before if not read.values else _with_answers(desk, before, answers)
        if before is not None:
            return Done(value=before, change=Change())
        number, other = "", _other_answers(read.number)
    event = desk.event()
    draft, problems = from_form.draft(read.values, desk.policy(event.policy_hash), event.zone)
    if not read.values:
        problems = (_("Nothing is filled in on this form."), *problems)
    if other:
        problems = (other, *problems)
    heard = draft.report.heard_at or desk.now().astimezone(zone(event.zone)).isoformat(timespec="seconds")
    report = replace(draft.report, heard_at=heard, channel=draft.report.channel or "online")
    draft = replace(draft, event=event.id, form_number=number, form_answers=answers, report=report)
    try:
        done = save_draft(desk, draft, number=None)
    except msgspec.ValidationError:
        raise FileRefused(name or _("the form"), "", _("one of its texts is too long.")) from None
    value = TakenIn(draft=done.value, number=number, problems=(*read.problems, *problems))
    return Done(value=value, change=done.change)


def take_in_picture(desk: Desk, data: bytes, *, number: str, name: str = "") -> Done[TakenIn]:
    """Keep a photo or scan of a paper form: with the case it became, beside the draft it is, or beside a new draft.

    ``number`` is the form's, read from its code or typed by hand; empty when nobody knows it. Raises ``FileRefused``,
    ``NotAllowed``, ``VaultReadOnly``.
    """
    desk.require_writer()
    media_type = picture_type(data, name)
    before = _known(desk, number)
    if before is not None and before.case:
        return _beside_case(desk, before, data, media_type)
    if before is not None and before.draft is not None:
        return Done(value=_beside_draft(desk, before, data, media_type), change=Change(topics=frozenset({"drafts"})))
    event = desk.event()
    heard = desk.now().astimezone(zone(event.zone)).isoformat(timespec="seconds")
    draft = ReportDraft(event=event.id, form_number=number, pictures=1)
    draft = replace(draft, report=replace(draft.report, heard_at=heard, channel="paper"))
    with desk.db.transaction():
        made = _save(desk, None, draft)
        drafts.add_file(desk.db, made, media_type=media_type, data=data)
    return Done(value=TakenIn(draft=made, number=number), change=Change(topics=frozenset({"drafts"})))


def take_in_pictures(
    desk: Desk, pictures: Sequence[bytes], *, number: str, name: str = "", problems: tuple[str, ...] = ()
) -> Done[TakenIn]:  # fmt: skip
    """Keep the pages of one form where ``take_in_picture`` keeps the first of them: all of them, or none where there is no room.
    ``problems`` is what reading the file found, told with the rest. Raises the same.
    """
    for page in pictures:
        picture_type(page, name)
    desk.require_writer()
    _require_room(desk, _known(desk, number), pictures)
    first, *others = pictures
    done = take_in_picture(desk, first, number=number, name=name)
    for page in others:
        if done.value.case:
            _beside_case(desk, done.value, page, picture_type(page, name))
        else:
            _beside_draft(desk, done.value, page, picture_type(page, name))
    return Done(value=replace(done.value, problems=(*done.value.problems, *problems)), change=done.change)


def picture_type(data: bytes, name: str = "") -> str:
    """The media type of a PNG or JPEG by its first bytes. Raises ``FileRefused`` for anything else, and for more than 25 MB."""
    name = name or _("the picture")
    if len(data) > LARGEST_PICTURE:
        raise FileRefused(name, "", _("it is larger than 25 MB."))
    found = next((kind for magic, kind in _PICTURES if data.startswith(magic)), "")
    if not found:
        raise FileRefused(name, "", _("it is neither a filled form (PDF) nor a picture (PNG or JPEG)."))
    return found


def _known(desk: Desk, number: str) -> TakenIn | None:
    """The case or draft that holds a form's number already."""
    if not number:
        return None
    for there in desk.everywhere:
        row = events.case_of_form(there.db, number)
        if row is not None:
            sight.require(row not in desk.hidden())
            return TakenIn(case=desk.row(row).id, number=number, known=True)
    waiting = _waiting(desk, lambda draft: draft.form_number == number)
    return TakenIn(draft=waiting, number=number, known=True) if waiting is not None else None


def _waiting(desk: Desk, fits: Callable[[ReportDraft], bool]) -> int | None:
    """The first of one's own unfinished reports that fits."""
    for row in (row for there in desk.everywhere for row in drafts.of_author(there.db, desk.member)):
        if row.kind == KIND and fits(msgspec.json.decode(row.body, type=ReportDraft)):
            return row.id
    return None


def fingerprint(number: str, values: Mapping[str, str]) -> str:
    """What tells one set of answers on a form from another; empty where there is no number or no answer."""
    if not number or not values:
        return ""
    plain = sorted((str(key), str(value)) for key, value in values.items())
    return hashlib.sha256(msgspec.json.encode([number, plain])).hexdigest()


def _with_answers(desk: Desk, before: TakenIn, answers: str) -> TakenIn | None:
    """Where just these answers are already: in what has the form's number, or in a report of its own beside it."""
    if before.case:
        told = [entry.body for entry in desk.at(before.case).entries_of(before.case)]
        if any(isinstance(body, e.Reported) and body.form_answers == answers for body in told):
            return before
    waiting = _waiting(desk, lambda draft: draft.form_answers == answers)
    return TakenIn(draft=waiting, number=before.number, known=True) if waiting is not None else None


def _other_answers(number: str) -> str:
    said = _("Form {number} was taken in before, with other answers on it. This is a report of its own now, without the number:")
    do = _("nothing of the first one was changed. Compare the two; if they are one, keep the words of both in one of them.")
    return " ".join((said.format(number=number), do))


def _require_room(desk: Desk, before: TakenIn | None, pictures: Sequence[bytes]) -> None:
    """Raise ``NotAllowed`` before the first page is kept where not all of them can be."""
    if before is not None and before.case:
        return
    here, new = 0, set(pictures)
    if before is not None and before.draft is not None:
        db = desk.at(before.draft).db
        here = drafts.count_files(db, before.draft)
        new = {page for page in new if not drafts.has_file(db, before.draft, page)}
    if new and here + len(new) > MOST_PICTURES:
        raise _no_room(ngettext("The picture was not put in.", "None of its {count} pages was put in.", len(pictures)).format(
            count=len(pictures)
        ))  # fmt: skip


def _no_room(kept: str) -> NotAllowed:
    return NotAllowed(
        _("A report keeps {most} pictures at most, and this would be more.").format(most=MOST_PICTURES),
        kept=kept,
        do=_("File the report, and add the picture to its case."),
    )


def _beside_case(desk: Desk, before: TakenIn, data: bytes, media_type: str) -> Done[TakenIn]:
    desk = desk.at(before.case)
    case = desk.case(before.case)
    kept = kept_picture(before.number, len(case.attachments) + 1, media_type, data)
    refusal = acting.refusal(case, kept, desk.policy(case.policy_hash))
    if refusal:
        raise NotAllowed(refusal, kept=_("The picture was not put into the vault."))
    if any(there.sha256 == kept.sha256 for there in case.attachments):
        return Done(value=before, change=Change())
    with desk.transaction() as record:
        keep_file(record, before.case, kept, data)
    return Done(value=before, change=Change(topics=frozenset({"cases"}), cases=(before.case,)))


def _beside_draft(desk: Desk, before: TakenIn, data: bytes, media_type: str) -> TakenIn:
    assert before.draft is not None
    desk = desk.at(before.draft)
    row = drafts.get(desk.db, before.draft)
    assert row is not None
    draft = msgspec.json.decode(row.body, type=ReportDraft)
    if drafts.has_file(desk.db, before.draft, data):
        return before
    here = drafts.count_files(desk.db, before.draft)
    if here >= MOST_PICTURES:
        raise _no_room(_("The picture was not put in."))
    with desk.db.transaction():
        drafts.add_file(desk.db, before.draft, media_type=media_type, data=data)
        _save(desk, before.draft, replace(draft, pictures=here + 1))
    return before


def _save(desk: Desk, number: int | None, draft: ReportDraft) -> int:
    now = int(desk.now().timestamp() * 1000)
    body = msgspec.json.encode(draft)
    return drafts.save(desk.db, number, kind=KIND, subject="", author=desk.member, now=now, body=body)
