"""The key file as bytes: whole, damaged, foreign, newer. Most of it needs no disk."""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.vault import keyfile, slots

KEY = bytearray(range(32))
VAULT = "aa" * 16


def member(number: int, **change: object) -> slots.MemberSlot:
    slot = slots.MemberSlot(
        vault=VAULT,
        slot=f"{number:016x}",
        name=f"M{number}",
        role="member",
        x="01" * 32,
        ed="02" * 32,
        kdf=slots.SlotKdf(m=65536, t=2, p=4, salt="03" * 16),
        priv="04" * 92,
    )
    return msgspec.structs.replace(slot, **change)


def key_file(*members: slots.MemberSlot) -> keyfile.KeyFile:
    people = members or (member(1), member(2))
    recovery = slots.RecoverySlot(slot="f" * 16, x="05" * 32)
    wraps = dict.fromkeys([*(person.slot for person in people), recovery.slot], "06" * 80)
    return keyfile.KeyFile(
        format=keyfile.FORMAT,
        vault=VAULT,
        epoch=3,
        generation=1,
        file="cases-0001.db",
        members=people,
        recovery=recovery,
        wraps=wraps,
    )


def sealed_by_hand(body: object) -> bytes:
    """A body with a right checksum, as a vandal or a later version would write it."""
    text, mac = json.dumps(body), "00" * 32
    checksum = hashlib.sha256((text + mac).encode()).hexdigest()
    return f'{{"body":{text},"mac":"{mac}","sum":"{checksum}"}}'.encode()


CONTENT = keyfile.encode(key_file(), KEY)


def test_what_is_written_is_read_and_vouched_for():
    copy = keyfile.decode(CONTENT)
    assert copy is not None
    assert copy.keys == key_file()
    assert copy.vouched(KEY)
    assert not copy.vouched(bytearray(32))


@given(st.integers(0, len(CONTENT) - 2), st.integers(1, 255))
def test_any_changed_byte_is_noticed(place, flip):
    harmed = bytearray(CONTENT)
    harmed[place] ^= flip
    copy = keyfile.decode(bytes(harmed))
    # Blanks between the parts carry nothing; whatever is read must then be what was written.
    assert copy is None or (copy.keys == key_file() and copy.vouched(KEY))


@given(st.integers(0, len(CONTENT) - 2))
def test_a_file_cut_short_is_noticed(length):
    assert keyfile.decode(CONTENT[:length]) is None


@given(st.binary(max_size=400))
def test_rubbish_is_no_key_file(content):
    assert keyfile.decode(content) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b'{"body":{},"mac":"","sum":""}', b"\xff\xfe", b"null"])
def test_hostile_json_is_no_key_file(content):
    assert keyfile.decode(content) is None


def test_a_slot_added_by_hand_is_not_vouched_for():
    body = msgspec.to_builtins(key_file(member(1), member(2), member(3)))
    copy = keyfile.decode(sealed_by_hand(body))
    assert copy is not None
    assert not copy.vouched(KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../cases-0001.db"},
        {"file": "cases-0001.db/../x"},
        {"file": "cases-0001.db\n"},
        {"epoch": 0},
        {"epoch": "1"},
        {"vault": "AA" * 16},
        {"vault": "bb" * 16},
        {"extra": 1},
        {"wraps": {}},
        {"members": []},
    ],
)
def test_a_body_with_a_value_out_of_bounds_is_no_key_file(change):
    assert keyfile.decode(sealed_by_hand({**msgspec.to_builtins(key_file()), **change})) is None


@pytest.mark.parametrize("change", [{"m": 2**26}, {"m": 1024}, {"t": 1}, {"p": 99}, {"alg": "argon2i"}])
def test_a_cost_out_of_bounds_is_no_key_file(change):
    body = msgspec.to_builtins(key_file())
    body["members"][0]["kdf"].update(change)
    assert keyfile.decode(sealed_by_hand(body)) is None


def test_a_later_format_is_told_from_damage():
    with pytest.raises(keyfile.NewerFormat):
        keyfile.decode(sealed_by_hand({"format": "sqlcipher-5/v1", "anything": True}))


def test_sixty_four_ways_in_fit_and_one_more_is_refused():
    most = [member(number) for number in range(1, keyfile.MOST_SLOTS)]
    assert len(keyfile.encode(key_file(*most), KEY)) < keyfile.LARGEST
    with pytest.raises(ValueError, match="two ways in"):
        keyfile.encode(key_file(*most, member(100)), KEY)


@pytest.mark.parametrize("twin", [{"slot": f"{1:016x}"}, {"name": "m1"}, {"slot": "f" * 16}])
def test_two_slots_cannot_pass_for_one_another(twin):
    with pytest.raises(ValueError, match="two ways in"):
        keyfile.encode(key_file(member(1), member(2, **twin)), KEY)
