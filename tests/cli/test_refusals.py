"""Whatever goes wrong is one sentence on stderr, nothing on stdout, and nothing is filed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cocdesk.cli import main
from cocdesk.commands import terminal as terminal_words
from cocdesk.model.actions import opening
from cocdesk.model.actions.set_up import set_up_event
from cocdesk.model.errors import DiskFull
from tests.cli.desk import PASSPHRASE, REPORT


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("cocdesk ")


@pytest.mark.parametrize("words", [["nonsense"], ["report"], ["cases", "vault", "--stage", "gone"], ["doctor", "--loud"]])
def test_a_command_used_wrongly_ends_with_two(words, capsys):
    assert main(words) == 2
    assert capsys.readouterr().out == ""


def test_the_help_of_record_names_every_key(capsys):
    assert main(["record", "--help"]) == 0
    said = capsys.readouterr().out
    assert "sanction:" in said and "from:" in said and "what_happened:" in said
    decide = said.partition("\ndecide:")[2].partition("\nagree:")[0]
    assert "from:" in decide and "since" not in decide and "further measures" in decide
    assert "open_steps" not in said


def test_a_mistake_of_ours_is_told_without_what_people_wrote(capsys, monkeypatch):
    def broken(_args):
        raise ValueError("Žižková said")

    monkeypatch.setattr("cocdesk.commands.policies.run", broken)
    assert main(["policies"]) == 1
    said = capsys.readouterr()
    assert "ValueError" in said.err and "Žižková" not in said.err and said.out == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('what = "x"\nplaec = "Hall"', "plaec"),
        ("what = 7", "what"),
        ('what = "x"\nheard_at = 2018-02-31T10:00:00Z', "heard_at"),
        ('what = "x"\nheard_at = 2090-01-01T10:00:00Z', "heard_at"),
        ('place = "Hall"', "what"),
        ('what = "x"\nneeds = ["tea"]', "needs[1]"),
        ('what = "x"\n[reporter]\nnam = "A"', "reporter.nam"),
        ('what = "' + "x" * 5_000_000 + '"', "what"),
    ],
    ids=["unknown key", "wrong type", "no such day", "far future", "no words", "unknown need", "key in a table", "5 MB"],
)
def test_a_broken_report_file_is_refused_with_file_and_key_and_nothing_is_filed(text, key, terminal, vault):
    before = _database(vault)
    answer = terminal("report", vault, "--from", terminal.file("broken.toml", text), "--json")
    assert (answer.status, answer.out) == (1, "")
    assert "“broken.toml”" in answer.err and f"“{key}”" in answer.err
    assert answer.err.count("\n") == 1
    assert _database(vault) == before


def _database(vault):
    return next(vault.glob("cases-*.db")).read_bytes()


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b'what = """open', b"[" * 5000, b"{not json"])
def test_a_file_that_is_neither_toml_nor_json_is_refused(text, terminal, vault):
    answer = terminal("report", vault, "--from", terminal.file("broken.toml", text))
    assert answer.status == 1 and "broken.toml" in answer.err


def test_control_characters_and_markup_are_kept_as_harmless_text(terminal, vault):
    text = 'what = "<font color=red>\\u0007 \\u202e <img src=x> 🙂 \\r\\nBcc: x"'
    code_name = terminal.filed(vault, text)
    shown = terminal("show", vault, code_name, "--json").json
    assert shown["report"]["what"].startswith("<font color=red>\ufffd")
    assert "\a" not in terminal("show", vault, code_name).out


def test_a_wrong_passphrase_is_refused_with_a_sentence(terminal, vault):
    wrong = terminal.file("wrong.txt", "not the right sentence at all")
    answer = terminal("cases", vault, "--passphrase-file", wrong)
    assert (answer.status, answer.out) == (1, "") and answer.err.strip().endswith(".")


def test_without_a_passphrase_or_a_person_there_is_a_sentence(terminal, vault, monkeypatch):
    monkeypatch.delenv("COCDESK_PASSPHRASE_FILE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert "--passphrase-file" in terminal("cases", vault).err


@pytest.mark.parametrize("name", ["nobody-here", "zz", "00"])
def test_an_unknown_case_is_told(name, terminal, vault):
    assert terminal("show", vault, name).status == 1


def test_a_folder_that_is_no_vault_is_told(terminal, tmp_path):
    assert terminal("cases", tmp_path / "nowhere").status == 1


def test_a_new_vault_is_not_made_when_its_recovery_key_would_be_lost(terminal, tmp_path, monkeypatch):
    words = ("init", tmp_path / "new", "--policy", "spec", "--event", "E", "--member", "Ana")
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    assert "--recovery-sheet" in terminal(*words).err
    there = terminal.file("sheet.pdf", "another sheet")
    assert terminal(*words, "--recovery-sheet", there).status == 1
    assert there.read_text() == "another sheet" and not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--policy", "sepc"),
        ("--zone", "Berlin/Europe"),
        ("--starts", "2026-02-31"),
        ("--set", "colour=blue"),
        ("--set", "contact"),
    ],
    ids=lambda v: v,
)
def test_a_new_vault_needs_a_known_procedure_zone_day_and_setting(option, value, terminal, tmp_path):
    given = {"--policy": "spec", "--event": "E", "--member": "A", "--recovery-sheet": tmp_path / "s.pdf", option: value}
    answer = terminal("init", tmp_path / "new", *[word for pair in given.items() for word in pair])
    assert answer.status == 1 and not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("action", "text", "key"),
    [
        ("assess", 'risk = "middling"\nimpact = "low"', "risk"),
        ("assess", 'risk = "low"\nimpact = "low"\nanswers = {agian = "yes"}', "answers.agian"),
        ("decide", 'sanction = "exile"', "sanction"),
        ("decide", 'sanction = "none"\nsince = "now"', "since"),
        ("act", 'sanction = "Peter Smith banned"', "sanction"),
        ("amend", 'place = "Hall"\nheard_at = "2090-01-01T10:00:00Z"\n[[others]]\nname = "A"', "heard_at"),
        ("note", 'text = ""', "text"),
        ("amend", 'event = "other"', "event"),
        ("support", 'offered = ["tea"]', "offered"),
    ],
)
def test_a_broken_record_file_is_refused_with_its_key(action, text, key, terminal, vault):
    code_name = terminal.filed(vault, REPORT)
    before = _database(vault)
    answer = terminal("record", vault, code_name, action, "--from", terminal.file("act.toml", text))
    assert answer.status == 1 and f"“{key}”" in answer.err
    assert _database(vault) == before


def test_a_paper_never_replaces_a_file(terminal, vault):
    there = terminal.file("form.pdf", "mine")
    answer = terminal("document", vault, "blank-form", "--out", there)
    assert answer.status == 1 and there.read_text() == "mine"


def test_a_damaged_database_is_a_finding_and_no_traceback(terminal, vault):
    database = next(vault.glob("cases-*.db"))
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    answer = terminal("verify", vault, "--json")
    assert answer.status == 1 and answer.json["ok"] is False


def test_the_module_can_be_run_and_says_nothing_but_json(tmp_path):
    done = subprocess.run([sys.executable, "-m", "cocdesk", "policies", "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stderr == "" and done.stdout.startswith("{")


def test_a_new_vaults_sheet_is_not_put_inside_the_vault(terminal, tmp_path):
    folder = tmp_path / "new"
    folder.mkdir()
    (tmp_path / "way").symlink_to(folder)
    words = ("init", folder, "--policy", "spec", "--event", "E", "--member", "Ana", "--recovery-sheet")
    for place in (folder / "s.pdf", tmp_path / "way" / "s.pdf"):
        answer = terminal(*words, place)
        assert answer.status == 1 and "inside the folder of a vault" in answer.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("role", ["reader", "recovery", "chairman"])
def test_the_first_member_needs_a_part_the_procedure_knows(role, terminal, tmp_path):
    sheet = tmp_path / "s.pdf"
    answer = terminal(
        "init", tmp_path / "new", "--policy", "django-events", "--event", "E", "--member", "A", "--role", role,
        "--recovery-sheet", sheet,
    )  # fmt: skip
    assert answer.status == 1 and "chair" in answer.err
    assert not (tmp_path / "new").exists() and not sheet.exists()


@pytest.mark.parametrize("was_there", [False, True])
def test_a_sheet_that_could_not_be_written_takes_only_the_vault_back(was_there, terminal, tmp_path, monkeypatch):
    folder = tmp_path / "new"
    if was_there:
        folder.mkdir()

    def full(_desk, _key, _path):
        (folder / "mine.txt").write_text("put there meanwhile")
        raise DiskFull("full")

    words = ("init", folder, "--policy", "spec", "--event", "E", "--member", "Ana", "--recovery-sheet", tmp_path / "s.pdf")
    with monkeypatch.context() as patch:
        patch.setattr("cocdesk.commands.new_vault.write_sheet", full)
        assert terminal(*words).status == 1
    assert [entry.name for entry in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    assert terminal(*words).status == 0


def test_a_key_written_twice_in_json_is_refused(terminal, vault):
    answer = terminal("report", vault, "--from", terminal.file("r.json", '{"what": "a", "what": "b"}'))
    assert answer.status == 1 and "“what”" in answer.err and "twice" in answer.err


def test_only_a_line_feed_ends_a_passphrase(tmp_path):
    file = tmp_path / "words.txt"
    for written, read in (("a\x0cb\u2028c\r\nsecond", "a\x0cb\u2028c"), ("one\n", "one"), ("", ""), ("\ufeffone", "one")):
        file.write_bytes(written.encode())
        assert terminal_words.first_line(file) == read


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [["policies"], ["policies", "--json"]])
def test_an_answer_that_cannot_be_given_is_not_called_unsaved(words):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cocdesk", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1 and "saved before" in done.stderr and "cocdesk cases" in done.stderr
    assert done.stderr.count("\n") == 1 and "Nothing was saved" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize("display", [None, ":9977"])
def test_a_window_without_a_screen_is_a_sentence(display, tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden} | {"COCDESK_CONFIG": str(tmp_path)}
    if display:
        environment["DISPLAY"] = display
    done = subprocess.run([sys.executable, "-m", "cocdesk"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no screen can be reached" in done.stderr and done.stderr.count("\n") == 1


def test_two_events_of_one_name_keep_their_own_times(terminal, vault):
    desk = opening.open_desk(opening.prepare(vault, passphrase=PASSPHRASE))
    set_up_event(desk, opening.packs()["conference"], name="DjangoCon Europe", zone="Asia/Tokyo")
    desk.close()
    terminal.filed(vault)
    rows = {row["code_name"]: row for row in terminal("cases", vault, "--json").json["cases"]}
    for name, row in rows.items():
        assert row["received_at"] == terminal("show", vault, name, "--json").json["received_at"]
    assert terminal("cases", vault).status == 0
