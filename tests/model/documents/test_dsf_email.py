"""The summary mail, word for word; one of its cases is the example the Django procedure gives, with invented names."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cocdesk.model.documents import dsf_email
from cocdesk.model.documents.render import render
from cocdesk.model.records import entries as e
from cocdesk.model.records.case_file import Naming
from cocdesk.model.rules.redaction import for_audience
from tests.model.documents import invented_case as invented
from tests.model.documents import the_party
from tests.model.policy.shipped_packs import pack

GOLDEN = Path(__file__).parent / "golden"
POLICY = pack("django-events")


def mail(naming: Naming, bodies: object = None) -> str:
    file = invented.case_file(POLICY, bodies)  # type: ignore[arg-type]
    return render(dsf_email.build(for_audience(file, "dsf", naming), POLICY), "txt").decode()


@pytest.mark.parametrize("naming", ["named", "code-names"])
def test_the_remark_at_the_party_reads_like_a_careful_persons_mail(naming: Naming) -> None:
    assert mail(naming) == (GOLDEN / f"dsf-email-{naming}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("naming", ["named", "code-names"])
def test_the_procedures_own_example_reads_like_a_careful_persons_mail_too(naming: Naming) -> None:
    assert mail(naming, the_party.course()) == (GOLDEN / f"dsf-email-the-party-{naming}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (e.Talked(manner="angry", apologised="no", length=25), "They were angry."),
        (e.Talked(manner="embarrassed", apologised="yes"), "They were embarrassed, and apologised without being asked to."),
        (e.Talked(length=1), "The talk took about one minute."),
        (e.Talked(place="Room 3", by=("Mira Novak",)), "Mira Novak spoke with Jonas Feld in Room 3."),
        (e.Talked(place="backstage"), "We spoke with Jonas Feld (backstage)."),
        (e.Talked(words="I did not think"), "In their words: “I did not think”"),
        (e.Decided(sanction="warning"), "We decided on a warning."),
        (e.Decided(sanction="no-recording"), "We decided not to publish the recording or slides."),
        (e.Decided(sanction="keep-distance", by="noon"), "We decided that they keep away from the person affected."),
        (e.Decided(sanction="ban", why="third time"), "We decided that they do not attend future events. Our reason: third"),
        (e.Acted(sanction="leave-event", urgent=True), "one of us acted at once, before we could meet: leave the event."),
        (e.ApologyOffered(answer="discouraged"), "They wanted to apologise, and we advised against it."),
        (e.Appealed(answer="upheld"), "There was an appeal; the decision stands."),
    ],
)  # fmt: skip
def test_an_entry_becomes_a_sentence(body: e.CaseBody, said: str) -> None:
    assert said in mail("named", [*invented.opening(), (body, 30)])


def test_it_tells_the_talk_the_own_apology_the_ten_calm_minutes_and_that_nothing_is_asked() -> None:
    told = mail("code-names")
    assert told.index("\nWhen\n") < told.index("\nWhere\n") < told.index("\nWhat happened\n")
    for words in ("empty room", "without being asked", "ten minutes", "not to take any further action", "case closed"):
        assert words in told
    assert "You need not act on it" in told


def test_an_undecided_case_is_said_to_be_looked_into() -> None:
    assert "It is still being looked into." in mail("named", invented.opening())


def test_the_subject_names_case_and_event_and_the_draft_goes_to_the_committee() -> None:
    document = dsf_email.build(for_audience(invented.case_file(POLICY), "dsf", "named"), POLICY)
    assert document.mail is not None
    assert document.mail.subject == "Incident report: quiet-lantern, DjangoCon Europe 2018"
    assert [address for _name, address in document.mail.to] == ["conduct@djangoproject.com"]


def test_a_team_without_an_umbrella_body_gets_a_draft_to_nobody() -> None:
    policy = pack("workshop")
    document = dsf_email.build(for_audience(invented.case_file(policy), "dsf", "code-names"), policy)
    assert document.mail is not None
    assert document.mail.to == ()
    assert b"\nTo:" not in render(document, "eml")


def test_an_exercise_says_so() -> None:
    file = invented.case_file(POLICY)
    file = msgspec.structs.replace(file, event=msgspec.structs.replace(file.event, exercise=True))
    assert b"EXERCISE" in render(dsf_email.build(for_audience(file, "dsf", "named"), POLICY), "eml")
