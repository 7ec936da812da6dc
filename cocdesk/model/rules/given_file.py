"""Files that people and scripts write for the terminal: read strictly, so that nothing is filed that was not meant."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from datetime import date, datetime, time
from typing import Any, TypeVar

import msgspec
from msgspec import inspect as shape

from cocdesk.model.errors import FileRefused
from cocdesk.model.policy.read import line_too_deep
from cocdesk.model.records.limits import LONGEST_TEXT
from cocdesk.model.rules.clockwork import like_a_date, parse_moment, zone
from cocdesk.model.rules.no_such_time import TIMES, no_such_time
from cocdesk.model.rules.text import clean
from cocdesk.words import _

LARGEST_FILE = 8 * 1024 * 1024
MOST_PARTS = 20_000
MOST_LINES = 200_000

T = TypeVar("T")


def parse(raw: bytes, file: str) -> dict[str, Any]:
    """The keys of a TOML or JSON file; which of the two is told by its name or its first character. Raises ``FileRefused``."""
    if len(raw) > LARGEST_FILE:
        raise FileRefused(file, "", _("it is larger than {limit} MiB.").format(limit=LARGEST_FILE // 1024 // 1024))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        raise FileRefused(file, "", _("line {line} is not UTF-8 text. Save the file as UTF-8.").format(line=line)) from None
    if file.lower().endswith(".json") or text.lstrip().startswith("{"):
        return _json(text, file)
    return _toml(clean(text), file)


def _json(text: str, file: str) -> dict[str, Any]:
    _refuse_costly(text, file, ('",', '":', "[", "{"))
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        raise FileRefused(file, "", _("it is not written as JSON asks.")) from None
    if not isinstance(data, dict):
        raise FileRefused(file, "", _("expected one JSON object with the keys of the file."))
    try:
        twice = _named_twice(text)
    except RecursionError:
        raise FileRefused(file, "", _("it is nested too deeply.")) from None
    if twice is not None:
        raise FileRefused(file, _key((twice,)), _("this key stands there twice; which of the two counts cannot be known."))
    return data


def _named_twice(text: str) -> str | None:
    """A key that one JSON object holds twice: readers keep one of the two in silence, and not all of them the same."""
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _value in pairs:
            key = clean(key)
            if key in seen:
                found.append(key)
            seen.add(key)

    # Numbers stay text: only the keys are asked for.
    json.loads(text, object_pairs_hook=look, parse_int=str, parse_float=str)
    return found[0] if found else None


def _toml(text: str, file: str) -> dict[str, Any]:
    _refuse_costly(text, file, ('",', "',", "[", "{", "=", "\\"))
    deep = line_too_deep(text)
    if deep:
        raise FileRefused(file, "", _("line {line} is nested too deeply.").format(line=deep))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FileRefused(file, "", _("it is nested too deeply.")) from None
    except ValueError as fault:  # TOMLDecodeError, and int()'s own refusal of thousands of digits
        raise _toml_refusal(text, file, str(fault)) from None


def _refuse_costly(text: str, file: str, marks: tuple[str, ...]) -> None:
    """Stop what would keep a parser busy for long: each part costs it far more than the characters of a long text."""
    if sum(text.count(mark) for mark in marks) > MOST_PARTS:
        raise FileRefused(file, "", _("it holds more than {limit} lists, tables or keys.").format(limit=MOST_PARTS))
    if max(text.count("\n"), text.count(",")) > MOST_LINES:
        raise FileRefused(file, "", _("it holds more than {limit} lines or items.").format(limit=MOST_LINES))


def _toml_refusal(text: str, file: str, said: str) -> FileRefused:
    found = re.search(r"\(at line (\d+), column \d+\)$", said)
    if not found:
        return FileRefused(file, "", _("it ends in the middle of something: a quote or a bracket is not closed."))
    line = text.split("\n")[int(found[1]) - 1]
    key = re.match(r"\s*([A-Za-z0-9_-]{1,40})\s*=", line)
    if "Invalid date" in said:
        return FileRefused(file, key[1] if key else "", _no_such_moment())
    return FileRefused(file, key[1] if key else "", _("line {line} is not written as TOML asks.").format(line=found[1]))


def _no_such_moment() -> str:
    return _("expected a day and time that exist, such as 2018-05-24T18:30:00+02:00.")


def convert(data: dict[str, Any], kind: type[T], file: str, *, zone_name: str = "UTC") -> T:
    """The keys as a record of ``kind``. Unknown keys, wrong types and impossible dates raise ``FileRefused`` with the key.

    Dates and times without quotes become ISO 8601 text; one without offset is taken in the event's zone.
    """
    node = shape.type_info(kind)
    plain = _plain(data, zone_name)
    _check(plain, node, file, ())
    try:
        return msgspec.convert(plain, kind)
    except msgspec.ValidationError as fault:
        raise FileRefused(file, "", str(fault)) from None


def _plain(value: Any, zone_name: str) -> Any:
    match value:
        case str():
            # As the vault keeps it: composing and cleaning change how long a text is.
            return clean(value)
        case dict():
            return {clean(key): _plain(inner, zone_name) for key, inner in value.items()}
        case list():
            return [_plain(inner, zone_name) for inner in value]
        case datetime():
            aware = value if value.tzinfo is not None else value.replace(tzinfo=zone(zone_name))
            return aware.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return value


def _check(value: Any, node: Any, file: str, path: tuple[str, ...]) -> None:
    """Refuse the first thing that does not fit, with its key and what was expected there."""
    if isinstance(node, shape.UnionType):
        node = next(kind for kind in node.types if not isinstance(kind, shape.NoneType))
    if isinstance(node, shape.StructType):
        _check_table(value, node, file, path)
    elif isinstance(node, shape.VarTupleType):
        if not isinstance(value, list):
            raise _refused(file, path, node, value)
        for index, inner in enumerate(value):
            _check(inner, node.item_type, file, (*path[:-1], f"{path[-1]}[{index + 1}]"))
    elif isinstance(node, shape.DictType):
        if not isinstance(value, dict):
            raise _refused(file, path, node, value)
        for key, inner in value.items():
            _check(inner, node.value_type, file, (*path, key))
    elif not _fits(value, node):
        raise _refused(file, path, node, value)
    elif isinstance(node, shape.StrType):
        _check_moment(value, file, path)


def _check_table(value: Any, node: shape.StructType, file: str, path: tuple[str, ...]) -> None:
    if not isinstance(value, dict):
        raise _refused(file, path, node, value)
    known = {field.encode_name: field for field in node.fields}
    for key, inner in value.items():
        if key not in known:
            raise FileRefused(file, _key((*path, key)), unknown(key, list(known)))
        _check(inner, known[key].type, file, (*path, key))
    for key, field in known.items():
        if field.required and (key not in value or value[key] == ""):
            raise FileRefused(
                file, _key((*path, key)), _("this key is needed; expected {what}.").format(what=_describe(field.type))
            )


def _fits(value: Any, node: Any) -> bool:
    if isinstance(node, shape.LiteralType):
        return isinstance(value, str) and value in node.values
    if isinstance(node, shape.BoolType):
        return isinstance(value, bool)
    if isinstance(node, shape.IntType):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) and len(value) <= _longest(node)


def _longest(node: Any) -> int:
    return getattr(node, "max_length", None) or LONGEST_TEXT


def _check_moment(value: str, file: str, path: tuple[str, ...]) -> None:
    wanted = path[-1] if path else ""
    if wanted == "heard_at":
        wrong = bool(value) and parse_moment(value) is None
    elif wanted == "happened":  # in the reporter's own words, which stand as they were said
        wrong = like_a_date(value) and parse_moment(value) is None
    else:
        wrong = wanted in TIMES and no_such_time(value)
    if wrong:
        raise FileRefused(file, _key(path), _no_such_moment())


def _refused(file: str, path: tuple[str, ...], node: Any, value: Any) -> FileRefused:
    if isinstance(node, shape.StrType) and isinstance(value, str):
        expected = _("expected text of at most {most} characters; found {count}.")
        return FileRefused(file, _key(path), expected.format(most=f"{_longest(node):,}", count=f"{len(value):,}"))
    return FileRefused(file, _key(path), _("expected {what}; found {found}.").format(what=_describe(node), found=_found(value)))


def _key(path: tuple[str, ...]) -> str:
    return ".".join("".join(c if c.isprintable() else "�" for c in part)[:60] for part in path)


def unknown(key: str, known: list[str]) -> str:
    """What to say of a key that is not there: the nearest one, or all of them."""
    near = difflib.get_close_matches(key[:60], known, n=1, cutoff=0.5)
    if near:
        return _("there is no such key here; did you mean “{near}”?").format(near=near[0])
    return _("there is no such key here; known keys are {known}.").format(known=", ".join(known))


def _describe(node: Any) -> str:
    """What a person should write there, in words."""
    match node:
        case shape.LiteralType():
            return _("one of {choices}").format(choices=", ".join(sorted(f"“{value}”" for value in node.values if value)))
        case shape.BoolType():
            return _("true or false")
        case shape.IntType():
            return _("a whole number")
        case shape.VarTupleType(item_type=shape.LiteralType() as item):
            return _("a list in square brackets, each {what}").format(what=_describe(item))
        case shape.VarTupleType():
            return _("a list in square brackets")
        case shape.DictType():
            return _("a table of names, each with {what}").format(what=_describe(node.value_type))
        case shape.StructType():
            return _("a table")
        case shape.UnionType():
            return _describe(next(kind for kind in node.types if not isinstance(kind, shape.NoneType)))
        case _:
            return _("text in quotes")


def keys_of(kind: type) -> list[tuple[str, bool, str]]:
    """(key, needed, what it takes) of a record, for a help text."""
    node = shape.type_info(kind)
    assert isinstance(node, shape.StructType)
    return [(field.encode_name, field.required, _describe(field.type)) for field in node.fields]


def _found(value: Any) -> str:
    """What stands there instead, without repeating what people wrote."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _("another text")
        case int() | float():
            return _("a number")
        case list():
            return _("a list")
        case dict():
            return _("a table")
        case _:
            return _("nothing that fits")
