"""Commands about the machine, the packs and practice."""

from __future__ import annotations

import pytest

from cocdesk.cli import main
from cocdesk.commands import demo as demo_command
from tests.cli.desk import Terminal


def test_the_procedures_are_listed_as_the_contract_names_their_parts(terminal):
    listed = terminal("policies", "--json").json["policies"]
    assert {"spec", "imgix", "conference", "django-events", "workshop"} <= {policy["id"] for policy in listed}
    assert "blank" not in {policy["id"] for policy in listed}
    wanted = {"id", "version", "title", "roles", "deadlines", "hearing", "sanctions", "agree", "announce", "retention", "owed"}
    wanted |= {"choices", "further_sanctions"}
    assert all(set(policy) == wanted for policy in listed)
    assert terminal("policies").status == 0


def test_the_doctor_finds_the_cipher_active(terminal):
    answer = terminal("doctor", "--json")
    checks = {check["name"]: check["ok"] for check in answer.json["checks"]}
    assert checks["cipher"] and checks["fonts"]
    assert answer.status == (0 if answer.json["ok"] else 1)


def test_the_documents_are_listed_and_blank_forms_are_numbered(terminal, vault, tmp_path):
    listed = terminal("documents", vault, "--json").json["documents"]
    assert {"blank-form", "incident-form", "dsf-email", "recovery-sheet"} <= {kind["id"] for kind in listed}
    assert terminal("documents", vault).status == 0
    out = tmp_path / "forms.pdf"
    assert terminal("document", vault, "blank-form", "--count", 2, "--paper", "Letter", "--out", out).status == 0
    assert out.read_bytes().startswith(b"%PDF")


TRIED = ("conference", "workshop")


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """One demo for all tests here, without the pictures, which have tests of their own."""
    into = tmp_path_factory.mktemp("demo") / "into"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_command, "find_spec", lambda _name: None)
        patch.setattr(demo_command, "offered_policies", lambda known: [known[name] for name in TRIED])
        assert main(["demo", "--into", str(into)]) == 0
    return into


@pytest.mark.slow
def test_the_demo_holds_whole_vaults_and_every_paper(practice, capfd, monkeypatch, tmp_path):
    said = (practice / "README.txt").read_text(encoding="utf-8")
    words = next(line.removeprefix("Passphrase: ") for line in said.splitlines() if line.startswith("Passphrase: "))
    terminal = Terminal(capfd, tmp_path)
    monkeypatch.setenv("COCDESK_PASSPHRASE_FILE", str(terminal.file("p.txt", words)))
    for policy in TRIED:
        answer = terminal("verify", practice / policy / "vault", "--json")
        assert answer.json["ok"], (policy, answer.json)
        assert len(terminal("cases", practice / policy / "vault", "--json").json["cases"]) >= 2
        names = " ".join(path.name for path in (practice / policy / "papers").iterdir())
        for wanted in (
            "blank-form-A4.pdf",
            "blank-form-Letter.pdf",
            "-named.pdf",
            "-code-names.pdf",
            ".eml",
            ".txt",
            "recovery-sheet.pdf",
        ):
            assert wanted in names


def test_the_demo_leaves_other_peoples_folders_alone(terminal, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    assert terminal("demo", "--into", tmp_path / "mine").status == 1
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
