"""Holds the house to its promise that three quarters of the tests need neither Qt nor disk, and so stay quick and plain.

Counted when the whole suite was collected, not when a part was asked for. Works under xdist: each worker collects
everything, tells the controller its figures, and the controller says them once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import pytest

PLAIN_SHARE = 0.75
HEAVY_FIXTURES = frozenset(
    {"qtbot", "qapp", "qapp_cls", "qtmodeltester", "tmp_path", "tmp_path_factory", "tmpdir", "tmpdir_factory", "pytester"}
)

_FIGURES = pytest.StashKey[tuple[int, int]]()


def plain_and_all(fixtures_of_tests: Iterable[Iterable[str]]) -> tuple[int, int]:
    """How many tests need neither Qt nor disk, and how many there are; each test given by its fixtures' names."""
    needs = [HEAVY_FIXTURES.isdisjoint(names) for names in fixtures_of_tests]
    return sum(needs), len(needs)


def too_few_plain(plain: int, collected: int) -> bool:
    """Whether the promise is broken."""
    return collected > 0 and plain < PLAIN_SHARE * collected


def _whole_suite(config: pytest.Config) -> bool:
    option = config.option
    narrowed = option.keyword or option.markexpr or option.collectonly or getattr(option, "lf", False)
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed and not option.maxfail


def needs_qt(module: ModuleType, seen: set[str] | None = None) -> bool:
    """Whether a test module, or a module of ours that it uses, holds anything of Qt: then none of its tests is plain."""
    seen = seen if seen is not None else set()
    seen.add(module.__name__)
    for value in vars(module).values():
        name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if not isinstance(name, str):
            continue
        if name.startswith(("PySide6", "shiboken6")):
            return True
        if name.startswith(("cocdesk", "tests")) and name not in seen and needs_qt(sys.modules[name], seen):
            return True
    return False


def _needs(items: Iterable[pytest.Item]) -> Iterator[tuple[str, ...]]:
    known: dict[str, bool] = {}
    for item in items:
        module = getattr(item, "module", None)
        if module is not None and module.__name__ not in known:
            known[module.__name__] = needs_qt(module)
        qt = ("qapp",) if module is not None and known[module.__name__] else ()
        yield (*getattr(item, "fixturenames", ()), *qt)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count, and hand the figures to whoever sums up."""
    figures = plain_and_all(_needs(session.items))
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["proportion"] = list(figures)
    else:
        session.config.stash[_FIGURES] = figures


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """The figures of an xdist worker; all workers collect the same tests."""
    figures = getattr(node, "workeroutput", {}).get("proportion")
    if figures:
        node.config.stash[_FIGURES] = (figures[0], figures[1])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that would otherwise have passed."""
    figures = session.config.stash.get(_FIGURES, None)
    if figures and exitstatus == pytest.ExitCode.OK and _whole_suite(session.config) and too_few_plain(*figures):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One line with the figures, after a run of everything."""
    figures = config.stash.get(_FIGURES, None)
    if not figures or not _whole_suite(config) or not figures[1]:
        return
    plain, collected = figures
    line = f"{plain} of {collected} tests need neither Qt nor disk ({plain / collected:.0%}; promised: {PLAIN_SHARE:.0%})"
    terminalreporter.write_line(line if not too_few_plain(plain, collected) else f"FAILED {line}")
