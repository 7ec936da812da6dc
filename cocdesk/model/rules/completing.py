"""What an entry completes, and whether a step is needed at all: the words the packs' ``done_by`` and ``only_if`` use."""

from __future__ import annotations

from collections.abc import Iterator

from cocdesk.model.policy.pack import Policy, Step
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Case
from cocdesk.model.rules.meant import role_of
from cocdesk.model.rules.text import searchable
from cocdesk.words import _

OUTCOME = ("", "outcome", "sanctions")


def tells_outcome(body: e.Told) -> bool:
    """Whether this told what came of it; a receipt, how it stands, a proposal or the complaint itself do not (X18, X19)."""
    return body.about in OUTCOME


def keys(case: Case, policy: Policy) -> Iterator[tuple[int, str]]:
    """(place of the happening, key it completes), in order. A key is an entry kind, with what it concerns after a colon:

    ``told:reporter`` is the outcome, and only once something is decided; ``told:reporter:receipt`` (or ``status``,
    ``proposal``, ``complaint``, ``urgent-action``) at any time. ``agreed`` wants a yes, ``rolled-out`` every place of the
    pack, ``rolled-out:checked`` a look at each; ``appealed:answered``, ``evaluated:debriefed`` and ``linked:…`` say themselves.
    A closing that was undone by reopening completes nothing.
    """
    decided = False
    places = _Places(policy)
    for place, happening in enumerate(case.happenings):
        body = happening.body
        decided = decided or isinstance(body, e.Decided)
        kind = str(body.__struct_config__.tag)
        found: list[str] = []
        match body:
            case e.Closed() if case.stage != "closed":
                pass
            case e.Told():
                found = _told(body, decided)
            case e.Announced() if not decided:
                pass
            case e.Agreed():
                # Older entries may hold the title of a role in place of its id.
                found = [kind, f"{kind}:{role_of(body.role, policy) or body.role}"] if body.answer == "agreed" else []
            case e.RolledOut():
                found = places.take(body)
            case e.Appealed():
                found = [kind, *(["appealed:answered"] if body.answer else [])]
            case e.Evaluated():
                found = [kind, *(["evaluated:debriefed"] if body.debriefed else [])]
            case e.Notified():
                found = [kind, *(f"{kind}:{whom}" for whom in _notified(body, policy))]
            case e.Linked():
                found = [kind, f"{kind}:{body.how}"]
            case _:
                concerned = (getattr(body, "whom", ""), getattr(body, "role", ""))
                found = [kind, *(f"{kind}:{whom}" for whom in concerned if whom)]
        for key in found:
            yield place, key


def _told(body: e.Told, decided: bool) -> list[str]:
    about = [f"told:{body.whom}:{body.about}"] if body.about and (decided or not tells_outcome(body)) else []
    return ["told", f"told:{body.whom}", *about] if decided and tells_outcome(body) else about


def _notified(body: e.Notified, policy: Policy) -> list[str]:
    """Whom a report on was for, in the words of the packs: as written, the id of a role, "officer" or "umbrella"."""
    folded = searchable(body.to)
    words = {"officer-file": "officer", "umbrella-email": "umbrella"}
    role = role_of(body.to, policy)
    sent = [words[up.kind] for up in policy.reports_up if folded in (searchable(up.to), searchable(up.address))]
    return list(dict.fromkeys([body.to.strip(), *([role] if role else []), *sent])) if folded else []


class _Places:
    """Where a measure already holds, and where somebody looked (X17)."""

    def __init__(self, policy: Policy) -> None:
        places = policy.roll_out.places if policy.roll_out is not None else ()
        self.names = [(searchable(place.id), searchable(place.title)) for place in places]
        self.done: set[str] = set()
        self.checked: set[str] = set()

    def take(self, body: e.RolledOut) -> list[str]:
        folded = searchable(body.system)
        for wanted, there in ((body.done or body.checked, self.done), (body.checked, self.checked)):
            if wanted:
                there.add(folded)
        found = ["rolled-out"] if self._all(self.done) else []
        return [*found, "rolled-out:checked"] if self._all(self.checked) else found

    def _all(self, there: set[str]) -> bool:
        return bool(there) and all(there & set(names) for names in self.names)


def decided_sanctions(case: Case) -> tuple[str, ...]:
    """The measures decided so far, without "none"."""
    return tuple(
        h.body.sanction for h in case.happenings if isinstance(h.body, e.Decided) and h.body.sanction not in ("", "none")
    )


def needless(step: Step, case: Case, policy: Policy) -> str:
    """Why a step is not needed in this case; empty when it is."""
    roles = {part.role for part in case.parts}
    match step.only_if:
        case "threat" if case.report.threat is False:
            return _("Nobody’s safety is in doubt.")
        case "reporter-known" if not roles & {"reporter", "affected"}:
            return _("The report is anonymous.")
        case "person-reported-known" if "reported" not in roles:
            return _("Nobody is known as the person reported.")
        case "widely-witnessed" if case.report.witnessed == "private":
            return _("Few people saw it.")
        case "private" if case.report.witnessed == "widely":
            return _("Many people saw it.")
        case "action-decided" if _decided(case) and not decided_sanctions(case):
            return _("No further action was decided.")
        case "decided" if not _decided(case):
            return _("Nothing is decided yet.")
        case "lasting-measure" if not _lasting(decided_sanctions(case), policy):
            return _("No lasting measure is decided.")
        case "urgent-action" if not any(getattr(happening.body, "urgent", False) for happening in case.happenings):
            return _("Nobody acted alone.")
        case _:
            return ""


def _decided(case: Case) -> bool:
    return any(isinstance(happening.body, e.Decided) for happening in case.happenings)


def _lasting(measures: tuple[str, ...], policy: Policy) -> bool:
    if policy.roll_out is None:
        return False
    wanted = policy.roll_out.sanctions
    return any(not wanted or measure in wanted for measure in measures)
