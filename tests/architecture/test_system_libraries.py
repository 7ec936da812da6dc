"""The set-up's choices on Debian and Ubuntu, old names and new."""

from __future__ import annotations

import pytest

import system_libraries

BEFORE = "libglib2.0-0:\n  Installed: (none)\n  Candidate: 2.74.6-2\n  Version table:\n     2.74.6-2 500\n"
AFTER = "libglib2.0-0t64:\n  Installed: (none)\n  Candidate: 2.84.4-3\n  Version table:\n     2.84.4-3 500\n"
VIRTUAL = "libglib2.0-0:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n" + AFTER


@pytest.mark.parametrize(
    ("policy", "name"), [(BEFORE, "libglib2.0-0"), (AFTER, "libglib2.0-0t64"), (VIRTUAL, "libglib2.0-0t64"), ("", "libglib2.0-0")]
)
def test_the_package_is_asked_for_by_the_name_this_release_uses(policy, name):
    assert system_libraries.package_to_ask_for("libglib2.0-0", policy) == name


def test_a_machine_without_a_display_needs_only_what_drawing_needs():
    assert system_libraries.needed_libraries({}) == system_libraries.ALWAYS


def test_a_display_needs_the_pieces_of_its_kind():
    assert system_libraries.needed_libraries({"DISPLAY": ":0"}).keys() > system_libraries.WITH_X11.keys()
    assert system_libraries.needed_libraries({"WAYLAND_DISPLAY": "wayland-0"}).keys() > system_libraries.WITH_WAYLAND.keys()


def test_a_library_nobody_has_is_found_missing():
    assert system_libraries.missing_libraries({"libnobody-has-this.so.9": "libnobody9"}) == {
        "libnobody-has-this.so.9": "libnobody9"
    }
