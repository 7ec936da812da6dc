"""Starting anew after locking: always the plain window, whatever was run before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cocdesk import app, cli


def test_the_demo_is_not_made_again_by_locking(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "cocdesk", "demo", "--into", "x", "--open"])
    monkeypatch.setattr(sys, "argv", ["cocdesk", "demo", "--into", "x", "--open"])
    done = []
    monkeypatch.setattr("os.execv", lambda program, command: done.append((program, command)))
    app.relaunch(tmp_path / "vault", forget=lambda: None)
    program, command = done[0]
    assert program == command[0] == sys.executable
    assert command[-3:] == ["-m", "cocdesk.app", str(tmp_path / "vault")] and "demo" not in command


def test_a_frozen_program_gets_the_folder_as_no_command(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert app.plain_window(tmp_path) == [sys.executable, "--window", str(tmp_path)]
    assert app.plain_window(None) == [sys.executable]
    opened = []
    monkeypatch.setattr(app, "main", lambda argv: opened.append(argv) or 0)
    assert cli.main(["--window", str(tmp_path)]) == 0
    assert cli.main([]) == 0
    assert opened == [[str(tmp_path)], []]


def test_no_module_is_taken_from_where_the_person_stands(monkeypatch, tmp_path):
    (tmp_path / "secrets.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    command = app.plain_window(None)
    command[command.index("-m") :] = ["-c", "import secrets"]
    assert subprocess.run(command, check=False).returncode == 0
    monkeypatch.chdir(Path(app.__file__).parents[1])
    assert "-P" not in app.plain_window(None)


def test_a_folder_that_is_gone_only_leaves_the_memory_as_it_is(monkeypatch, tmp_path, expected_warnings):
    def gone(_program, _command):
        raise FileNotFoundError

    monkeypatch.setattr("os.execv", gone)
    app.relaunch(tmp_path, forget=lambda: None)
