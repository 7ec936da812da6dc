"""The main job by the terminal, under every procedure there is."""

from __future__ import annotations

import io

import pytest

from cocdesk import places
from tests.cli.desk import REPORT

# Every pack that ships, so that a sixth one is tested without a new line here.
PACKS = sorted(path.parent.name for path in places.shipped_policies().glob("*/pack.toml"))


@pytest.mark.parametrize("policy", PACKS)
def test_a_report_becomes_a_case_an_assessment_and_paper(policy, terminal, tmp_path):
    from pypdf import PdfReader

    vault, sheet = tmp_path / "vault", tmp_path / "sheet.pdf"
    made = terminal(
        "init", vault, "--policy", policy, "--event", "DjangoCon Europe", "--member", "Ana",
        "--zone", "Europe/Berlin", "--recovery-sheet", sheet,
    )  # fmt: skip
    assert (made.status, made.err) == (0, "")
    assert sheet.read_bytes().startswith(b"%PDF") and sheet.stat().st_mode & 0o077 == 0

    code_name = terminal.filed(vault)
    listed = terminal("cases", vault, "--json").json["cases"]
    assert [case["code_name"] for case in listed] == [code_name]

    assess = terminal.file("assess.toml", 'risk = "low"\nimpact = "high"\nwhy = "It was said twice."')
    assert terminal("record", vault, code_name, "assess", "--from", assess).status == 0
    shown = terminal("show", vault, code_name, "--json").json
    assert (shown["stage"], shown["risk"], shown["impact"]) == ("assessed", "low", "high")

    form = tmp_path / "form.pdf"
    assert terminal("document", vault, "incident-form", code_name, "--for", "team", "--format", "pdf", "--out", form).status == 0
    assert len(PdfReader(io.BytesIO(form.read_bytes())).pages) >= 1
    mail = tmp_path / "dsf.eml"
    assert terminal("document", vault, "dsf-email", code_name, "--for", "dsf", "--format", "eml", "--out", mail).status == 0
    assert "Žižková" not in mail.read_text(encoding="utf-8")

    verified = terminal("verify", vault, "--json")
    assert (verified.status, [check for check in verified.json["checks"] if not check["ok"]]) == (0, [])


def test_what_was_told_is_shown_again_and_every_paper_is_an_entry(terminal, vault, tmp_path):
    code_name = terminal.filed(vault, REPORT)
    terminal("document", vault, "incident-form", code_name, "--out", tmp_path / "form.pdf")
    shown = terminal("show", vault, code_name, "--json").json
    assert shown["report"]["reporter"] == {"name": "Žofie Žižková", "email": "zofie@example.org", "affected": True}
    assert shown["report"]["reported"] == [{"name": "李小龙", "badge": "117"}]
    assert shown["report"]["others"] == [{"name": "अनन्या शर्मा", "role": "witness"}]
    assert shown["report"]["heard_at"] == "2018-05-24T18:30:00+02:00"
    assert shown["received_at"] == "2018-05-24T18:30:00+02:00"
    assert {person["role"] for person in shown["people"]} == {"reporter", "affected", "reported", "witness"}
    assert shown["timeline"][-1]["kind"] == "exported"
    assert set(shown["next_steps"][0]) == {"id", "title", "state", "due", "who", "clause"}
    assert {"at", "by", "kind", "text", "struck"} <= set(shown["timeline"][0])
    read_out = terminal("show", vault, code_name)
    assert read_out.status == 0 and "Žofie Žižková" in read_out.out


def test_acts_are_recorded_corrected_struck_and_closed(terminal, vault):
    code_name = terminal.filed(vault)

    def record(action, text):
        return terminal("record", vault, code_name, action, "--from", terminal.file("act.toml", text), "--json")

    noted = record("note", 'text = "said too early"')
    entry = noted.json["entry"]
    assert record("strike", f'entry = "{entry[:12]}"\nwhy = "wrong case"').status == 0
    assert record("amend", 'place = "Boat"\nhappened = 2018-05-24T22:00:00\n[[reported]]\nname = "Lee"').status == 0
    assert record("decide", 'sanction = "verbal-warning"\nfrom = 2018-05-25\nwhy = "first time"').status == 0
    assert record("close", 'outcome = "warning"\nwhy = "They left the same evening."').status == 0
    assert record("note", 'text = "thanks came"').status == 0
    shown = terminal("show", vault, code_name, "--json").json
    assert shown["stage"] == "closed"
    assert [line["struck"] for line in shown["timeline"] if line["kind"] == "noted"] == [True, False]
    assert (shown["report"]["place"], shown["report"]["happened"]) == ("Boat", "2018-05-24T22:00:00+02:00")
    assert shown["report"]["reported"] == [{"name": "Lee", "badge": "117"}]
    assert record("meet", 'what_happened = "again"').status == 1


def test_the_list_is_narrowed_by_words_stage_and_time(terminal, vault):
    first = terminal.filed(vault)
    terminal.filed(vault, 'what = "Photos were taken."\nplace = "Boat"')

    def names(*words):
        return [case["code_name"] for case in terminal("cases", vault, "--json", *words).json["cases"]]

    assert len(names()) == 2
    assert names("--search", "zizkova") == [first]
    assert names("--overdue") == [first]
    assert names("--stage", "closed") == []
    assert first in terminal("cases", vault).out
