"""What no file of the project may carry: where packages were fetched from, and where one machine keeps its things."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.sources import HOUSE, modules, place, text_of, written_files

LOCKS = [HOUSE / "requirements.lock", HOUSE / "requirements-dev.lock"]
# Written in two halves, or this file would find itself.
REGISTRY = re.compile(
    "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "--index" + "-url", "--extra-index" + "-url", "simple/" + r"\?"])
)
MACHINE_PATH = re.compile(r"""(?<![\w.~/$}])/(?:work""" + r"""|home|Users|root|tmp)/[\w.]""")


def test_no_file_names_a_registry():
    # The locks have a test of their own, and the Makefile names the options that keep addresses out.
    looked_at = [path for path in written_files() if path.name != "Makefile"]
    found = [place(path, number) for path in looked_at for number, line in _lines(path) if REGISTRY.search(line)]
    assert found == []


def test_no_file_names_a_path_of_one_machine():
    looked_at = [path for path in written_files() if path.suffix != ".lock" and path.name != "LICENSE"]
    found = [place(path, number) for path in looked_at for number, line in _lines(path) if MACHINE_PATH.search(line)]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_versions_and_hashes_and_no_address(lock):
    text = text_of(lock)
    assert re.findall(r"://|index-url|find-links|trusted-host", text) == []
    requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert requirements
    assert [line for line in requirements if "==" not in line or not line.endswith("\\")] == []
    assert text.count("--hash=sha256:") >= len(requirements)


def test_both_locks_agree_so_that_tests_run_what_people_run():
    run, dev = (dict(re.findall(r"^([\w.-]+)==(\S+)", text_of(lock), re.MULTILINE)) for lock in LOCKS)
    assert {name: (version, dev.get(name)) for name, version in run.items() if dev.get(name) != version} == {}


def test_every_dependency_is_locked_and_has_its_line_in_the_docs():
    project = tomllib.loads(text_of(HOUSE / "pyproject.toml"))["project"]
    names = [re.split(r"[<>=!;\[ ]", wanted)[0] for wanted in project["dependencies"]]
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", text_of(LOCKS[0]), re.MULTILINE)}
    documented = text_of(HOUSE / "docs" / "dependencies.md").lower()
    assert [name for name in names if name.lower() not in locked] == []
    assert [name for name in names if f"| {name.lower()}" not in documented] == []


def test_every_module_says_what_it_is_for():
    assert [
        place(path) for path in modules("cocdesk") if not text_of(path).lstrip().startswith('"""') and text_of(path).strip()
    ] == []


def _lines(path):
    return enumerate(text_of(path).splitlines(), start=1)
