"""What happened in a case as a person would tell it in a letter: what the team did, one thing after the other (M4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Literal

from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Happening
from cocdesk.model.records.case_file import Redacted
from cocdesk.model.rules import telling
from cocdesk.model.rules.clockwork import parse_moment, zone
from cocdesk.model.rules.text import capital
from cocdesk.words import N_, _, ngettext

Part = Literal["hearing", "talk", "team"]
FEW_WORDS = 2
_SHORT = 20
MANNERS: dict[str, str] = {
    "sorry": N_("were sorry"),
    "embarrassed": N_("were embarrassed"),
    "calm": N_("stayed calm"),
    "surprised": N_("were surprised"),
    "defensive": N_("defended what they had done"),
    "blaming-others": N_("saw the fault with others"),
    "angry": N_("were angry"),
}
_UNDERSTOOD = {
    "yes": N_("They understood why it is not accepted."),
    "no": N_("They did not see why it is not accepted."),
    "unknown": N_("We are not sure that they understood why it is not accepted."),
}
_APOLOGIES = {
    "discouraged": N_("They wanted to apologise, and we advised against it."),
    "relayed": N_("At their wish we passed on an apology, in a few words and without asking for an answer."),
    "kept": N_("They offered an apology, which we did not pass on."),
    "pressed": N_("They pressed for an apology that was not wanted; we treat this as a report of its own."),
}
_MINUTES = (
    N_("one minute"), N_("two minutes"), N_("three minutes"), N_("four minutes"), N_("five minutes"), N_("six minutes"),
    N_("seven minutes"), N_("eight minutes"), N_("nine minutes"), N_("ten minutes"), N_("eleven minutes"), N_("twelve minutes"),
)  # fmt: skip
# How an answer to "will we do something" begins when it says what to do and no more.
_DOING = frozenset(
    "talk speak ask tell warn watch look keep give send invite remind end stop remove wait follow write call meet make take let "
    "have do offer check hear listen explain find move announce sit".split()
)
# How an account of a talk begins when it goes on from "we spoke with them".
_WENT_ON = frozenset("went took told spoke gave said made let had held kept brought sat did began put set left read".split())


def paragraphs(file: Redacted, policy: Policy) -> Iterator[str]:
    """What the team did, in paragraphs, and where the case stands; one ends where a talk begins or is over."""
    story = _Story(file, policy)
    paragraph: list[str] = []
    before: Part = "team"
    for happening in file.case.happenings:
        sentences = [words for words in story.tell(happening) if words]
        if not sentences:
            continue
        part = _part(happening.body)
        if paragraph and part != before:
            yield " ".join(paragraph)
            paragraph = []
        paragraph += sentences
        before = part
    status = story.status()
    if status and paragraph and before != "team":
        yield " ".join(paragraph)
        paragraph = []
    if status or paragraph:
        yield " ".join(part for part in (*paragraph, status) if part)


def _part(body: e.CaseBody) -> Part:
    if isinstance(body, e.Heard):
        return "hearing"
    return "talk" if isinstance(body, (e.Talked, e.ApologyOffered)) else "team"


class _Story:
    """The running thread: which day was spoken of last, whether anything is decided, what was said already."""

    def __init__(self, file: Redacted, policy: Policy) -> None:
        self.file = file
        self.policy = policy
        bodies = [happening.body for happening in file.case.happenings]
        self.talked = any(isinstance(body, e.Talked) for body in bodies)
        self.last_decision = next((body for body in reversed(bodies) if isinstance(body, e.Decided)), None)
        self.day: date | None = None
        self.decided = False
        self.done_something = False
        self.closed = False
        self.told: set[str] = set()

    def tell(self, happening: Happening) -> Iterator[str]:
        """The sentences of one entry, in order."""
        teller = _TELLERS.get(type(happening.body))
        if teller is not None:
            yield from teller(self, happening.body, happening)
        self.decided = self.decided or isinstance(happening.body, e.Decided)
        self.done_something = self.done_something or isinstance(happening.body, (e.Heard, e.Talked, e.Acted, e.Decided))

    def status(self) -> str:
        """Where the case stands, unless the story has said it."""
        if self.closed:
            return ""
        if self.file.case.stage == "closed":
            return _("We consider the case closed.")
        if self.decided:
            return _("The case is still open with us; we are following it up.")
        return _("It is still being looked into. We will write again when it is decided.")

    def whom(self) -> str:
        """The person reported, by name where it may stand."""
        shown = dict.fromkeys(p.shown for p in self.file.participants if p.role == "reported" and p.shown != p.person.code_name)
        return phrases.both(list(shown)) or _("the person reported")

    def on(self, told: str, *, fallback: Happening | None = None) -> str:
        """A day as a letter says it: "on Friday 25 May 2018", "the same day", "the next day"; as told where it is no moment."""
        told = told.strip()
        moment = parse_moment(told, self.file.event.zone) if told else fallback.at if fallback else None
        if moment is None:
            return told
        day = moment.astimezone(zone(self.file.event.zone)).date()
        before, self.day = self.day, day
        if before == day:
            return _("the same day")
        words = phrases.weekday_words(moment, self.file.event)
        if before is not None and day - before == timedelta(days=1):
            return _("the next day, {day}").format(day=words)
        return _("on {day}").format(day=words)

    def met(self, body: e.Met, happening: Happening) -> Iterator[str]:
        when = self.on(body.at, fallback=happening)
        doing = phrases.told_after_yes(body.doing_anything)
        first = doing.split(" ", 1)[0].casefold() if doing else ""
        if first in _DOING and len(doing.split()) > 1:
            later = "" if parse_moment(body.when) or not _adds(doing, body.when) else ", " + phrases.inside(body.when.strip())
            said = _("We met about it {day}, and decided to {do}.")
            yield said.format(day=when, do=phrases.inside(doing).rstrip(" .") + later.rstrip(" ."))
            return
        yield _("We met about it {day}.").format(day=when)
        # A bare "yes" answers the meeting's question; in a letter it would stand alone.
        if len(doing.split()) > FEW_WORDS:
            yield phrases.sentence(capital(doing))

    def heard(self, body: e.Heard, happening: Happening) -> Iterator[str]:
        yield self._spoke(body.by, self.on(body.at), "", "")
        yield _their_words(body.words)
        if 0 < len(body.reaction.split()) <= FEW_WORDS:
            yield _("They were {reaction}.").format(reaction=phrases.inside(body.reaction.strip().rstrip(".")))
            return
        if body.manner:
            yield _("They {took_it}.").format(took_it=_(MANNERS[body.manner]))
        yield phrases.sentence(body.reaction)

    def talk(self, body: e.Talked, happening: Happening) -> Iterator[str]:
        said = body.said.strip()
        first = said.split(" ", 1)[0].casefold() if said else ""
        goes_on = bool(first) and (first in _WENT_ON or (first.endswith("ed") and len(first) > 4))
        joined = goes_on and not _is_row(said)
        yield self._spoke(phrases.both(list(body.by)), self.on(body.at), body.place, said if joined else "")
        if goes_on and not joined:
            yield phrases.sentence(_("We {did}").format(did=phrases.inside(said)))
        elif said and not joined:
            yield phrases.sentence(capital(said))
        yield from _reaction(body)
        yield _their_words(body.words)
        yield _length(body)

    def _spoke(self, by: str, when: str, place: str, further: str) -> str:
        """Who spoke with the person reported, when and where, and what they went on to do."""
        said = _("{people} spoke with {person}{place}, and {further}") if further else _("{people} spoke with {person}{place}")
        words = said.format(
            people=by.strip() or _("we"), person=self.whom(), place=_where(place), further=phrases.inside(further).rstrip(" .")
        )
        return capital(_("{day}, {words}.").format(day=when, words=words) if when else f"{words}.")

    def decision(self, body: e.Decided, happening: Happening) -> Iterator[str]:
        people = _("We")
        if body.sanction in ("", "none"):
            nothing = _("{people} decided not to take any further action") if self.done_something else _(
                "{people} decided not to take action"
            )  # fmt: skip
            closing = self.file.case.stage == "closed" and body is self.last_decision
            if closing and not body.why.strip():
                self.closed = True
                yield _("{decided}, and consider the case closed.").format(decided=nothing.format(people=people))
            else:
                yield nothing.format(people=people) + "."
        else:
            measure = phrases.decided_on(policy=self.policy, sanction=body.sanction)
            spans = [
                _("from {day}").format(day=phrases.when_words(body.since, self.file.event)) if body.since else "",
                _("until {day}").format(day=phrases.when_words(body.until, self.file.event)) if body.until else "",
            ]
            words = ", ".join(text for text in (measure, " ".join(span for span in spans if span)) if text)
            yield phrases.sentence(_("{people} decided {measure}").format(people=people, measure=words))
        yield _reason(body.why)
        if body.conditions.strip():
            yield _("They can come back on this condition: {words}").format(
                words=phrases.sentence(phrases.inside(body.conditions))
            )

    def acted(self, body: e.Acted, happening: Happening) -> Iterator[str]:
        who, when = body.who.strip(), self.on(body.at) if body.at.strip() else ""
        if body.urgent:
            measure = telling.sanction_title(self.policy, body.sanction) if body.sanction else ""
            said = _("Because it could not wait, {people} acted at once, before we could meet")
            told = said.format(people=who or _("one of us"))
            yield phrases.sentence(f"{told}: {phrases.inside(measure)}" if measure else told)
        elif self.talked and _is_warning(self.policy, body.sanction):
            pass  # the talk was the warning, and is told
        elif when:
            done = _("{people} carried this out {day}.") if who else _("This was carried out {day}.")
            yield done.format(people=capital(who), day=when)
        elif who:
            yield _("{people} carried this out.").format(people=capital(who))
        elif not body.words.strip():
            yield _("This has been carried out.")
        yield phrases.sentence(capital(body.words.strip()))

    def planned(self, body: e.Planned, happening: Happening) -> Iterator[str]:
        yield _("What they are to change from now on: {words}").format(words=phrases.sentence(phrases.inside(body.text.strip())))

    def agreed(self, body: e.Agreed, happening: Happening) -> Iterator[str]:
        role = next((r.title for r in self.policy.roles if r.id == body.role), body.role)
        agreed = _("The {role} agreed.") if body.answer == "agreed" else _("The {role} did not agree.")
        yield agreed.format(role=role)

    def somebody_told(self, body: e.Told, happening: Happening) -> Iterator[str]:
        """Once each: that it is looked into, and what came of it; a talk has told the person reported already."""
        if body.whom not in ("reporter", "affected", "reported") or (body.whom == "reported" and self.talked):
            return
        key = f"{body.whom}:{self.decided}"
        if key in self.told or (body.about in ("receipt", "status", "proposal") and self.decided):
            return
        self.told.add(key)
        person = _(telling.ROLES[body.whom])
        if self.decided:
            yield _("The {person} has been told what came of it.").format(person=person)
        else:
            yield _("The {person} has been told that we are looking into it.").format(person=person)

    def apology(self, body: e.ApologyOffered, happening: Happening) -> Iterator[str]:
        yield _(_APOLOGIES[body.answer])

    def announced(self, body: e.Announced, happening: Happening) -> Iterator[str]:
        yield _("It was announced at the event, without names.") if self.decided else _("It was announced at the event.")

    def appealed(self, body: e.Appealed, happening: Happening) -> Iterator[str]:
        yield {
            "": _("There was an appeal."),
            "upheld": _("There was an appeal; the decision stands."),
            "changed": _("There was an appeal, and the decision was changed."),
        }[body.answer]

    def linked(self, body: e.Linked, happening: Happening) -> Iterator[str]:
        code_name = self.file.linked.get(body.other, "")
        if code_name and f"case:{code_name}" not in self.told:
            self.told.add(f"case:{code_name}")
            yield _("It belongs together with another case of ours, {case}.").format(case=code_name)


_TELLERS: dict[type, Callable[[_Story, Any, Happening], Iterator[str]]] = {
    e.Met: _Story.met,
    e.Heard: _Story.heard,
    e.Talked: _Story.talk,
    e.Decided: _Story.decision,
    e.Acted: _Story.acted,
    e.Planned: _Story.planned,
    e.Agreed: _Story.agreed,
    e.Told: _Story.somebody_told,
    e.ApologyOffered: _Story.apology,
    e.Announced: _Story.announced,
    e.Appealed: _Story.appealed,
    e.Linked: _Story.linked,
}


def _adds(doing: str, when: str) -> bool:
    """Whether a time says something the sentence before it does not say yet."""
    return bool(when.strip()) and when.strip().casefold() not in doing.casefold() and len(when.split()) <= 6


def _is_row(words: str) -> bool:
    return "," in words or _(" and ") in words


def _reaction(body: e.Talked) -> Iterator[str]:
    """How they took it, and whether they said sorry of their own accord, in one sentence where it is one."""
    manner = _(MANNERS[body.manner]) if body.manner else ""
    if body.apologised == "yes":
        own = _("apologised without being asked to")
        # That they stayed calm is told with the length of the talk.
        both = manner and body.manner != "calm"
        yield (_("They {manner}, and {words}.") if both else _("They {words}.")).format(manner=manner, words=own)
    elif manner and body.manner != "calm":
        yield _("They {words}.").format(words=manner)
    if body.understood:
        yield _(_UNDERSTOOD[body.understood])


def _length(body: e.Talked) -> str:
    """How long it took; calm from beginning to end where that is how they were."""
    if body.length:
        words = ngettext("{count} minute", "{count} minutes", body.length).format(count=body.length)
        if body.length <= len(_MINUTES):
            words = _(_MINUTES[body.length - 1])
        said = _("The talk took about {time}, and was calm throughout.") if _calm(body) else _("The talk took about {time}.")
        return said.format(time=words)
    return _("The talk was calm throughout.") if _calm(body) else ""


def _calm(body: e.Talked) -> bool:
    return body.manner == "calm" and "calm" not in body.words.casefold()


def _where(place: str) -> str:
    """The place of a talk inside a sentence, with the blank before it; in brackets where no preposition is sure to fit."""
    place = place.strip().rstrip(".")
    if not place:
        return ""
    first, _blank, rest = place.partition(" ")
    if first.casefold() in phrases.PREPOSITIONS:
        return f" {phrases.inside(place)}"
    if first.casefold() in ("a", "an", "the") or (rest and rest[0].isdigit()):
        return " " + _("in {place}").format(place=place if rest and rest[0].isdigit() else phrases.inside(place))
    if first.casefold() in phrases.KINDS_OF_ROOM:
        article = _("in an {place}") if first[0].casefold() in "aeiou" else _("in a {place}")
        return " " + article.format(place=phrases.inside(place))
    return f" ({place})"


def _their_words(words: str) -> str:
    """What they said: in quotes where they speak of themselves, else as the team wrote it down."""
    words = words.strip()
    if words.split(" ", 1)[0] in ("I", "I’m", "I'm", "My", "We"):
        return _("In their words: “{words}”").format(words=words)
    return phrases.sentence(capital(words))


def _reason(why: str) -> str:
    """The team's own words on why: a note gets a beginning, whole sentences stand alone."""
    why = why.strip()
    if not why or ". " in why or len(why.split()) > _SHORT:
        return phrases.sentence(why)
    return _("Our reason: {why}").format(why=phrases.sentence(phrases.inside(why)))


def _is_warning(policy: Policy, sanction: str) -> bool:
    return any(s.id == sanction and s.weight == "warning" for s in (*policy.sanctions, *policy.further_sanctions))
