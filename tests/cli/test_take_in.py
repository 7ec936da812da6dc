"""Forms come back on the command line: filled in on screen, or photographed."""

from __future__ import annotations

from tests.model.documents import photos
from tests.model.documents.filling import NUMBER, SCRIPTS, filled


def test_a_filled_form_waits_as_a_draft_or_is_filed_and_is_known_the_second_time(terminal, vault):
    form = terminal.file("form.pdf", filled(SCRIPTS["Arabic"]))
    waits = terminal("take-in", vault, form, "--json").json
    assert (waits["form_number"], waits["case"], waits["known"]) == (NUMBER, "", False)
    assert "was not taken in twice" in terminal("take-in", vault, form).out
    filed = terminal("take-in", vault, form, "--report", "--json")
    assert filed.status == 0 and filed.json["draft"] is None
    assert [case["code_name"] for case in terminal("cases", vault, "--json").json["cases"]] == [filed.json["code_name"]]
    assert f"a case already: {filed.json['code_name']}" in terminal("take-in", vault, form).out


def test_a_photograph_finds_the_case_of_its_form_and_one_without_a_number_says_how_to_give_it(terminal, vault, monkeypatch):
    monkeypatch.setattr("cocdesk.model.documents.form_code.SECONDS", 0.1)
    code_name = terminal("take-in", vault, terminal.file("form.pdf", filled({"what": "Words."})), "--report").out.split()[0]
    photo = terminal.file("photo.jpg", photos.jpeg(photos.turned(17)(photos.page())))
    kept = terminal("take-in", vault, photo)
    assert kept.status == 0 and f"kept with the case: {code_name}" in kept.out
    assert terminal("take-in", vault, photo, "--json").json["known"] is True
    blank = terminal.file("blank.png", photos.png(photos.page().crop((0, 600, 300, 900))))
    lone = terminal("take-in", vault, blank)
    assert lone.status == 0 and "--number" in lone.out
    numbered = terminal("take-in", vault, blank, "--number", "f 2345 67", "--json").json
    assert numbered["form_number"] == "F-2345-67" and numbered["problems"] == []


def test_what_cannot_be_taken_in_is_refused_in_a_sentence(terminal, vault):
    photo = terminal.file("photo.png", photos.png(photos.page().crop((0, 600, 300, 900))))
    for words, said in (
        ((photo, "--report"), "typed in before"),
        ((photo, "--number", "hello"), "not a number"),
        ((terminal.file("x.xlsx", b"PK\3\4" + b"\0" * 99),), "neither a filled form"),
        ((terminal.file("x.pdf", b"%PDF-1.7 nothing"),), "damaged"),
        ((terminal.file("y.pdf", filled({})), "--number", NUMBER), "carries its number"),
    ):
        answer = terminal("take-in", vault, *words)
        assert answer.status == 1 and said in answer.err, answer.err
    assert terminal("cases", vault, "--json").json["cases"] == []
