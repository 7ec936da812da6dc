"""Practice: invented cases under every procedure, so that a team can try everything before anything is real.

All people and events here are made up. The vaults are exercises, and every paper out of them says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from cocdesk.model.actions.opening import Kdf, create_desk, prepare_new
from cocdesk.model.actions.report import take_report
from cocdesk.model.actions.respond import record
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Care, OtherGiven, Report, ReportDraft, ReportedGiven, ReporterGiven
from cocdesk.words import _

PASSPHRASE = "heron walks by the long jetty"
MEMBER = "Robin"
# Practice opens quickly; the sentence above stands in a file beside the vaults anyway.
QUICK = Kdf(memory_kib=65536, passes=2, lanes=4)


class Story(Struct, frozen=True, kw_only=True):
    """An invented report and how far its case has come; ``hours`` is how long ago it was told."""

    draft: ReportDraft
    hours: float
    acts: tuple[e.CaseBody, ...] = ()
    heard: bool = False
    decided: bool = False
    closed: bool = False


def _care(policy: Policy) -> Care:
    offered = tuple(offer.id for offer in policy.care)
    return Care(
        offered=offered, accepted=offered[:1], contacts_given=True, how_can_i_help=_("A seat away from the crowd, please.")
    )


def stories(policy: Policy) -> tuple[Story, ...]:
    """Three cases at three stages: just told, assessed and met, and closed."""
    just_told = ReportDraft(
        title=_("Remarks after a talk"),
        report=Report(
            channel="in-person", transcribed=True, happened=_("This morning, about 10:00"), place=_("Coffee area, second floor"),
            what=_("He stood in my way after my talk and would not stop joking about my accent. People laughed. I went outside."),
            behaviour=_(
                "Somebody joked about a speaker’s accent again and again, and stood in the way when the speaker wanted to go."
            ),
            impact=_("The speaker skipped the next two talks."), circumstances=_("After the talk, in the queue for coffee."),
            ongoing="no", witnessed="private", threat=False, consent="no-objection", needs=("quiet", "water"),
            contact_wish="email",
        ),
        reporter=ReporterGiven(name="Žofie Žižková", email="zofie@example.org", affected=True),
        reported=(ReportedGiven(name="Marek Ó Briain", badge="117", affiliation=_("Attendee")),),
        others=(OtherGiven(name="李小龙", role="witness", contact=_("volunteer desk")),),
        care=_care(policy),
    )  # fmt: skip
    in_work = ReportDraft(
        title=_("Photos taken after being asked to stop"),
        report=Report(
            channel="written", transcribed=False, happened=_("Yesterday evening"), place=_("Boat trip"),
            what=_("I wear the lanyard that means no photos. I said it twice. The camera came back each time."),
            behaviour=_("Somebody kept taking photos of an attendee who had asked twice not to be photographed."),
            circumstances=_("On deck, during the welcome drinks."), ongoing="unknown", witnessed="widely", threat=False,
            consent="asked-to-think", share_identity=False, contact_wish="in-person",
        ),
        reporter=ReporterGiven(name="محمد الحسن", phone="000 555 01", affected=True),
        reported=(ReportedGiven(description=_("Grey jacket, large camera, yellow bag")),),
        others=(OtherGiven(name="अनन्या शर्मा", role="witness"),),
        care=_care(policy),
    )  # fmt: skip
    done = ReportDraft(
        title=_("Slide with a joke about beginners"),
        report=Report(
            channel="email", happened=_("First talk of the day"), place=_("Main hall"),
            what=_("One slide made fun of people who are new to programming. I am new, and I felt I should not be here."),
            behaviour=_("A speaker showed a slide that made fun of beginners."),
            circumstances=_("In a talk, before about eighty people."),
            ongoing="no", witnessed="widely", threat=False, consent="no-objection", contact_wish="none",
        ),
        reported=(ReportedGiven(name="Ελένη Παππά", affiliation=_("Speaker")),),
        care=_care(policy),
    )  # fmt: skip
    meeting = e.Met(
        attendees=(MEMBER, "Sam"), what_happened=_("We read the report together."),
        doing_anything=_("We will do something about it."), who=MEMBER, when=_("Today after lunch"),
    )  # fmt: skip
    weighed = _("It went on after a clear no. The boat trip is over, and it can hardly happen again here.")
    placed = e.Assessed(risk="low", impact="high", answers=_answers(policy), why=weighed)
    return (
        Story(draft=just_told, hours=1.5, acts=_asked()),
        Story(
            draft=in_work, hours=9.5,
            acts=(*_asked_again(), placed, meeting, e.Noted(text=_("Sam looks for the person with the camera."))),
        ),
        Story(
            draft=done, hours=22, heard=True, decided=True, closed=True,
            acts=(e.Assessed(risk="low", impact="low", why=_("One slide, and taken out at once.")), meeting),
        ),
    )  # fmt: skip


def _asked() -> tuple[e.CaseBody, ...]:
    """What the reporter agrees to, thing by thing: those above the team may read what happened, and not the name."""
    words = _("Tell them what happened, so that it is known. Leave my name out.")
    return (
        e.Consented(answer="agreed", whom="reporter", what="details", to_whom="dsf", words=words),
        e.Consented(answer="refused", whom="reporter", what="identity", to_whom="dsf", words=words),
    )


def _asked_again() -> tuple[e.CaseBody, ...]:
    """Somebody who agrees, and takes it back later."""
    first, then = _("If it helps to find them."), _("I would rather not, after all.")
    return (
        e.Consented(answer="agreed", whom="reporter", what="details", to_whom="venue", words=first),
        e.Consented(answer="withdrawn", whom="reporter", what="details", to_whom="venue", words=then),
    )


def _answers(policy: Policy) -> dict[str, e.Yes]:
    """What the story of the photos tells; it happened to go on after a no, which speaks for more risk than the team sees."""
    told = ("went-on",)
    return {q.id: ("yes" if q.axis == "impact" or q.id in told else "no") for q in policy.matrix.questions}


def make_vault(folder: Path, policy: Policy) -> tuple[Desk, str, tuple[str, ...]]:
    """A practice vault with its invented cases; the desk is the caller's to close. Returns desk, recovery key and case ids."""
    new = prepare_new(member=MEMBER, role=policy.roles[0].id, passphrase=PASSPHRASE, kdf=QUICK)
    desk, key = create_desk(folder, new, policy, event=_("Practice conference"), zone="Europe/Berlin", exercise=True)
    try:
        return desk, key, fill(desk, policy)
    except BaseException:
        desk.close()
        raise


def fill(desk: Desk, policy: Policy) -> tuple[str, ...]:
    """Tell the invented stories into a vault that is an exercise, so that there is something to train with. Returns the cases'
    ids. Raises ``NotAllowed`` in a vault where things really happen."""
    if not desk.event().exercise:
        raise NotAllowed(_("Invented cases belong into a practice vault."), kept=_("Nothing was recorded."))
    return tuple(_tell(desk, policy, story) for story in stories(policy))


def _tell(desk: Desk, policy: Policy, story: Story) -> str:
    heard_at = (desk.now() - timedelta(hours=story.hours)).isoformat(timespec="seconds")
    report = {**{f: getattr(story.draft.report, f) for f in Report.__struct_fields__}, "heard_at": heard_at}
    draft = {**{f: getattr(story.draft, f) for f in ReportDraft.__struct_fields__}, "report": Report(**report)}
    case = take_report(desk, ReportDraft(**draft)).value
    for act in (*story.acts, *_ending(policy, story)):
        record(desk, case, act)
    return case


def _ending(policy: Policy, story: Story) -> Sequence[e.CaseBody]:
    """How a case ends under this procedure: hearing, decision by one of its own sanctions, agreement, telling, closing."""
    acts: list[e.CaseBody] = []
    sanction = next((s.id for s in policy.sanctions if s.weight == "warning"), policy.sanctions[0].id)
    if story.heard:
        acts.append(
            e.Heard(by=MEMBER, words=_("They were sorry, and said they had not thought of it that way."), reaction=_("calm"))
        )
    if story.decided:
        acts.append(e.Decided(sanction=sanction, who=MEMBER, why=_("A first time, and the slide is gone.")))
        acts += [e.Agreed(role=role, who="Kim") for role in policy.agrees]
        acts.append(e.Acted(sanction=sanction, who=MEMBER))
        acts.append(e.Told(whom="reported", channel="in-person", text=_("We spoke about the slide and what we ask for.")))
    if story.closed:
        acts.append(e.Closed(outcome=_("warning given"), why=_("Everybody concerned has been told.")))
    return acts
