"""The whole case on paper: for those who handle it everything there is, for anybody else what they may see of it (X40, 5.3)."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import incident_form, phrases
from cocdesk.model.documents.course import Row, course, told
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Audience, Redacted
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.rules.text import capital
from cocdesk.words import _

KIND = "case-file"
WHOLE: frozenset[Audience] = frozenset({"team", "chair", "officer"})
_TOLD = (
    "behaviour", "happened", "place", "what", "circumstances", "impact", "ongoing", "witnessed", "contact_wish", "needs",
)  # fmt: skip


def build(file: Redacted, policy: Policy, *, paper: b.Paper = "A4") -> b.Document:
    """The file as its reader may have it; what is left out is said to be left out, and not what it was."""
    code = file.case.code_name
    whole = file.audience in WHOLE
    return b.Document(
        kind=KIND, title=_("Case file {case}").format(case=code),
        blocks=tuple(_whole(file, policy) if whole else _part(file, policy)),
        footer=phrases.footer(file.event, policy, code_name=code),
        paper=paper, exercise=file.event.exercise, notice=phrases.notice(file.audience, file.naming),
    )  # fmt: skip


def _whole(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    yield from incident_form.record(file, policy)
    yield from _attached(file)
    yield from _left(file)
    yield from incident_form.history(file)


def _part(file: Redacted, policy: Policy) -> Iterator[b.Block]:
    yield b.Facts(rows=(
        (_("Case"), file.case.code_name),
        (_("Event"), file.event.name),
        (_("Procedure"), phrases.policy_line(policy)),
        (_("This paper made"), moment_words(file.made_at, file.event.zone)),
    ))  # fmt: skip
    yield b.Callout(
        title=_("A part of the file"),
        text=_("What concerns other people, and how the team came to its view, is left out. That something is not in here "
               "does not say whether it exists."),
    )  # fmt: skip
    rows = tuple(_answers(file, policy))
    if rows:
        yield b.Heading(text=_("What was reported"))
        yield from told(rows)
    yield from incident_form.people(file)
    yield from course(file, policy)


def _answers(file: Redacted, policy: Policy) -> Iterator[Row]:
    titles: dict[str, str] = {item.field: item.title for item in policy.items}
    for field in _TOLD:
        words = incident_form.value(field, file)
        if words.strip():
            yield titles.get(field) or capital(_(telling.FIELDS[field])), words


def _attached(file: Redacted) -> Iterator[b.Block]:
    """The files kept beside the case, with the sum that shows they are unchanged."""
    files = [h for h in file.case.happenings if isinstance(h.body, e.AttachmentAdded)]
    if not files:
        return
    yield b.Heading(text=_("Files kept with the case"))
    rows = tuple(
        (h.body.name, h.body.about, moment_words(h.at, file.event.zone), h.body.sha256[:16])
        for h in files if isinstance(h.body, e.AttachmentAdded)
    )  # fmt: skip
    yield b.Table(header=(_("File"), _("About"), _("Put in"), _("Check sum begins")), rows=rows, widths=(3, 3, 2.4, 2.2))


def _left(file: Redacted) -> Iterator[b.Block]:
    """What left the vault of this case: which paper, for whom, how, why."""
    rows = []
    for happening in file.case.happenings:
        body = happening.body
        if isinstance(body, e.Exported):
            title = _(telling.PAPERS.get(body.document, body.document))
            reader = _(telling.READERS[body.audience]) if body.audience in telling.READERS else ""
            why = " · ".join(text for text in (body.recipient, body.purpose) if text.strip())
            rows.append((moment_words(happening.at, file.event.zone), " ".join((title, reader)).strip(), why, body.sha256[:16]))
    if rows:
        yield b.Heading(text=_("Papers that left the vault"))
        header = (_("When"), _("What, for whom"), _("To whom, what for"), _("Check sum begins"))
        yield b.Table(header=header, rows=tuple(rows), widths=(2.4, 3.4, 3, 2.2))
