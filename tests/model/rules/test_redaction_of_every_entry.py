"""Every kind of entry, full of names, for every reader: with code names only no name is left, whatever was written where."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import AUDIENCES, Audience
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.policy.shipped_packs import pack

NAMES = ("Jonas", "Feld", "Žižek", "Zoë", "李小龙", "zoe@post.example", "B-1187", "Acme Widgets", "5550199")
TOLD = "Jonas Feld and Zoë Žižek (zoe@post.example, +49 170 5550199) met 李小龙; badge B-1187, Acme Widgets"
KINDS = [kind for kind in get_args(e.CaseBody) if kind not in (e.Reported, e.Struck, e.PersonAdded, e.PersonRemoved)]
WRITTEN_BY_THE_PROGRAM = frozenset({"attachment", "sha256", "media_type", "document", "audience", "format"})


def full_of_names(kind: type) -> e.CaseBody:
    """An entry of a kind with names in every field that takes a person's words."""
    values = {}
    for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[union-attr]
        inner = field.type
        if field.name in WRITTEN_BY_THE_PROGRAM:
            values[field.name] = "0" * 32
        elif isinstance(inner, msgspec.inspect.LiteralType):
            values[field.name] = inner.values[-1]
        elif isinstance(inner, msgspec.inspect.StrType):
            values[field.name] = TOLD
        elif isinstance(inner, msgspec.inspect.VarTupleType):
            words = isinstance(inner.item_type, msgspec.inspect.StrType)
            values[field.name] = [TOLD] if words else [inner.item_type.values[0]]  # type: ignore[union-attr]
        elif isinstance(inner, msgspec.inspect.DictType):
            values[field.name] = {"place": TOLD} if field.name == "changes" else {"question": "yes"}
        elif isinstance(inner, msgspec.inspect.IntType):
            values[field.name] = 1
        elif isinstance(inner, msgspec.inspect.BoolType):
            values[field.name] = True
    return msgspec.convert(values, kind)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__struct_config__.tag))
def test_no_name_is_left_with_code_names_only(kind: type, audience: Audience) -> None:
    bodies = [*invented.opening(), (full_of_names(kind), 30)]
    file = for_audience(invented.case_file(pack("django-events"), bodies=bodies), audience, "code-names")
    shown = msgspec.json.encode(file).decode()
    assert [name for name in NAMES if name in shown] == []
