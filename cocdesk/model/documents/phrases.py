"""Words several papers share: stages, parts, readers, dates, and who may have a paper."""

from __future__ import annotations

from datetime import date, datetime

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event, Stage
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.model.rules.clockwork import parse_moment, zone
from cocdesk.words import N_, _

STAGES: dict[Stage, str] = {
    "open": N_("open"),
    "assessed": N_("assessed"),
    "met": N_("the team has met"),
    "decided": N_("decided"),
    "action-taken": N_("action taken"),
    "informed": N_("people informed"),
    "closed": N_("closed"),
}
AUDIENCE_TITLES: dict[Audience, str] = {
    "team": N_("Code of Conduct team"),
    "chair": N_("Chair"),
    "officer": N_("Safety officer"),
    "dsf": N_("Umbrella organisation"),
    "reporter": N_("Reporter"),
    "reported": N_("Person reported"),
    "employer": N_("Employer"),
    "venue": N_("Venue"),
    "registration": N_("Registration"),
    "public": N_("Public"),
}
_FOR: dict[Audience, str] = {
    "team": N_("For the Code of Conduct team only."),
    "chair": N_("For the Chair and the Code of Conduct team only."),
    "officer": N_("For the officer who keeps the forms, and the Code of Conduct team, only."),
    "dsf": N_("For the committee it is addressed to only."),
}
NEEDS: dict[str, str] = {
    "quiet": N_("a quiet place"),
    "water": N_("water"),
    "rest": N_("rest"),
    "medical": N_("medical help"),
    "friend": N_("someone they trust"),
}
CONTACT_WISHES: dict[str, str] = {
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "in-person": N_("in person"),
    "none": N_("they would rather not be contacted"),
}


def notice(audience: Audience, naming: Naming) -> str:
    """Who may have this paper, what is in it, and that it protects itself against nobody."""
    reader = _(_FOR[audience]) if audience in _FOR else _("For {reader} only.").format(reader=_(AUDIENCE_TITLES[audience]))
    inside = _("It holds names.") if naming == "named" else _("Code names stand for people.")
    care = _("Paper is not encrypted: keep it with you, lock it away, and shred it when it is no longer needed.")
    return " ".join((reader, inside, care))


def policy_line(policy: Policy) -> str:
    """The procedure with its version and date, as every paper carries it (A19)."""
    dated = day_words(date.fromisoformat(policy.dated))
    return _("{title}, version {version} of {date}").format(title=policy.title, version=policy.version, date=dated)


def footer(code_name: str, event: Event) -> str:
    """The foot of a case's paper: code name and event, no person."""
    return f"{code_name} · {event.name}"


def day_words(day: date) -> str:
    """A day without its weekday: "24 May 2018"."""
    return f"{day.day} {day.strftime('%B %Y')}"


def weekday_words(moment: datetime, event: Event) -> str:
    """A day as people speak of it: "Friday 25 May 2018"."""
    here = moment.astimezone(zone(event.zone))
    return f"{here.strftime('%A')} {day_words(here.date())}"


def when_words(told: str, event: Event) -> str:
    """A moment as it was told, or in plain words where it was given as one; a bare date keeps its day."""
    told = told.strip()
    moment = parse_moment(told, event.zone)
    if moment is None:
        return told
    if len(told) <= 10:
        return weekday_words(moment, event)
    time = moment.astimezone(zone(event.zone)).strftime("%H:%M")
    return _("{day} at {time}").format(day=weekday_words(moment, event), time=time)


def sentence(text: str) -> str:
    """Words as a sentence: trimmed, and closed by a full stop where they end without a mark."""
    text = text.strip()
    return text if not text or text[-1] in '.!?…:;”"»。！？)' else text + "."


def inside(text: str) -> str:
    """A title as it stands within a sentence: its first letter small, unless the first word is written in capitals."""
    return text[:1].lower() + text[1:] if len(text) > 1 and not text[1].isupper() else text


def both(names: list[str]) -> str:
    """Names in a row: "Ana", "Ana and Tom", "Ana, Tom and Li"."""
    if len(names) < 2:
        return "".join(names)
    return _("{most} and {last}").format(most=", ".join(names[:-1]), last=names[-1])
