"""What a filled form becomes: a draft of the report it tells; whatever fits nowhere is kept as text, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from msgspec.structs import replace

from cocdesk.model.errors import FileRefused
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import report as r
from cocdesk.model.rules import given_file, report_file
from cocdesk.model.rules.telling_words import FIELDS
from cocdesk.model.rules.text import clean
from cocdesk.words import N_, _

NUMBER = re.compile(r"F-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}")
_CODE = re.compile(rf"cocdesk:form:v1:({NUMBER.pattern}):p([1-9])")
_TRUTHS = {"transcribed", "reporter.affected", "share_identity"}
_CALLED = ("venue-security", "police", "medical", "other")
_WORDS: dict[str, tuple[str, ...]] = {
    "ongoing": get_args(r.Answer), "witnessed": get_args(r.Witnessed), "consent": get_args(r.Consent)
}  # fmt: skip
_ROWS = re.compile(r"(reported|others)\.([0-9])\.([a-z]+)")


def number_in(text: str) -> str:
    """The form's number in what a code of ours says; empty for any other code."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else ""


def typed_number(text: str) -> str:
    """A number as a person types it from paper, as it stands there; empty when it is none."""
    plain = re.sub(r"[\s–—_]+", "-", text.strip().upper()).strip("-")
    bare = re.sub(r"[^0-9A-Z]", "", plain.removeprefix("F-") if plain.startswith("F-") else plain)
    if len(bare) == 7 and bare.startswith("F"):
        bare = bare[1:]
    made = f"F-{bare[:4]}-{bare[4:]}"
    return made if NUMBER.fullmatch(made) else ""


def draft(values: Mapping[str, str], policy: Policy, zone_name: str = "UTC") -> tuple[r.ReportDraft, tuple[str, ...]]:
    """The draft a form's values make, and sentences about what had to be put elsewhere. Values are those of a ``FormRead``."""
    plain: dict[str, Any] = {}
    left: list[str] = []
    marks: list[str] = []
    care = r.Care()
    for key in sorted(values):
        value = clean(values[key])
        if key == "care.offered":
            known = {offer.id for offer in policy.care}
            care = replace(care, offered=tuple(word for word in value.split() if word in known))
        elif key == "care.called":
            care = replace(care, called=tuple(word for word in value.split() if word in _CALLED))
        elif key == "threat" and value in ("no", "unknown", "yes"):
            if value == "unknown":
                marks.append("threat")
            else:
                plain["threat"] = value == "yes"
        elif not _put(plain, key, value, zone_name):
            left.append(_("{question}: {answer}").format(question=question(key, policy), answer=value))
    if marks:
        plain["not_offered"] = marks
    found = report_file.draft(
        given_file.convert(_in_rows(plain), report_file.ReportFile, _("form"), zone_name=zone_name), zone_name
    )
    # Nobody is anonymous because a line stayed empty.
    found = replace(found, care=care, anonymous=False, quick="\n\n".join(left))
    return found, (_("Some of it fits no field. It stands under “Write down”, as it was."),) if left else ()


_REPORTER = {
    "name": N_("Name"), "email": N_("E-mail"), "phone": N_("Phone"), "affected": N_("whether it happened to the reporter"),
}  # fmt: skip
_PEOPLE = {"reported": N_("Who it is about"), "others": N_("Who else was there")}
_ABOUT_THEM = {"name": N_("Name"), "description": N_("What they look like, what they wore")}


def question(key: str, policy: Policy | None = None) -> str:
    """What a field of the form asks, as the form says it; a field that is none of ours keeps its own name."""
    titles: dict[str, str] = {item.field: item.title for item in policy.items} if policy is not None else {}
    row = _ROWS.fullmatch(key)
    if row and row[3] in _ABOUT_THEM:
        return f"{titles.get(row[1]) or _(_PEOPLE[row[1]])}: {_(_ABOUT_THEM[row[3]])}"
    part, _dot, name = key.partition(".")
    if part == "reporter" and name in _REPORTER:
        return _("Reporter: {field}").format(field=_(_REPORTER[name]))
    if key not in titles and key not in FIELDS:
        return key
    words = titles.get(key) or _(FIELDS[key])
    return words[:1].upper() + words[1:]


def _put(plain: dict[str, Any], key: str, text: str, zone_name: str) -> bool:
    """Put one answer in its place; False when it has none or does not fit there."""
    value: Any = text
    if key in _TRUTHS:
        if text not in ("yes", "no"):
            return False
        value = text == "yes"
    elif key in _WORDS and text not in _WORDS[key]:
        return False
    trial: dict[str, Any] = {}
    _set(trial, key, value)
    try:
        given_file.convert(_in_rows(trial), report_file.ReportFile, _("form"), zone_name=zone_name)
    except FileRefused:
        return False
    _set(plain, key, value)
    return True


def _set(plain: dict[str, Any], key: str, value: Any) -> None:
    row = _ROWS.fullmatch(key)
    if row:
        plain.setdefault(row[1], {}).setdefault(int(row[2]), {})[row[3]] = value
    elif key.startswith("reporter."):
        plain.setdefault("reporter", {})[key.removeprefix("reporter.")] = value
    else:
        plain[key] = value


def _in_rows(plain: dict[str, Any]) -> dict[str, Any]:
    """The same with rows of people as lists, in the order of their numbers."""
    made = dict(plain)
    for key in ("reported", "others"):
        if isinstance(made.get(key), dict):
            made[key] = [made[key][place] for place in sorted(made[key])]
    return made
