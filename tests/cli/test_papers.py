"""Papers from the terminal: each kind there is, a letter filled in, locked, and written down with whom it goes to."""

from __future__ import annotations

import hashlib

import pytest

from cocdesk.model.documents import catalogue
from tests.model.desks import copied


@pytest.fixture
def django(_patterns, tmp_path):
    return copied(_patterns("django-events"), tmp_path / "vault")


def test_every_kind_is_listed_with_what_it_is_for_and_can_be_made(terminal, django, tmp_path):
    code_name = terminal.filed(django)
    listed = terminal("documents", django).out
    outside = {"dsf", "reporter", "reported", "employer", "venue", "other-team", "public"}
    for kind in catalogue.kinds():
        assert f"{kind.id}  {kind.title}" in listed
        assert kind.about in listed
        if kind.made_with:
            continue
        out = tmp_path / f"paper.{kind.formats[0]}"
        words = ["document", django, kind.id, *([code_name] if kind.needs_case else []), "--out", out]
        if set(kind.audiences) & outside:
            words += ["--because", "an exercise in making papers"]
        answer = terminal(*words)
        assert answer.status == 0, (kind.id, answer.err)
        assert out.stat().st_size > 100
        assert out.stat().st_mode & 0o777 == 0o600
        assert "not encrypted" in answer.out
        out.unlink()


def test_a_letter_is_filled_in_locked_and_written_down_with_its_reader(terminal, django, tmp_path):
    from pypdf import PdfReader

    code_name = terminal.filed(django)
    out, password = tmp_path / "letter.pdf", terminal.file("password.txt", "seven quiet herons\n")
    made = terminal(
        "document", django, "warning-letter", code_name, "--out", out, "--password-file", password, "--recipient", "by hand",
        "--purpose", "so that it is in writing", "--second-reader", "Tomás", "--because", "the team decided it",
        "--field", "behaviour=remarks after being asked to stop", "--field", "change=no such remarks",
    )  # fmt: skip
    assert made.status == 0, made.err
    assert "Still to fill in" not in made.out or "behaviour" not in made.out.split("Still to fill in")[1]
    locked = PdfReader(out)
    assert locked.is_encrypted and not locked.decrypt("another") and locked.decrypt("seven quiet herons")
    assert "remarks after being asked to stop" in locked.pages[0].extract_text().lower()
    shown = terminal("show", django, code_name).out
    assert "by hand" in shown and "so that it is in writing" in shown and "Tomás" in shown
    file = terminal("document", django, "case-file", code_name, "--format", "txt", "--out", "-").out
    assert hashlib.sha256(out.read_bytes()).hexdigest()[:16] in file


def test_where_several_are_reported_the_terminal_says_so_and_makes_it_about_the_one_who_is_named(terminal, django, tmp_path):
    two = '[[reported]]\nname = "Alf Winter"\n\n[[reported]]\nname = "Bert Sommer"\n'
    code_name = terminal.filed(django, 'behaviour = "Loud remarks."\n\n' + two)
    words = ("document", django, "employer-report", code_name, "--format", "txt", "--naming", "named", "--because", "an exercise")
    made = terminal(*words, "--out", tmp_path / "nobody.txt")
    assert made.status == 0, made.err
    assert "--person" in made.out and "Alf Winter" in made.out and "No capacity" in made.out and "Nobody else" in made.out
    nobody = (tmp_path / "nobody.txt").read_text()
    assert "Alf" not in nobody and "Bert" not in nobody
    chosen = terminal(*words, "--out", tmp_path / "chosen.txt", "--person", "bert sommer", "--capacity", "1")
    assert chosen.status == 0, chosen.err
    about = (tmp_path / "chosen.txt").read_text()
    assert "Bert Sommer" in about and "Alf" not in about and "--person" not in chosen.out
    assert terminal(*words, "--out", tmp_path / "x.txt", "--person", "Carl").status != 0
    shown = terminal("show", django, code_name).out
    assert "No capacity was ticked. Nobody else has read it." in shown


def test_a_field_the_paper_has_no_place_for_is_refused_and_nobody_is_asked_to_stay_away_by_default(terminal, django, tmp_path):
    code_name, out = terminal.filed(django), tmp_path / "letter.txt"
    lost = terminal(
        "document", django, "warning-letter", code_name, "--out", out, "--field", "behavior=x", "--because", "practice"
    )
    assert lost.status == 1 and "behaviour" in lost.err and not out.exists()
    assert terminal("document", django, "registration-letter", "--out", out).status == 0
    assert "rather you did not come" not in out.read_text(encoding="utf-8")
