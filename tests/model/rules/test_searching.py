"""Every word a person wrote is found again, and no fixed answer finds every case."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from cocdesk.model.records import entries as e
from cocdesk.model.records.case import Person
from cocdesk.model.records.report import Report
from cocdesk.model.rules.searching import case_words, entry_words
from cocdesk.model.rules.timeline import fold
from tests.model.cases import entry, opening

NOT_WORDS = {
    "person",
    "role",
    "entry",
    "channel",
    "whom",
    "to_whom",
    "at",
    "sanction",
    "attachment",
    "media_type",
    "sha256",
    "other",
}


@pytest.mark.parametrize("kind", [kind for kind in get_args(e.CaseBody) if kind not in (e.Reported, e.Exported)])
def test_every_text_of_an_entry_is_found(kind: type[e.Body]) -> None:
    plain: dict[str, object] = {
        "changes": {},
        "risk": "low",
        "impact": "low",
        "threat": "no",
        "answer": "agreed",
        "role": "other",
    }
    for field in msgspec.structs.fields(kind):
        if field.type is str and field.name not in NOT_WORDS:
            plain[field.name] = f"canary{field.name}"
        elif field.type is str and field.required:
            plain[field.name] = "other"
        elif field.type == tuple[str, ...] and field.name not in ("offered", "given", "open_steps"):
            plain[field.name] = [f"canary{field.name}"]
        elif field.type is int:
            plain[field.name] = 1
    if kind is e.Appealed:
        del plain["answer"]
    if kind is e.ApologyOffered:
        plain["answer"] = "kept"
    body = msgspec.convert({key: plain[key] for key in kind.__struct_fields__ if key in plain}, kind)
    words = set(entry_words(body).split())
    assert {f"canary{name}" for name, value in plain.items() if "canary" in str(value)} <= words
    assert not words & {"agreed", "low", "no", "other"}


def test_what_left_the_desk_and_the_words_of_persons_are_no_words_of_a_note() -> None:
    exported = e.Exported(document="x", audience="team", naming="named", how="saved", format="pdf", purpose="canary")
    assert entry_words(exported) == ""
    assert entry_words(e.Identified(code_name="Heron", name="canary")) == ""


def test_a_case_is_found_by_the_phone_and_contact_of_its_people_and_by_all_of_its_report() -> None:
    report = Report(what="what", consent_words="gladly", public_link="example.org/talk", received_by="Ana", ongoing="no")
    person = Person(id="1", code_name="Heron", phone="+49 170 5550101", contact="by letter", aliases=("Petey",))
    words = case_words(fold([entry(opening(report), 1)]), [person]).split()
    assert {"5550101", "letter", "petey", "gladly", "talk", "ana", "quiet", "lantern"} <= set(words)
    assert "no" not in words
