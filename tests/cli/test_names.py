"""Names in papers that leave by the terminal."""

from __future__ import annotations

from tests.cli.desk import REPORT


def test_a_paper_that_names_somebody_of_another_case_waits_for_a_second_look(terminal, vault, tmp_path):
    terminal.filed(vault, REPORT.replace("Žofie Žižková", "Oriol Ferran"))
    code_name = terminal.filed(vault, REPORT.replace("Repeated remarks", "Remarks to Oriol Ferran"))
    out = tmp_path / "mail.txt"
    asked = ("document", vault, "dsf-email", code_name, "--for", "dsf", "--out", out)
    refused = terminal(*asked)
    assert refused.status == 1 and "1 person" in refused.err and "Oriol" not in refused.err and not out.exists()
    assert terminal(*asked, "--names-checked").status == 0
    assert "Oriol Ferran" in out.read_text(encoding="utf-8")


def test_a_file_is_not_named_after_a_person(terminal, vault, tmp_path):
    code_name = terminal.filed(vault, REPORT)
    refused = terminal("document", vault, "dsf-email", code_name, "--for", "dsf", "--out", tmp_path / "zizkova.eml")
    assert refused.status == 1 and "zizkova" not in refused.err.casefold()
    assert terminal("document", vault, "dsf-email", code_name, "--for", "dsf", "--out", tmp_path / "mail.eml").status == 0
