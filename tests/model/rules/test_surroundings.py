"""What the system says of itself, read without a system: disk, swap, sleep, room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocdesk.model.rules import surroundings as s

MOUNTS = r"""
21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw
22 21 0:5 / /proc rw - proc proc rw
30 21 8:1 / /boot rw shared:5 - ext4 /dev/sda1 rw
31 21 0:40 / /run/tmp rw - tmpfs tmpfs rw
40 21 8:33 / /media/ana/my\040stick rw,nosuid - vfat /dev/sdc1 rw
41 21 0:50 / /srv/people rw - btrfs /dev/dm-3 rw
42 21 8:99 / /srv/people/old rw - ext4 /dev/sdz1 rw
43 42 8:98 / /srv/people/old rw - ext4 /dev/sdy1 rw
"""


@pytest.mark.parametrize(
    ("folder", "device"),
    [
        ("/var/vault", "254:0"),
        ("/boot/vault", "8:1"),
        ("/bootleg", "254:0"),
        ("/run/tmp", "0:40"),
        ("/media/ana/my stick/vault", "8:33"),
        ("/srv/people/ana/vault", "0:50"),
        ("/srv/people/old/x", "8:98"),
    ],
)
def test_a_folder_lies_on_the_deepest_and_latest_mount_around_it(folder, device):
    found = s.mount_of(MOUNTS, folder)
    assert found is not None
    assert found.device == device


@pytest.mark.parametrize("text", ["", "nonsense", "1 2 3 - ext4", "21 1 254:0 / / rw"])
def test_a_text_that_tells_nothing_gives_no_mount(text):
    assert s.mount_of(text, "/srv/people") is None


@given(st.text(max_size=200))
def test_no_text_of_the_system_stops_the_reading(text):
    s.mount_of(text, "/srv/people/ana")
    s.swap_places(text)
    s.sleep_told(text, text, s.swap_told(None, None))


KINDS = {"254:0": "LVM-abc", "254:1": "CRYPT-LUKS2-abc", "254:2": "CRYPT-PLAIN-x", "9:0": ""}
BELOW = {"254:0": ("254:1",), "254:1": ("8:3",), "9:0": ("254:2", "8:4"), "9:1": ("254:1", "254:2"), "7:7": ("7:7",)}


@pytest.mark.parametrize(
    ("device", "is_encrypted"),
    [("254:1", True), ("254:0", True), ("8:3", False), ("9:0", False), ("9:1", True), ("7:7", False), ("1:1", False)],
)
def test_a_disk_is_encrypted_when_all_it_is_made_of_is(device, is_encrypted):
    found = s.encrypted(device, kind_of=lambda d: KINDS.get(d, ""), below=lambda d: BELOW.get(d, ()))
    assert found is is_encrypted


def test_compressed_memory_is_no_swap_on_a_disk():
    text = "Filename\tType\tSize\n/dev/zram0 partition 1 0 100\n/dev/dm-1 partition 9 0 -2\n/swapfile file 9 0 -3\n"
    assert s.swap_places(text) == ("/dev/dm-1", "/swapfile")
    assert s.swap_places("Filename Type\n") == ()


@pytest.mark.parametrize(
    ("places", "all_encrypted", "tone"),
    [
        (None, None, "unknown"), ((), True, "ok"), (("/dev/dm-1",), True, "ok"), (("/swap",), False, "look"),
        (("/swap",), None, "unknown"),
    ],
)  # fmt: skip
def test_swap_is_told_as_far_as_it_is_known(places, all_encrypted, tone):
    assert s.swap_told(places, all_encrypted).tone == tone


@pytest.mark.parametrize(("known", "tone"), [(True, "ok"), (False, "look"), (None, "unknown")])
def test_the_disk_is_a_hint_and_never_a_verdict(known, tone):
    mount = s.mount_of(MOUNTS, "/boot")
    found = s.disk_told(mount, known)
    assert found.tone == tone
    assert found.detail


def test_a_vault_in_memory_only_is_told_whatever_the_disk():
    assert "switched off" in s.disk_told(s.mount_of(MOUNTS, "/run/tmp/v"), True).detail


@pytest.mark.parametrize(
    ("states", "resume", "swap", "tone"),
    [
        ("", "", True, "unknown"),
        ("freeze mem", "8:2", False, "ok"),
        ("freeze mem disk", "0:0\n", False, "ok"),
        ("freeze mem disk", "8:2\n", True, "ok"),
        ("freeze mem disk", "8:2\n", False, "look"),
    ],
)
def test_hibernation_matters_only_where_it_is_set_up_and_lands_in_the_clear(states, resume, swap, tone):
    assert s.sleep_told(states, resume, s.swap_told(("/dev/x",), swap)).tone == tone


@given(st.integers(min_value=0, max_value=1 << 40), st.integers(min_value=0, max_value=1 << 34))
def test_room_is_enough_when_the_vault_can_be_written_anew_twice(free, size):
    assert (s.room_told(free, size).tone == "ok") == (free >= 2 * (size * 12 // 10 + s.ROOM_SPARE))


@pytest.mark.parametrize(("sentence", "tone"), [("", "ok"), ("It lies inside “Dropbox”.", "look")])
def test_a_synced_folder_is_told(sentence, tone):
    assert s.synced_told(sentence).tone == tone
