"""A narrow line of the follow-ups: what is under it is whole, or not there."""

from __future__ import annotations

import pytest

from cocdesk.ui.tables.follow_up_list import FollowUpLine, beneath, spoken

LINE = FollowUpLine(
    case="1", id="met", act="met", what="Meet as a team", code_name="mint-kettle", title="Photos", who="Coordinator",
    clause="After the meeting", why="", when="", tone="off",
)  # fmt: skip


@pytest.mark.parametrize(
    ("room", "under"),
    [
        (80, ["mint-kettle", "Photos", "Coordinator", "After the meeting"]),
        (50, ["mint-kettle", "Photos", "After the meeting"]),
        (10, ["mint-kettle", "Photos", "After the meeting"]),
    ],
)
def test_the_role_is_whole_or_not_there(room, under):
    assert beneath(LINE, LINE.clause, lambda words: len(words) <= room) == under


def test_a_screen_reader_hears_the_role_at_any_width():
    assert "Coordinator" in spoken(LINE)
