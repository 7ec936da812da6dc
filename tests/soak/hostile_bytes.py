"""Files as nobody should write them: good ones changed byte by byte, or value by value, with what has broken readers before."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import strategies as st

PIECES: tuple[bytes, ...] = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n", b"\x1b[2J", b"[" * 2000, b'{"a":' * 1000, b"}" * 50,
    b"1e999", b"NaN", b"-Infinity", b"9" * 5000, b"0x" + b"f" * 300, b'"', b'"""', b"'''", b"\\", b"\\ud800", b"\\u0000", b"#",
    b"=", b"[[x]]\n", b"[x]\n", b"a.b.c.d.e.f.g.h.i.j.k = 1\n", b"a = 1\n" * 300, b"\xe2\x80\xae", b"\xcc\x81" * 500,
    b"x" * 50_000, b"2018-13-45T99:99:99", b"0001-01-01T00:00:00+23:59", b"../../etc/passwd", b"=cmd|'/C calc'!A0", b"<img src=file:///x>",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 2**64, -(2**63) - 1, 1.5, 1e308, "", " ", "x", "x" * 20_000, "\x00", "\u202e",
    "e\u0301" * 99, "\ud800", "00" * 16, "zz" * 16, "cases-0001.db", "../cases-0001.db", "cases-0001.db\n", "sqlcipher-4/v2",
    "1" * 5000, [], {}, [[]], [None] * 500, {"a": {"b": {"c": {}}}}, [[[[[[[[[[[[]]]]]]]]]]]],
    "2018-02-30T25:00:00", "9999-12-31T23:59:59+14:00",
    "-0001-01-01",
)  # fmt: skip


@st.composite
def changed_bytes(draw: st.DrawFn, corpus: tuple[bytes, ...]) -> bytes:
    """A good file with a few bytes flipped, cut out, doubled or put in."""
    content = bytearray(draw(st.sampled_from(corpus)))
    for _change in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        match draw(st.sampled_from(("flip", "cut", "end", "put", "double"))):
            case "flip" if content:
                content[place] ^= draw(st.integers(1, 255))
            case "cut":
                del content[place : place + draw(st.integers(1, 200))]
            case "end":
                del content[place:]
            case "put":
                content[place:place] = draw(st.sampled_from(PIECES))
            case "double":
                content[place:place] = content[place : place + draw(st.integers(1, 400))]
    return bytes(content)


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    yield at
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, found in inner:
        yield from _places(found, (*at, key))


@st.composite
def changed_values(draw: st.DrawFn, corpus: tuple[Any, ...], spell: Callable[[Any], bytes]) -> bytes:
    """A good document with a few of its values put out of shape, dropped, doubled or renamed, and spelled again."""
    tree: Any = json.loads(json.dumps(draw(st.sampled_from(corpus))))
    often = (1, 2, 65, 300)
    for _change in range(draw(st.integers(1, 3))):
        places = [place for place in _places(tree) if place]
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        holder = tree
        for step in way:
            holder = holder[step]
        match draw(st.sampled_from(("value", "value", "drop", "rename", "many"))):
            case "value":
                holder[last] = copy.deepcopy(draw(st.sampled_from(VALUES)))
            case "drop":
                del holder[last]
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(("x", "", "vault", "what", "name", "a" * 300, "\u202e")))] = holder.pop(last)
            case "many":
                # Once only: three hundred of three hundred of three hundred would be the generator's memory, not the reader's.
                holder[last] = [holder[last]] * draw(st.sampled_from(often))
                often = (1, 2)
    return spell(tree)


def spelled_json(tree: Any) -> bytes:
    """JSON, lone surrogates spelled as JSON spells them."""
    return json.dumps(tree).encode()


def spelled_toml(tree: Any) -> bytes:
    """TOML with everything below the first level written inline; nulls and huge numbers stand there as they are."""
    if not isinstance(tree, dict):
        return _inline(tree).encode("utf-8", "surrogatepass")
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in tree.items()).encode("utf-8", "surrogatepass")


def _key(key: str) -> str:
    return json.dumps(key) if not key.isidentifier() or not key.isascii() else key


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value)


def either(*kinds: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """One of several ways to spoil a file, or bytes that never were one."""
    return st.one_of(*kinds, st.binary(max_size=400))
