"""The project's own files, read once for every test that looks at them."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
# What is made or fetched, not written.
MADE = {
    ".venv",
    ".git",
    "build",
    "dist",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    "node_modules",
}
PLAIN_TEXT = {
    ".py", ".toml", ".lock", ".md", ".txt", ".sql", ".json", ".yml", ".yaml", ".cfg", ".ini", ".sh", ".html", ".po", ".pot",
    ".svg", ".desktop", ".xml", ".spec", ".qss", ".css", "",
}  # fmt: skip


@cache
def written_files() -> tuple[Path, ...]:
    """Every text file of the project, whether git knows it yet or not."""
    found = []
    for folder, folders, names in os.walk(HOUSE):
        folders[:] = sorted(name for name in folders if name not in MADE and not name.endswith((".egg-info", "_cache")))
        found += [Path(folder, name) for name in sorted(names) if Path(name).suffix in PLAIN_TEXT and name != ".coverage"]
    return tuple(found)


@cache
def text_of(path: Path) -> str:
    """The file's text."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(text_of(path), str(path))


def modules(*folders: str) -> list[Path]:
    """The Python modules below these folders."""
    return [path for path in written_files() if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] in folders]


def place(path: Path, line: int | None = None) -> str:
    """How a finding is named: from the top of the project, with its line."""
    name = path.relative_to(HOUSE).as_posix()
    return name if line is None else f"{name}:{line}"
