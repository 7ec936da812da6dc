"""What the team settles for its event, by the command line; and names in words that are about to go out."""

from __future__ import annotations

from tests.cli.desk import REPORT


def test_what_the_team_settles_is_kept_and_what_nobody_asked_for_is_refused(terminal, vault):
    done = terminal(
        "event", vault, "--set", "contact=the front desk", "--set", "policy-location = pytide.example/conduct", "--json"
    )
    assert done.status == 0, done.err
    told = {line["key"]: line["value"] for line in done.json["settings"]}
    assert (told["contact"], told["policy-location"]) == ("the front desk", "pytide.example/conduct")
    unknown = terminal("event", vault, "--set", "contact=elsewhere", "--set", "colour=blue")
    assert unknown.status == 1 and "colour" in unknown.err and "contact" in unknown.err
    assert terminal("event", vault, "--set", "contact").status == 1
    assert terminal("event", vault, "--set", "appeal.by_others=maybe").status == 1
    out = terminal("event", vault).out
    assert "contact = the front desk" in out
    assert terminal("event", vault, "--set", "contact=").status == 0 and "contact = –" in terminal("event", vault).out


def test_a_choice_is_one_of_those_the_procedure_offers(terminal, vault):
    listed = terminal("event", vault, "--json").json["settings"]
    choice = next(line for line in listed if line["options"])
    refused = terminal("event", vault, "--set", f"{choice['key']}=whenever we like")
    assert refused.status == 1 and choice["options"][0] in refused.err and "Nothing was changed" in refused.err
    assert terminal("event", vault, "--set", f"{choice['key']}={choice['options'][0]}").status == 0


def test_words_that_go_out_and_name_somebody_are_recorded_and_said(terminal, vault):
    code_name = terminal.filed(vault, REPORT)

    def tell(text):
        return terminal("record", vault, code_name, *text[:1], "--from", terminal.file("act.toml", text[1]))

    mail = tell(("tell", 'whom = "reported"\nchannel = "email"\ntext = "Zofie Zizkova told us of it."'))
    assert mail.status == 0 and "This names 1 person" in mail.err and "zizk" not in mail.err.casefold()
    by_name = tell(("tell", 'whom = "李小龙"\ntext = "Zofie Zizkova told us of it."'))
    assert "This names 1 person" in by_name.err and "before they go out" in by_name.err
    spoken = tell(("tell", 'whom = "reported"\nchannel = "in-person"\ntext = "Zofie Zizkova told us of it."'))
    assert spoken.status == 0 and "If it was said like this" in spoken.err
    other = tell(("tell", 'whom = "witness"\nchannel = "in-person"\ntext = "Zofie Zizkova told us of it."'))
    assert other.status == 0 and "names 1" not in other.err
    assert "names 1 person" in tell(("announce", 'by = "Event Lead Organiser"\ntext = "Žofie Žižková was harassed."')).err
