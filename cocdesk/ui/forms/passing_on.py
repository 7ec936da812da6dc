"""The form of one disclosure: may this one thing go to this one recipient, and taking such an answer back (B20, X26)."""

from __future__ import annotations

from cocdesk.model.records import entries as e
from cocdesk.model.rules.agreements import Agreement, ledger
from cocdesk.model.rules.consent import of_the_procedure, to_words, what_words
from cocdesk.model.rules.text import capital
from cocdesk.ui.forms.fields import Field, Options, Values
from cocdesk.ui.forms.situation import ActForm, Situation, parts_options, texts, words_field
from cocdesk.words import _

BACK = "back-"
_READERS = (
    "venue", "dsf", "officer", "chair", "registration", "other-team", "employer", "reported", "police", "public", "anyone",
)  # fmt: skip
_ELSE = ""


def form(now: Situation) -> ActForm:
    """Asked for something new, or an agreement taken back: then ``now.whom`` names its entry."""
    wanted = now.whom.removeprefix(BACK)
    if now.whom.startswith(BACK):
        for found in ledger(now.case, now.policy):
            if found.entry == wanted and found.answer == "agreed":
                return _taken_back(now, found)
    return _asked(now)


def _asked(now: Situation) -> ActForm:
    answers = (("agreed", _("Agreed")), ("refused", _("Did not agree")), ("withdrawn", _("Took it back")))
    things = (("identity", _("Their name")), ("details", _("What happened")), ("everything", _("Both")), ("other", _("Other")))

    readers = _recipients(now)

    def make(values: Values) -> e.CaseBody:
        what = str(values.get("what_else", "")).strip() if values["what"] == "other" else str(values["what"])
        to_whom = str(values.get("to_else", "")).strip() if values["to_whom"] == _ELSE else str(values["to_whom"])
        return e.Consented(
            answer=str(values["answer"]),  # type: ignore[arg-type]
            whom=str(values["whom"]), what=what, to_whom=to_whom, words=str(values["words"]),
        )  # fmt: skip

    return ActForm(
        title=_("May something be passed on?"),
        hint=_("One answer about one thing and one recipient. The newest answer counts; earlier ones stay in the list."),
        fields=(
            Field(key="whom", label=_("Who was asked"), kind="choice", options=parts_options(), value="reporter"),
            Field(key="what", label=_("What would be passed on"), kind="choice", options=things),
            Field(
                key="what_else", label=_("What exactly"), hint=_("It stands in the list. No paper relies on it."),
                only=lambda values: values.get("what") == "other",
            ),
            Field(key="to_whom", label=_("To whom"), kind="pick", options=readers, value=readers[0][0]),
            Field(
                key="to_else", label=_("Who exactly"), hint=_("A role is enough."),
                only=lambda values: values.get("to_whom") == _ELSE,
            ),
            Field(key="answer", label=_("Their answer"), kind="choice", options=answers),
            words_field(_("In their own words")),
        ),
        needs=("what", "answer"),
        asks={"answer": _("Please choose their answer."), "what": _("Please say what would be passed on.")},
        make=make,
        avoid=texts(now.policy.intake.reporter_identity),
    )  # fmt: skip


def _recipients(now: Situation) -> Options:
    """Whom a paper or a message may go to, those the procedure itself reports to first."""
    first = [to for to in _READERS if of_the_procedure(now.policy, to)]
    listed = (*first, *(to for to in _READERS if to not in first))
    named = tuple((to, capital(of_the_procedure(now.policy, to) or _reader(to))) for to in listed)
    return (*named, (_ELSE, _("Somebody else, said below")))


def _reader(to: str) -> str:
    return _("anyone who needs it") if to == "anyone" else to_words(to)


def _taken_back(now: Situation, found: Agreement) -> ActForm:
    def make(values: Values) -> e.CaseBody:
        return e.Consented(
            answer="withdrawn", whom=found.whom, what=found.what, to_whom=found.to_whom, words=str(values["words"])
        )  # fmt: skip

    what = what_words(found.what) or _("not said what")
    to = to_words(found.to, now.policy) or _("not said to whom")
    return ActForm(
        title=_("They took it back"),
        hint=_(
            "They had agreed to this, to {whom}: {what}. From now on it is not covered. Nobody has to say why. What has left "
            "already cannot be called back; tell them so."
        ).format(what=what, whom=to),
        fields=(words_field(_("In their own words")),),
        make=make,
    )
