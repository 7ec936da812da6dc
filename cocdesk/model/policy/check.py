"""What a type cannot say about a pack: that its parts refer to each other rightly and hold together as a procedure."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Struct

from cocdesk.model.policy.left_open import ANSWERS, TIMED, fits, said
from cocdesk.model.policy.pack import Choice, Pack, Policy, Step
from cocdesk.model.records.entries import CaseBody, Linked, Told
from cocdesk.words import _

CORE_FIELDS = ("reported", "behaviour", "happened", "circumstances", "others")
PLACEHOLDERS = ("thing", "action", "location", "contact")
CELLS = {(risk, impact) for risk in ("low", "high") for impact in ("low", "high")}
CAPACITIES = 6
MOST_STEPS = 60
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
"""Characters that turn the reading direction or break lines unseen, so that words read other than they are stored."""
# One look at a whole text: a pack is checked each time a vault is opened, and asking each of its letters took most of that.
_UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(TURNING))}]")


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that does not hold together; ``key`` is the place in the pack, ``sentence`` what was expected there."""

    key: str
    sentence: str


def problems(policy: Policy) -> tuple[Problem, ...]:
    """Everything in the pack that contradicts itself, in the order of the file; empty when it can be used."""
    return tuple(problem for check in _CHECKS for problem in check(policy))


def entry_kinds() -> frozenset[str]:
    """The kinds of entry a step may be done by, taken from the journal's own words."""
    return frozenset(str(kind.__struct_config__.tag) for kind in get_args(CaseBody))


def _named(group: str, index: int, name: str, *below: str) -> str:
    return " → ".join([f"{group}[{index + 1}] “{name}”", *below])


def _dates(policy: Policy) -> Iterator[Problem]:
    try:
        datetime.date.fromisoformat(policy.dated)
    except ValueError:
        yield Problem(key="dated", sentence=_("expected a day that exists, such as “2026-11-21”."))


def _texts(policy: Policy) -> Iterator[Problem]:
    """Characters that cannot be seen have no place in words that are printed and read aloud."""
    for path, text in _walk(policy, ()):
        if _UNSEEN.search(text):
            yield Problem(
                key=_path_words(policy, path), sentence=_("expected text without control characters; tabs count as such.")
            )


def _walk(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text with the names and numbers that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _walk(part, (*path, index))
    elif isinstance(value, Pack):
        for name in value.__struct_fields__:
            yield from _walk(getattr(value, name), (*path, name))


def _path_words(value: Any, path: tuple[str | int, ...]) -> str:
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            value = value[part]
            words[-1] += f"[{part + 1}]{_label(value)}"
        else:
            value = getattr(value, part)
            words.append(part)
    return " → ".join(words)


def _label(part: object) -> str:
    name = getattr(part, "id", None) or getattr(part, "field", None)
    return f" “{name}”" if isinstance(name, str) else ""


def _unique(policy: Policy) -> Iterator[Problem]:
    groups: dict[str, Iterable[str]] = {
        name: [part.id for part in getattr(policy, name)]
        for name in ("framing", "banished", "attendee_information", "roles", "dos", "donts", "care", "clocks",
                     "preparation", "settings", "evaluation", "talk", "steps")
    }  # fmt: skip
    groups["sanctions"] = [sanction.id for sanction in (*policy.sanctions, *policy.further_sanctions)]
    groups["roll_out → places"] = [place.id for place in policy.roll_out.places] if policy.roll_out else []
    groups["items"] = [item.field for item in policy.items]
    groups["matrix → questions"] = [question.id for question in policy.matrix.questions]
    groups["announcement → guidance"] = [advice.id for advice in policy.announcement.guidance]
    groups["screening → outcomes"] = [outcome.id for outcome in policy.screening.outcomes] if policy.screening else []
    groups["retention → rules"] = [rule.outcome for rule in policy.retention.rules]
    groups["owed"] = policy.owed
    for group, names in groups.items():
        for name, count in Counter(names).items():
            if count > 1:
                sentence = _("expected every name once; “{name}” is there {count} times.")
                yield Problem(key=f"{group} “{name}”", sentence=sentence.format(name=name, count=count))


def _roles(policy: Policy) -> Iterator[Problem]:
    known = {role.id for role in policy.roles}
    places = [("agrees", policy.agrees), ("announcement → by", policy.announcement.by)]
    places += [(_named("steps", index, step.id, "who"), step.who) for index, step in enumerate(policy.steps)]
    for key, names in places:
        yield from (Problem(key=key, sentence=_unknown_name(name, known, _("a role"))) for name in names if name not in known)
    if not any("receives" in role.does for role in policy.roles):
        yield Problem(key="roles", sentence=_("expected at least one role that “receives” reports."))
    if not any("decides" in role.does for role in policy.roles):
        yield Problem(key="roles", sentence=_("expected at least one role that “decides”."))
    agreeing = {role.id for role in policy.roles if "agrees" in role.does}
    if agreeing != set(policy.agrees):
        yield Problem(key="agrees", sentence=_("expected the same roles as those that say “agrees” in what they do."))


def _unknown_name(name: str, known: Iterable[str], what: str) -> str:
    sentence = _("expected {what} of this pack ({known}); found “{name}”.")
    return sentence.format(what=what, known=", ".join(sorted(known)) or "–", name=name[:60])


def _steps(policy: Policy) -> Iterator[Problem]:
    names, kinds = {step.id for step in policy.steps}, entry_kinds()
    clocks = {clock.id for clock in policy.clocks}
    if len(policy.steps) > MOST_STEPS:
        yield Problem(key="steps", sentence=_("expected {most} steps at the most.").format(most=MOST_STEPS))
        return
    for index, step in enumerate(policy.steps):
        for name in step.after:
            if name not in names:
                yield Problem(key=_named("steps", index, step.id, "after"), sentence=_unknown_name(name, names, _("a step")))
        if step.clock is not None and step.clock not in clocks:
            yield Problem(key=_named("steps", index, step.id, "clock"), sentence=_unknown_name(step.clock, clocks, _("a clock")))
        for done in step.done_by:
            sentence = _done_by(done, kinds, policy)
            if sentence:
                yield Problem(key=_named("steps", index, step.id, "done_by"), sentence=sentence)
        yield from _conditions(step, _named("steps", index, step.id), policy)
    for index, step in enumerate(policy.steps):
        if step.id in _reachable(policy, step.id):
            sentence = _("expected an order that ends; this step comes after itself.")
            yield Problem(key=_named("steps", index, step.id, "after"), sentence=sentence)


def _done_by(done: str, kinds: Iterable[str], policy: Policy) -> str:
    """What was expected where a step says which entry completes it; empty when that entry can be made."""
    kind, colon, rest = done.partition(":")
    if kind not in kinds or (colon and not rest):
        return _unknown_name(done, kinds, _("a kind of entry"))
    whom, colon, about = rest.partition(":")
    known = _SAID_BESIDE.get(kind)
    if kind == "told":
        abouts = [word for word in _words_of(Told, "about") if word]
        return (
            _unknown_name(done, [f"told:{whom}:{word}" for word in abouts], _("a telling"))
            if colon and about not in abouts
            else ""
        )
    if kind == "agreed":
        known = policy.agrees
    if colon or (rest and known is not None and rest not in known):
        return _unknown_name(done, [kind, *(f"{kind}:{word}" for word in known or ())], _("an entry"))
    return ""


def _words_of(body: type[Struct], field: str) -> tuple[str, ...]:
    return tuple(str(word) for word in get_args(get_type_hints(body)[field]))


def _conditions(step: Step, key: str, policy: Policy) -> Iterator[Problem]:
    """A step that hangs on something needs that something to be there, or it would never come up."""
    if step.only_if == "lasting-measure" and policy.roll_out is None:
        sentence = _("expected a part “roll_out” in this pack, because the step is only for a lasting measure.")
        yield Problem(key=f"{key} → only_if", sentence=sentence)
    if step.if_chosen is not None and not _settled_somewhere(policy, step.if_chosen):
        yield Problem(key=f"{key} → if_chosen", sentence=_no_setting(step.if_chosen))


def _settled_somewhere(policy: Policy, choice: Choice) -> bool:
    return bool(said(policy, choice)) or any(setting.chooses == choice for setting in policy.settings)


def _no_setting(choice: Choice) -> str:
    sentence = _("expected a setting of this pack with chooses = “{choice}”, or the procedure’s own word on it.")
    return sentence.format(choice=choice)


def _clocks(policy: Policy) -> Iterator[Problem]:
    for index, clock in enumerate(policy.clocks):
        if clock.chosen is None:
            continue
        key = _named("clocks", index, clock.id, "chosen")
        if clock.within is not None:
            yield Problem(key=key, sentence=_("expected nothing, because “within” says how long this clock runs."))
        elif not _settled_somewhere(policy, clock.chosen):
            yield Problem(key=key, sentence=_no_setting(clock.chosen))
        elif clock.chosen not in TIMED:
            yield Problem(key=key, sentence=_unknown_name(clock.chosen, TIMED, _("a choice of a time")))


def _measures(policy: Policy) -> Iterator[Problem]:
    known = {sanction.id for sanction in (*policy.sanctions, *policy.further_sanctions)}
    if policy.roll_out is not None:
        if not policy.roll_out.places:
            yield Problem(key="roll_out → places", sentence=_("expected at least one place where a measure has to take hold."))
        for name in policy.roll_out.sanctions:
            if name not in known:
                yield Problem(key="roll_out → sanctions", sentence=_unknown_name(name, known, _("a sanction")))
    for index, sanction in enumerate(policy.further_sanctions):
        if sanction.row == "H13" and policy.employer_report == "absent":
            sentence = _("expected no report to an employer, because “employer_report” is “absent”.")
            yield Problem(key=_named("further_sanctions", index, sanction.id), sentence=sentence)


def _reachable(policy: Policy, start: str) -> set[str]:
    before = {step.id: step.after for step in policy.steps}
    seen: set[str] = set()
    waiting = list(before.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(before.get(name, ()))
    return seen


def _matrix(policy: Policy) -> Iterator[Problem]:
    known = {sanction.id for sanction in policy.sanctions}
    groups = [("matrix → cells", policy.matrix.cells)]
    if policy.matrix.second_opinion:
        groups.append(("matrix → second_opinion", policy.matrix.second_opinion))
    for group, cells in groups:
        places = [(cell.risk, cell.impact) for cell in cells]
        if set(places) != CELLS or len(places) != len(CELLS):
            sentence = _("expected each of the four cells once: low and high risk, each with low and high impact.")
            yield Problem(key=group, sentence=sentence)
        for index, cell in enumerate(cells):
            key = f"{group}[{index + 1}] (risk {cell.risk}, impact {cell.impact}) → sanctions"
            for name in cell.sanctions:
                if name not in known:
                    yield Problem(key=key, sentence=_unknown_name(name, known, _("a sanction")))
    for axis in ("risk", "impact"):
        if not any(question.axis == axis for question in policy.matrix.questions):
            sentence = _("expected at least one question about “{axis}”.").format(axis=axis)
            yield Problem(key="matrix → questions", sentence=sentence)


def _team(policy: Policy) -> Iterator[Problem]:
    team = policy.team
    if team.odd and any(size % 2 == 0 for size in team.sizes):
        yield Problem(key="team → sizes", sentence=_("expected odd numbers only, because “odd” is true."))
    if any(size < (team.minimum or 1) for size in team.sizes):
        yield Problem(key="team → sizes", sentence=_("expected no size below the minimum."))
    if team.know_at_most is not None and team.know_at_most < (team.minimum or 1):
        sentence = _("expected at least as many people who may know as the team has at the least.")
        yield Problem(key="team → know_at_most", sentence=sentence)


def _employer(policy: Policy) -> Iterator[Problem]:
    count = len(policy.employer_capacities)
    if policy.employer_report == "may" and count != CAPACITIES:
        sentence = _("expected {count} capacities, because “employer_report” is “may”.").format(count=CAPACITIES)
        yield Problem(key="employer_capacities", sentence=sentence)
    if policy.employer_report == "absent" and count:
        yield Problem(key="employer_capacities", sentence=_("expected none, because “employer_report” is “absent”."))


def _items(policy: Policy) -> Iterator[Problem]:
    first = tuple(item.field for item in policy.items[: len(CORE_FIELDS)])
    if first != CORE_FIELDS or not all(item.core for item in policy.items[: len(CORE_FIELDS)]):
        sentence = _("expected the five core items first, each with core = true: {names}.")
        yield Problem(key="items", sentence=sentence.format(names=", ".join(CORE_FIELDS)))


def _scripts(policy: Policy) -> Iterator[Problem]:
    asks = any("consented" in step.done_by and not step.optional for step in policy.steps)
    if asks and not policy.scripts.pause:
        sentence = _("expected a pause, because a step waits for what the reporter says to the private sentence.")
        yield Problem(key="scripts → pause", sentence=sentence)
    template = policy.announcement.template
    missing = [name for name in PLACEHOLDERS if "{" + name + "}" not in template]
    if missing:
        sentence = _("expected the places {names} in the text.").format(names=", ".join("{" + name + "}" for name in missing))
        yield Problem(key="announcement → template", sentence=sentence)
    for name in PLACEHOLDERS:
        template = template.replace("{" + name + "}", "")
    if "{" in template or "}" in template:
        sentence = _("expected no other curly brackets than those of {names}.")
        names = ", ".join("{" + name + "}" for name in PLACEHOLDERS)
        yield Problem(key="announcement → template", sentence=sentence.format(names=names))


def _banished(policy: Policy) -> Iterator[Problem]:
    """A phrase the team wants never to hear must not stand in a sentence the program hands it to say."""
    spoken = [
        *(("scripts → " + name, text) for name, text in msgspec.structs.asdict(policy.scripts).items() if name != "rows"),
        ("announcement → template", policy.announcement.template),
        ("feedback → sentence", policy.feedback.sentence),
        *((_named("care", index, offer.id, "say"), offer.say) for index, offer in enumerate(policy.care)),
    ]
    for banished in policy.banished:
        phrase = _plain(banished.text).strip(" …”“\"'.")
        for key, text in spoken:
            if phrase and phrase in _plain(text):
                sentence = _("expected a sentence without the banished phrase “{phrase}”.").format(phrase=banished.text[:60])
                yield Problem(key=key, sentence=sentence)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def _retention(policy: Policy) -> Iterator[Problem]:
    classes = {rule.outcome for rule in policy.retention.rules}
    if policy.retention.setting is not None:
        known = {setting.id for setting in policy.settings}
        if policy.retention.setting not in known:
            sentence = _unknown_name(policy.retention.setting, known, _("a setting"))
            yield Problem(key="retention → setting", sentence=sentence)
    elif not classes:
        sentence = _("expected a rule, or the name of the setting in which the team says how long.")
        yield Problem(key="retention → rules", sentence=sentence)
    if classes and classes not in ({"all"}, {"warnings-only", "all-others"}):
        sentence = _("expected either one rule for “all”, or one for “warnings-only” and one for “all-others”.")
        yield Problem(key="retention → rules", sentence=sentence)


def _settings(policy: Policy) -> Iterator[Problem]:
    for index, setting in enumerate(policy.settings):
        key = _named("settings", index, setting.id)
        if setting.options and setting.default and setting.default not in setting.options:
            yield Problem(key=f"{key} → default", sentence=_unknown_name(setting.default, setting.options, _("an option")))
        if len(set(setting.options)) != len(setting.options):
            yield Problem(key=f"{key} → options", sentence=_("expected every option once."))
        if (setting.chooses is not None or setting.values) and len(setting.values) != len(setting.options):
            sentence = _("expected as many values as options: what each of them means to the program.")
            yield Problem(key=f"{key} → values", sentence=sentence)
        elif setting.chooses is not None:
            for value in setting.values:
                if not fits(setting.chooses, value):
                    yield Problem(key=f"{key} → values", sentence=_expected_value(setting.chooses, value))
    for choice, count in Counter(setting.chooses for setting in policy.settings if setting.chooses).items():
        if count > 1:
            sentence = _("expected one setting at the most with chooses = “{choice}”; there are {count}.")
            yield Problem(key="settings", sentence=sentence.format(choice=choice, count=count))


def _expected_value(choice: Choice, value: str) -> str:
    if choice == "retention":
        sentence = _("expected a period such as “P2Y”, or “indefinite” or “not-passed-on”; found “{value}”.")
    elif choice in TIMED:
        sentence = _("expected a period such as “P1D” (a day), or “no”; found “{value}”.")
    else:
        return _unknown_name(value, ANSWERS[choice], _("a value"))
    return sentence.format(value=value[:60])


def _absences(policy: Policy) -> Iterator[Problem]:
    """A part that is absent says nothing; a part that is there says what it means."""
    pairs: list[tuple[str, bool, str]] = [
        ("apology → mediation_sentence", policy.apology.mediation == "avoid", policy.apology.mediation_sentence),
        ("apology → good_example", policy.apology.relay == "brief", policy.apology.good_example),
        ("appeal → sentence", policy.appeal.place == "if-there-is-one", policy.appeal.sentence),
        ("tell_reporter → sentence", bool(policy.tell_reporter.what), policy.tell_reporter.sentence),
        ("safety → help_sentence", policy.safety.offer_help_reporting, policy.safety.help_sentence),
    ]
    for key, there, text in pairs:
        if there and not text:
            yield Problem(key=key, sentence=_("expected a sentence, because the procedure names this."))
        if text and not there:
            yield Problem(key=key, sentence=_("expected nothing, because the procedure does not name this."))


_SAID_BESIDE: dict[str, tuple[str, ...]] = {
    "rolled-out": ("checked",), "appealed": ("answered",), "evaluated": ("debriefed",), "linked": _words_of(Linked, "how")
}  # fmt: skip

_CHECKS: tuple[Callable[[Policy], Iterator[Problem]], ...] = (
    _dates, _unique, _roles, _team, _items, _scripts, _banished, _clocks, _measures, _steps, _matrix, _employer, _absences,
    _retention, _settings, _texts,
)  # fmt: skip
