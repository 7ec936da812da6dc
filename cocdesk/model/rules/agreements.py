"""Who agreed to which disclosure: the ledger of a case, read from its entries (B20, X26).

Every answer stays; the newest one counts. What people say in their own words is understood only where it is plain: an
agreement that is not understood covers nothing, a refusal that is not understood covers everything it may have meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case, Happening
from cocdesk.model.rules.text import fold

Thing = Literal["identity", "details"]
Said = Literal["no-objection", "objection", "asked-to-think", "not-asked", "agreed", "refused", "withdrawn"]
OUTSIDE = "outside"
ANYONE = "anyone"
UNSAID = ""
_NO = ("refused", "withdrawn")
_PAUSE = ("no-objection", "objection", "asked-to-think", "not-asked")
# Who is meant when a reporter says that others outside the team may learn who reported: those who help, and not those whom
# it could put in danger to tell, who are asked about one by one.
HELPING = frozenset({"chair", "officer", "dsf", "venue", "registration"})

_THINGS: tuple[tuple[frozenset[Thing], str], ...] = (
    (
        frozenset({"identity"}),
        "identity|identity-of-reporter|identity-of-affected|name|names|their name|their names|the name|who they are|who reported"
        "|reporter's name|the reporter's name|the name of the reporter|my name|their identity",
    ),
    (
        frozenset({"details"}),
        "details|detail|the details|what happened|incident|the incident|report|the report|account|the account|their account"
        "|what was reported|details of the incident|the details of the incident",
    ),
    (
        frozenset({"identity", "details"}),
        "everything|all|all of it|name and details|their name and details|their name and what happened|identity and details",
    ),
)
_MEANS = {words: things for things, said in _THINGS for words in said.split("|")}
_RECIPIENTS: tuple[tuple[str, str], ...] = (
    ("team", "team|code of conduct team|coc team|response team"),
    ("chair", "chair|conference chair|chairs|conference chairs"),
    ("officer", "officer|safety officer|safety and diversity officer"),
    ("dsf", "dsf|django software foundation|umbrella|umbrella organisation|umbrella organization|umbrella body"),
    ("reporter", "reporter"),
    ("affected", "affected|person affected"),
    ("reported", "reported|person reported|reported person"),
    ("employer", "employer"),
    ("venue", "venue|venue security|venue staff|venue-security|security"),
    ("police", "police"),
    ("registration", "registration|registration desk"),
    ("other-team", "other-team|other team|another team|another event's team|other events"),
    ("public", "public|announcement|the audience|attendees|all attendees"),
    (ANYONE, "anyone|anybody|everyone|everybody|whoever needs it"),
    (OUTSIDE, "outside|outside the team|others outside the team"),
)
_KNOWN = {words: code for code, said in _RECIPIENTS for words in said.split("|")}


class Agreement(Struct, frozen=True, kw_only=True):
    """One answer of one person about one thing and one recipient, as the ledger keeps it.

    ``what`` and ``to_whom`` are as written; ``things`` and ``to`` what is understood by them (``to`` is an audience, a role
    or plain folded words). ``counts`` says that no newer answer took its place, ``ended_at`` when an agreement was taken back.
    ``source``: asked about this, said of the report as a whole, or the answer after the pause.
    """

    entry: str
    at: datetime
    by: str
    whom: str
    answer: Said
    what: str = ""
    to_whom: str = ""
    words: str = ""
    things: frozenset[Thing] = frozenset()
    to: str = UNSAID
    source: Literal["asked", "report", "pause"] = "asked"
    counts: bool = True
    ended_at: datetime | None = None

    @property
    def no(self) -> bool:
        return self.answer in _NO


def things(what: str) -> frozenset[Thing]:
    """What somebody means by what would be passed on; nothing where it is not plain."""
    return _MEANS.get(_plain(what), frozenset())


def recipient(to_whom: str, policy: Policy | None = None) -> str:
    """The audience or role somebody means; their own words, folded, where the procedure knows nobody of that name."""
    said = _plain(to_whom)
    for article in ("the ", "their ", "our "):
        said = said.removeprefix(article)
    if policy is not None:
        for up in policy.reports_up:
            full = _plain(up.to)
            if said == full or (len(said) > 3 and (said in full.split(", ") or full in said)):
                return "dsf" if up.kind == "umbrella-email" else "officer"
        for role in policy.roles:
            if said in (role.id, _plain(role.title)):
                return role.id
    return _KNOWN.get(said, said)


def _plain(text: str) -> str:
    return fold(text.replace("’", "'")).strip(" .!,;:")


def ledger(case: Case, policy: Policy | None = None) -> tuple[Agreement, ...]:
    """Every answer in the order it was written down, with what became of it."""
    return _ended(tuple(_told_twice(answers(case.happenings, policy))))


def answers(happenings: Iterable[Happening], policy: Policy | None = None) -> Iterator[Agreement]:
    """Every answer as it was written down, whatever came later: enough to see which one decides."""
    for happening in happenings:
        body = happening.body
        if isinstance(body, e.Reported):
            report = body.report
            yield from _of_report(happening, {"consent": report.consent, "share_identity": report.share_identity,
                                              "consent_words": report.consent_words})  # fmt: skip
        elif isinstance(body, e.Amended):
            yield from _of_report(happening, body.changes)
        elif isinstance(body, e.Consented):
            yield _of_answer(happening, body, policy)


def _of_report(happening: Happening, said: dict[str, object]) -> Iterator[Agreement]:
    common = {"entry": happening.entry, "at": happening.at, "by": happening.by, "whom": "reporter"}
    if said.get("consent") in _PAUSE:
        yield Agreement(**common, source="pause", answer=said["consent"], words=str(said.get("consent_words") or ""))  # type: ignore[arg-type]
    share = said.get("share_identity")
    if isinstance(share, bool):
        yield Agreement(
            **common, source="report", answer="agreed" if share else "refused", what="identity", to_whom=OUTSIDE,  # type: ignore[arg-type]
            things=frozenset({"identity"}), to=OUTSIDE,
        )  # fmt: skip


def _of_answer(happening: Happening, body: e.Consented, policy: Policy | None) -> Agreement:
    pause = body.answer in _PAUSE
    return Agreement(
        entry=happening.entry, at=happening.at, by=happening.by, whom=body.whom or "reporter", answer=body.answer,
        what=body.what, to_whom=body.to_whom, words=body.words, source="pause" if pause else "asked",
        things=frozenset() if pause else things(body.what),
        to=UNSAID if pause or not body.to_whom.strip() else recipient(body.to_whom, policy),
    )  # fmt: skip


def _told_twice(lines: Iterable[Agreement]) -> Iterator[Agreement]:
    """A report keeps the answer after the pause, and an entry of its own says it again: one line is enough."""
    kept: list[Agreement] = []
    for line in lines:
        if line.source == "pause":
            before = next((found for found in reversed(kept) if found.source == "pause"), None)
            if before is not None and (before.answer, before.whom, before.words) == (line.answer, line.whom, line.words):
                kept.remove(before)
        kept.append(line)
    yield from kept


def _key(line: Agreement) -> tuple[object, ...]:
    """Answers with the same key are about the same, and the newest counts."""
    if line.source == "pause":
        return (line.whom, "pause")
    return (line.whom, line.to, line.things or _plain(line.what))


def _ended(lines: Sequence[Agreement]) -> tuple[Agreement, ...]:
    newest = {_key(line): place for place, line in enumerate(lines)}
    done = []
    for place, line in enumerate(lines):
        taken_back = None
        if line.answer == "agreed":
            taken_back = next((later.at for later in lines[place + 1 :] if later.no and _takes_back(later, line)), None)
        done.append(replace(line, counts=newest[_key(line)] == place, ended_at=taken_back))
    return tuple(done)


def _takes_back(later: Agreement, line: Agreement) -> bool:
    """Whether a newer no ends an agreement; one that is not understood ends all it may have meant."""
    same_thing = not later.things or not line.things or bool(later.things & line.things)
    same_place = later.to in (UNSAID, ANYONE, OUTSIDE) or later.to == line.to
    return later.whom == line.whom and same_thing and same_place


def deciding(lines: Iterable[Agreement], thing: Thing, whom: frozenset[str], to: str) -> Agreement | None:
    """The answer that counts for one thing and one recipient; None when nobody of ``whom`` was asked.

    The newest one wins, but an agreement in general does not undo a no to just this recipient.
    """
    own: Agreement | None = None
    general: Agreement | None = None
    newest: Agreement | None = None
    for line in lines:
        if line.source == "pause" or line.whom not in whom or not _bears(line, thing, to):
            continue
        if line.to == to:
            own = line
        else:
            general = line
        newest = line
    if newest is not None and newest is general and not newest.no and own is not None and own.no:
        return own
    return newest


def _bears(line: Agreement, thing: Thing, to: str) -> bool:
    if line.no:
        return (not line.things or thing in line.things) and line.to in (to, UNSAID, ANYONE, OUTSIDE)
    reaches = line.to == to or line.to == ANYONE or (line.to == OUTSIDE and to in HELPING)
    return line.answer == "agreed" and thing in line.things and reaches


def after_the_pause(lines: Iterable[Agreement]) -> Agreement | None:
    """The newest answer after the pause; None when nothing is written down."""
    return next((line for line in reversed(tuple(lines)) if line.source == "pause"), None)
