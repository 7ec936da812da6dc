"""TOML to ``Policy``: every mistake a person can make in a pack is answered with the file, the key and what was expected."""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as shape

from cocdesk.model.errors import PackRefused
from cocdesk.model.policy.check import problems
from cocdesk.model.policy.pack import Policy
from cocdesk.words import _, ngettext

PACK_FILE = "pack.toml"
LARGEST_FILE = 64 * 1024
MOST_DOTS = 2_000
DEEPEST = 10
_MARKS = re.compile(r"""["'#\[\]{}.=,]""")
# All of a string up to its end; only one in three quotes goes over a line's end.
_STRINGS = {
    '"': re.compile(r'(?:[^"\\\n]++|\\.)*+"?', re.DOTALL),
    "'": re.compile(r"[^'\n]*+'?"),
    '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+(?:""")?', re.DOTALL),
    "'''": re.compile(r"(?:[^']++|'(?!''))*+(?:''')?"),
}


def read_pack(path: Path) -> Policy:
    """Read one pack so that a case can be run by it; ``path`` is the ``pack.toml`` or the folder that holds it.

    Raises PackRefused, naming the pack's folder and file but never the whole path.
    """
    path = path / PACK_FILE if path.is_dir() else path
    file = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
    try:
        if not path.is_file():
            raise PackRefused(file, "", _("there is no such file."))
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PackRefused(file, "", _("the file cannot be read ({reason}).").format(reason=error.strerror or "")) from error
    if len(raw) > LARGEST_FILE:
        raise PackRefused(file, "", _too_large())
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PackRefused(file, "", _("line {line} is not UTF-8 text. Save the file as UTF-8.").format(line=line)) from error
    return read_pack_text(text, file)


@functools.lru_cache(maxsize=16)
def read_pack_text(text: str, file: str) -> Policy:
    """Read a pack from its text, for packs that are kept in a vault or typed in a window; ``file`` is what messages call it.

    The last few are remembered: the same packs are asked for again and again, and reading one takes some 30 ms.
    """
    _refuse_costly(text, file)
    data = _parse(text, file)
    try:
        policy = msgspec.convert(data, Policy)
    except msgspec.ValidationError as error:
        key, expected = _explain(str(error), data)
        raise PackRefused(file, key, expected) from error
    for problem in problems(policy):
        raise PackRefused(file, problem.key, problem.sentence)
    return policy


def packed(policy: Policy) -> bytes:
    """The policy as canonical JSON (UTF-8, sorted keys, defaults left out), to be hashed and to be kept beside its cases."""
    return msgspec.json.encode(policy, order="sorted")


def unpacked(data: bytes, file: str) -> Policy:
    """The policy that ``packed`` wrote; raises PackRefused when a later or damaged form of it does not fit."""
    try:
        policy = msgspec.json.decode(data, type=Policy)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise PackRefused(file, "", _("the stored policy cannot be read by this version of the program.")) from error
    for problem in problems(policy):
        raise PackRefused(file, problem.key, problem.sentence)
    return policy


def pack_hash(policy: Policy) -> str:
    """What a case remembers of the law it was opened under: sha256, 64 hex digits; comments and layout do not count."""
    return hashlib.sha256(packed(policy)).hexdigest()


def shipped(folder: Path) -> dict[str, Policy]:
    """All packs of one folder by id, in the order of their folders' names; see ``available``."""
    return available((folder,))


def available(folders: Iterable[Path]) -> dict[str, Policy]:
    """All packs the team can choose from: those of the first folder first, then the next; a missing folder holds none.

    Every pack lies in a folder of its own, called by its id. Raises PackRefused when a pack is broken, misplaced or twice there.
    """
    packs: dict[str, Policy] = {}
    for folder in folders:
        for place in sorted(folder.iterdir()) if folder.is_dir() else ():
            if place.name.startswith((".", "_")) or not (place / PACK_FILE).is_file():
                continue
            policy = read_pack(place / PACK_FILE)
            file = f"{place.name}/{PACK_FILE}"
            if policy.id != place.name:
                expected = _("the id must be the name of its folder, “{folder}”; found “{id}”.")
                raise PackRefused(file, "id", expected.format(folder=place.name, id=policy.id))
            if policy.id in packs:
                expected = _("there is already a pack called “{id}”. Give this one an id and a folder name of its own.")
                raise PackRefused(file, "id", expected.format(id=policy.id))
            packs[policy.id] = policy
    return packs


def _too_large() -> str:
    return _("the file is larger than {limit} KiB, the most a pack may have.").format(limit=LARGEST_FILE // 1024)


def _refuse_costly(text: str, file: str) -> None:
    """Stop what would keep the TOML parser busy or break its recursion, before it sees it."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        raise PackRefused(file, "", _too_large())
    if text.count(".") > MOST_DOTS:
        raise PackRefused(file, "", _("the file holds more than {limit} dots, the most a pack may have.").format(limit=MOST_DOTS))
    line = line_too_deep(text)
    if line:
        expected = _("line {line} is nested more than {limit} levels deep, the most a pack may have.")
        raise PackRefused(file, "", expected.format(line=line, limit=DEEPEST))


def line_too_deep(text: str) -> int:
    """The first line nested deeper than allowed, 0 when there is none; brackets and dotted keys both count as depth."""
    brackets = dots = at = last = 0
    # Only marks are looked at: a long text between them costs nothing.
    while found := _MARKS.search(text, at):
        mark, start, at = found[0], found.start(), found.end()
        # A line's end begins the dots anew, but for one inside a string.
        if dots and text.find("\n", last, start) >= 0:
            dots = 0
        last = start
        if mark in "\"'":
            at = last = _after_string(text, start)
            continue
        if mark == "#":
            at = text.find("\n", at)
            if at < 0:
                return 0
            continue
        if mark in "[{":
            brackets += 1
        elif mark in "]}":
            brackets = max(0, brackets - 1)
        elif mark == ".":
            dots += 1
        else:
            dots = 0
        if brackets + dots > DEEPEST:
            return text.count("\n", 0, start) + 1
    return 0


def _after_string(text: str, start: int) -> int:
    """The place after the string that opens at ``start``; the text's end when it is not closed."""
    quote = text[start]
    end = quote * 3 if text.startswith(quote * 3, start) else quote
    found = _STRINGS[end].match(text, start + len(end))
    return found.end() if found is not None else len(text)


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise PackRefused(file, "", _("the file is nested too deeply.")) from error
    except ValueError as error:  # TOMLDecodeError, and int()'s own refusal of thousands of digits
        found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error), re.S)
        if found:
            expected = _("line {line}, column {column} is not written as TOML asks ({why}).")
            words = expected.format(line=found[2], column=found[3], why=_shorten(found[1]))
        elif str(error).endswith("(at end of document)"):
            words = _("the file ends in the middle of something: a quote or a bracket is not closed.")
        else:
            words = _("the file is not written as TOML asks.")
        raise PackRefused(file, "", words) from error


@functools.cache
def _shape() -> shape.Type:
    return shape.type_info(Policy)


def _explain(message: str, data: Any) -> tuple[str, str]:
    """msgspec's complaint as a key path and a sentence: the fault is looked up again in the data beside the expected shape."""
    _said, _at, path = message.rpartition(" - at `$")
    node: Any = _shape()
    words: list[str] = []
    for name, index in re.findall(r"\.([^.\[\]`]+)|\[(\d+)\]", path) if _at else ():
        node, data = _step(node, data, name, index)
        if index:
            words[-1:] = [f"{words[-1]}[{int(index) + 1}]{_called(data)}"]
        else:
            words.append(name)
        if node is None:
            return " → ".join(words), _("what stands here is not what a pack may hold.")
    if isinstance(node, shape.StructType) and isinstance(data, dict):
        known = {field.encode_name: field for field in node.fields}
        for key in data:
            if key not in known:
                return " → ".join([*words, _shorten(str(key))]), _unknown(str(key), list(known))
        for key, field in known.items():
            if field.required and key not in data:
                expected = _("this key is missing; expected {what}.")
                return " → ".join([*words, key]), expected.format(what=_describe(field.type))
    expected = _("expected {what}; found {found}.")
    return " → ".join(words), expected.format(what=_describe(node), found=_found(data))


def _step(node: Any, data: Any, name: str, index: str) -> tuple[Any, Any]:
    if index:
        whole = isinstance(node, shape.VarTupleType) and isinstance(data, list) and int(index) < len(data)
        return (node.item_type, data[int(index)]) if whole else (None, None)
    if isinstance(node, shape.UnionType):
        node = next((kind for kind in node.types if isinstance(kind, shape.StructType)), None)
    if not isinstance(node, shape.StructType) or not isinstance(data, dict):
        return None, None
    kind = next((field.type for field in node.fields if field.encode_name == name), None)
    if isinstance(kind, shape.UnionType) and isinstance(data.get(name), dict):
        kind = next((part for part in kind.types if isinstance(part, shape.StructType)), kind)
    return kind, data.get(name)


def _called(entry: Any) -> str:
    """How the entry is called, where it is: a person looks for “warning”, not for the fourth of eleven."""
    if isinstance(entry, dict):
        for key in ("id", "field", "outcome"):
            if isinstance(entry.get(key), str):
                return f" “{_shorten(entry[key])}”"
    return ""


def _unknown(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key[:60], known, n=1, cutoff=0.5)
    if near:
        return _("there is no such key here; did you mean “{near}”?").format(near=near[0])
    return _("there is no such key here; known keys are {known}.").format(known=", ".join(known))


def _describe(node: Any) -> str:
    """What a person should write there, in words."""
    if isinstance(node, shape.LiteralType):
        return _("one of {choices}").format(choices=", ".join(f"“{value}”" for value in _ordered(node.values)))
    if isinstance(node, shape.StrType):
        return _describe_text(node)
    if isinstance(node, shape.IntType):
        return _("a whole number from {least} to {most}").format(least=node.ge, most=node.le)
    if isinstance(node, shape.BoolType):
        return _("true or false")
    if isinstance(node, shape.VarTupleType):
        return _describe_list(node)
    if isinstance(node, shape.StructType):
        return _("a table")
    if isinstance(node, shape.UnionType):
        return _(" or ").join(_describe(kind) for kind in node.types if not isinstance(kind, shape.NoneType))
    return _("something else")


def _describe_text(node: shape.StrType) -> str:
    pattern = node.pattern or ""
    if "indefinite" in pattern:
        return _("a period such as “P2Y”, or “indefinite” or “not-passed-on”")
    if pattern.startswith("^P"):
        return _("a period such as “PT12H” (half a day), “P7D” or “P2Y”")
    if "a-z0-9" in pattern:
        return _("a short name of small letters, digits and hyphens, 40 at the most")
    if r"\d{4}-" in pattern:
        return _("a date in quotes such as “2026-11-21”")
    if pattern:
        return _("a version in quotes such as “1.0”")
    if node.max_length is not None:
        return _("text in quotes, between 1 and {most} characters").format(most=node.max_length)
    return _("text in quotes")


def _describe_list(node: shape.VarTupleType) -> str:
    table = isinstance(node.item_type, shape.StructType)
    least, most = node.min_length, node.max_length
    if table and least is not None and least == most:
        return _("exactly {count} tables").format(count=least)
    if table and least:
        return ngettext("at least {count} table", "at least {count} tables", least).format(count=least)
    return _("a list of tables") if table else _("a list in square brackets")


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _("“{text}”").format(text=_shorten(value)) if value else _("an empty text")
    if isinstance(value, int | float):
        return _("a number")
    if isinstance(value, list):
        return ngettext("a list of {count}", "a list of {count}", len(value)).format(count=len(value))
    if isinstance(value, dict):
        return _("a table")
    return _("a date or time without quotes")


def _ordered(values: Iterable[Any]) -> list[str]:
    return sorted(str(value) for value in values)


def _shorten(text: str) -> str:
    plain = "".join(mark if mark.isprintable() else "�" for mark in text)
    return plain if len(plain) <= 60 else plain[:59] + "…"
