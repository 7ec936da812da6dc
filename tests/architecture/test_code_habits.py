"""Habits of the code that the linter cannot hold."""

from __future__ import annotations

import ast

from tests.architecture.sources import HOUSE, modules, place, text_of, tree_of

LONGEST_MODULE = 450
VAGUE_NAMES = {
    "manager",
    "helper",
    "helpers",
    "utils",
    "util",
    "common",
    "handler",
    "handlers",
    "controller",
    "service",
    "services",
    "misc",
}
TRANSLATORS = {"_", "ngettext", "N_"}


def test_no_module_is_too_long_to_be_read_at_a_sitting():
    lengths = {place(path): text_of(path).count("\n") for path in modules("cocdesk", "tests", "tools", "bench")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_module_is_named_for_what_it_holds():
    assert [place(path) for path in modules("cocdesk") if VAGUE_NAMES & {path.stem, *path.relative_to(HOUSE).parts}] == []


def test_no_dialog_runs_a_loop_of_its_own_so_that_locking_is_always_possible():
    found = []
    for path in modules("cocdesk"):
        for node in ast.walk(tree_of(path)):
            nested = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_"}
            # The application's own loop is the one that may run.
            if nested and not (path.name == "app.py" and "app" in ast.unparse(node.func.value).lower()):
                found.append(place(path, node.lineno))
    assert found == []


def test_sentences_are_translated_before_they_are_filled_in():
    found = []
    for path in modules("cocdesk"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS:
                sentences = node.args[:2] if node.func.id == "ngettext" else node.args[:1]
                found += [place(path, node.lineno) for sentence in sentences if _filled_in(sentence)]
    assert found == []


def _filled_in(sentence: ast.expr) -> bool:
    formatted = isinstance(sentence, ast.Call) and isinstance(sentence.func, ast.Attribute) and sentence.func.attr == "format"
    return formatted or isinstance(sentence, ast.JoinedStr | ast.BinOp)


def test_no_fault_is_swallowed_unseen():
    found = []
    for path in modules("cocdesk", "tools"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                everything = node.type is None or ast.unparse(node.type) == "BaseException"
                passed_on = any(isinstance(part, ast.Raise) or (node.name and _uses(part, node.name)) for part in ast.walk(node))
                if everything and not passed_on:
                    found.append(place(path, node.lineno))
    assert found == []


def _uses(part: ast.AST, name: str) -> bool:
    return isinstance(part, ast.Name) and part.id == name


def test_threads_are_started_where_they_are_known_of_only():
    found = []
    for path in modules("cocdesk"):
        if place(path) == "cocdesk/ui/jobs.py":
            continue
        for node in ast.walk(tree_of(path)):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            if name in {"Thread", "QThread", "ThreadPoolExecutor", "ProcessPoolExecutor", "QThreadPool", "Pool"}:
                found.append(place(path, node.lineno))
    assert found == []
