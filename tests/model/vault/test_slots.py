"""Slots: what a passphrase opens, and that nothing in a slot can be changed without it. No file is touched here."""

from __future__ import annotations

import secrets

import msgspec
import pytest

from cocdesk.model.errors import VaultDamaged, WrongPassphrase
from cocdesk.model.vault import recovery, slots

CHEAP = slots.Kdf(memory_kib=65536, passes=2, lanes=4)
VAULT = "aa" * 16
WORDS = "six little words in one row"
PLACE = {"vault": VAULT, "file": "cases-0001.db", "generation": 1}


@pytest.fixture(scope="module")
def ann():
    return slots.new_member(vault=VAULT, name="Ann", role="lead", passphrase=WORDS, kdf=CHEAP)


@pytest.fixture(scope="module")
def bo():
    return slots.new_member(vault=VAULT, name="Bo", role="member", passphrase="other words for another one", kdf=CHEAP)


def test_the_passphrase_opens_the_private_halves(ann):
    slot, keys = ann
    opened = slots.open_member(slot, WORDS)
    assert opened.wrapping.private_bytes_raw() == keys.wrapping.private_bytes_raw()
    assert opened.signing.private_bytes_raw() == keys.signing.private_bytes_raw()


def test_a_wrong_passphrase_is_refused_with_a_sentence(ann):
    with pytest.raises(WrongPassphrase, match="does not open the vault"):
        slots.open_member(ann[0], WORDS + "!")


def test_a_passphrase_that_cannot_be_stored_is_only_wrong(ann):
    with pytest.raises(WrongPassphrase):
        slots.open_member(ann[0], "six little \ud800 words")


@pytest.mark.parametrize("field", ["x", "ed", "priv", "vault", "slot"])
def test_a_slot_with_a_part_from_another_slot_is_refused(ann, bo, field):
    other = msgspec.structs.replace(bo[0], vault="bb" * 16)
    mixed = msgspec.structs.replace(ann[0], **{field: getattr(other, field)})
    with pytest.raises(WrongPassphrase):
        slots.open_member(mixed, WORDS)


@pytest.mark.parametrize("change", [{"m": 65537}, {"t": 3}, {"p": 3}, {"salt": "00" * 16}])
def test_a_changed_cost_is_refused(ann, change):
    slot = msgspec.structs.replace(ann[0], kdf=msgspec.structs.replace(ann[0].kdf, **change))
    with pytest.raises(WrongPassphrase):
        slots.open_member(slot, WORDS)


@pytest.mark.parametrize("change", [{"m": 65535}, {"m": 2**26}, {"m": -1}, {"t": 1}, {"t": 11}, {"p": 0}, {"p": 9}])
def test_a_cost_out_of_bounds_is_refused_before_anything_is_computed(ann, change, monkeypatch):
    monkeypatch.setattr(slots.words, "normalise", lambda text: pytest.fail("the passphrase was used"))
    slot = msgspec.structs.replace(ann[0], kdf=msgspec.structs.replace(ann[0].kdf, **change))
    with pytest.raises(VaultDamaged, match="amount of work"):
        slots.open_member(slot, WORDS)


def test_a_name_can_be_corrected_without_the_passphrase(ann):
    assert slots.open_member(msgspec.structs.replace(ann[0], name="Anna", role="chair"), WORDS)


def test_a_wrap_opens_for_its_slot_only(ann, bo):
    key = bytearray(secrets.token_bytes(32))
    (slot, keys), (other, other_keys) = ann, bo
    wrapped = slots.wrap(key, slot.x, **PLACE, slot=slot.slot)
    assert len(bytes.fromhex(wrapped)) == 80
    assert slots.unwrap(wrapped, keys.wrapping, **PLACE, slot=slot.slot) == key
    with pytest.raises(VaultDamaged):
        slots.unwrap(wrapped, other_keys.wrapping, **PLACE, slot=other.slot)


@pytest.mark.parametrize("change", [{"generation": 2}, {"vault": "bb" * 16}, {"file": "cases-0002.db"}, {"slot": "00" * 8}])
def test_a_wrap_replayed_elsewhere_is_refused(ann, change):
    slot, keys = ann
    place = {**PLACE, "slot": slot.slot}
    wrapped = slots.wrap(bytearray(32), slot.x, **place)
    with pytest.raises(VaultDamaged):
        slots.unwrap(wrapped, keys.wrapping, **{**place, **change})


def test_a_member_can_give_the_next_key_to_another_without_their_passphrase(bo):
    slot, keys = bo
    key = bytearray(secrets.token_bytes(32))
    place = {**PLACE, "generation": 2, "file": "cases-0002.db", "slot": slot.slot}
    assert slots.unwrap(slots.wrap(key, slot.x, **place), keys.wrapping, **place) == key


def test_a_recovery_sheet_belongs_to_one_vault():
    key = secrets.token_bytes(recovery.KEY_BYTES)
    one, other = slots.recovery_private(key, VAULT), slots.recovery_private(key, "bb" * 16)
    assert one.private_bytes_raw() != other.private_bytes_raw()
    assert slots.new_recovery(key, VAULT).x == one.public_key().public_bytes_raw().hex()


def test_the_canonical_spelling_does_not_depend_on_order():
    assert slots.canonical({"b": 1, "a": "ä"}) == '{"a":"ä","b":1}'.encode()


def test_a_key_is_overwritten_in_place():
    key = bytearray(b"secret")
    slots.wipe(key)
    assert key == bytes(6)


def test_the_cost_that_new_members_get_is_the_one_promised():
    assert slots.Kdf() == slots.Kdf(memory_kib=256 * 1024, passes=3, lanes=4)
    with pytest.raises(ValueError, match="out of bounds"):
        slots.new_member(vault=VAULT, name="Cy", role="member", passphrase=WORDS, kdf=slots.Kdf(memory_kib=1024))
