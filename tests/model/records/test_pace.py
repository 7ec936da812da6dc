"""Work done a pace at a time comes to the same end in one go."""

from __future__ import annotations

import pytest

from cocdesk.model.records.pace import Pace, Paces, run_through


def counted(said: list[str]) -> Paces[int]:
    said.append("began")
    yield Pace(words="one")
    found = yield Pace(words="two", beside=lambda: 20)
    said.append("went on")
    more = yield Pace(words="three")
    return int(found) + (0 if more is None else 100)


def test_what_was_done_beside_comes_back_into_the_work():
    said: list[str] = []
    assert run_through(counted(said)) == 20
    assert said == ["began", "went on"]


def test_nothing_is_done_before_the_first_pace_is_asked_for():
    said: list[str] = []
    counted(said).close()
    assert said == []


def failing() -> int:
    raise LookupError("beside")


def forgiving() -> Paces[str]:
    try:
        yield Pace(words="try", beside=failing)
    except LookupError:
        yield Pace(words="tidy")
        return "kept"
    return "never"


def test_the_work_hears_of_a_fault_beside_it_and_may_go_on():
    assert run_through(forgiving()) == "kept"


def unforgiving() -> Paces[str]:
    yield Pace(words="try", beside=failing)
    return "never"


def test_a_fault_beside_the_work_that_nobody_takes_is_raised():
    with pytest.raises(LookupError):
        run_through(unforgiving())


def test_a_pace_that_is_closed_in_between_ends_there():
    said: list[str] = []
    paces = counted(said)
    assert next(paces).words == "one"
    paces.close()
    assert said == ["began"]
