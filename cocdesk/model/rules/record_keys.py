"""What each key of a record file asks for, in a few words: the help of ``cocdesk record`` is made of them."""

from __future__ import annotations

from cocdesk.words import N_

_EVERYWHERE: dict[str, str] = {
    "at": N_("when it was, such as 2026-05-24 18:30"),
    "by": N_("who did it"),
    "who": N_("who it is for"),
    "why": N_("why"),
    "words": N_("anything more to know"),
    "text": N_("what was said"),
    "since": N_("from when"),
    "until": N_("until when"),
    "manner": N_("how they took it, as seen from outside"),
    "urgent": N_("whether somebody did it alone because it could not wait"),
}
_OF_ACT: dict[str, dict[str, str]] = {
    "note": {"text": N_("the note")},
    "support": {
        "offered": N_("what was offered"),
        "given": N_("what of it they wanted"),
        "needs": N_("what they needed"),
        "friend": N_("who is to be fetched"),
        "how_can_i_help": N_("their answer to how you can help"),
        "contacts_given": N_("whether the emergency contacts were handed over"),
    },
    "safety": {
        "threat": N_("whether anyone’s safety is in doubt"),
        "called": N_("who was called"),
        "on_wish_of": N_("who wished it"),
        "help_offered": N_("whether help with a report to the police was offered"),
    },
    "consent": {
        "answer": N_("what they answered"),
        "whom": N_("whose answer it is: “reporter”, “affected” …, or the name of somebody of the case"),
        "to_whom": N_("who may be told"),
        "what": N_("what they may be told, such as “details” or “name”"),
        "words": N_("their own words"),
    },
    "recuse": {
        "member": N_("who steps back"),
        "kind": N_("“hard” takes no part at all, “soft” only does not decide"),
        "by": N_("who asked for it, where others did"),
        "confirmed": N_("whether the team confirmed it"),
    },
    "substitute": {
        "member": N_("who stands in"),
        "instead_of": N_("for whom"),
        "agreed_by": N_("who agreed to it"),
    },
    "link": {
        "other": N_("the code name of the other case"),
        "how": N_("how the two belong together"),
    },
    "meet": {
        "at": N_("when the meeting began"),
        "ended": N_("when it ended"),
        "attendees": N_("who was there"),
        "exception": N_("why somebody of the case was in the room all the same"),
        "what_happened": N_("the first of the meeting’s four questions: what happened?"),
        "doing_anything": N_("the second: are we doing anything about it?"),
        "who": N_("the third: who is doing it?"),
        "when": N_("the fourth: when will it be done? A time, or words"),
        "minutes": N_("what else was said"),
    },
    "assess": {
        "risk": N_("the risk of more harm"),
        "impact": N_("the impact of what happened"),
        "answers": N_("the answers to the procedure’s questions, by their ids"),
        "why": N_("why there"),
    },
    "hear": {
        "by": N_("who heard them"),
        "told": N_("whether they were told of the report"),
        "words": N_("what they said"),
        "reaction": N_("how they reacted"),
    },
    "talk": {
        "by": N_("who talked with them"),
        "place": N_("where"),
        "length": N_("how long, in minutes"),
        "said": N_("what they were told"),
        "apologised": N_("whether they apologised of their own accord"),
        "understood": N_("whether they understood"),
        "words": N_("what they said"),
    },
    "decide": {
        "sanction": N_("what was decided"),
        "horizon": N_("whether it is for now or for later"),
        "who": N_("who carries it out"),
        "by": N_("by when"),
        "from": N_("from when it holds"),
        "until": N_("until when it holds"),
        "deciders": N_("who decided"),
        "vote": N_("how the vote went"),
        "safe_enough": N_("whether it gives the safety needed"),
        "grant_condition": N_("whether keeping the code of conduct was a condition of the grant"),
        "despite": N_("why it was decided although a rule was not met"),
        "conditions": N_("what has to be met before they come back"),
        "next_rung": N_("what follows if it happens again"),
        "review": N_("when the team looks at it again"),
        "stands": N_("whether the report stands, once they were heard"),
    },
    "agree": {
        "role": N_("a role of the procedure, by its id or title (“cocdesk policies” lists them)"),
        "who": N_("who answered for it, by name"),
        "answer": N_("what they answered"),
    },
    "act": {
        "sanction": N_("what was carried out"),
        "who": N_("who carried it out"),
    },
    "plan": {
        "text": N_("what is to change"),
        "with_whom": N_("who goes along with it"),
        "until": N_("by when it is to change"),
        "check_on": N_("when the team looks whether it did"),
    },
    "roll-out": {
        "system": N_("the place, such as badges or the chat"),
        "owner": N_("who sees to it there"),
        "done": N_("whether it holds there"),
        "checked": N_("whether somebody looked"),
    },
    "tell": {
        "whom": N_(
            "“reporter”, “affected”, “reported”, “team” …, or the name of somebody of the case; anybody else in your words"
        ),
        "channel": N_("how, such as “in-person”, “phone”, “email” or “written”"),
        "by": N_("who told them"),
        "about": N_("what it was about"),
        "behaviour": N_("to the person reported: what was done"),
        "impact": N_("to the person reported: what it did to others"),
        "change": N_("to the person reported: what has to change"),
        "consequences": N_("to the person reported: what follows from it"),
        "appeal": N_("where they can appeal"),
        "comment": N_("what they said to it"),
    },
    "apology": {
        "answer": N_("what was done with it"),
        "by": N_("who dealt with it"),
        "text": N_("its words, where they were passed on"),
        "wanted": N_("whether the person affected wants to hear it"),
    },
    "knows": {
        "who": N_("who knows"),
        "what": N_("what they know"),
        "since": N_("since when"),
    },
    "warn": {
        "person": N_("who was warned: the name of somebody of the case, or in your words"),
        "behaviour": N_("what it was for"),
        "happened": N_("when it happened"),
        "circumstances": N_("what was going on around it"),
        "by": N_("who warned them"),
        "others": N_("who else was there"),
    },
    "appeal": {
        "by": N_("who appeals"),
        "words": N_("what they say, or the answer in words"),
        "answer": N_("what came of it; left out for an appeal that was only made"),
        "heard_by": N_("who heard it"),
    },
    "announce": {
        "by": N_("who announced it"),
        "where": N_("where"),
        "text": N_("what was announced"),
        "named_because": N_("why somebody is named in it, which is the exception"),
    },
    "notify": {"to": N_("who was sent it"), "at": N_("when it was sent, such as 2026-05-24 18:30")},
    "acknowledge": {"by": N_("who says they received it")},
    "check-transcription": {
        "by": N_("who compared the two"),
        "differs": N_("what is different; left out where nothing is"),
    },
    "paper": {
        "where": N_("where it lies"),
        "shredded": N_("whether it was shredded"),
        "by": N_("who put it there, or shredded it"),
    },
    "retitle": {"title": N_("the new title, without names")},
    "strike": {"entry": N_("the beginning of the entry’s id, as “cocdesk show” prints it"), "why": N_("why it does not count")},
    "evaluate": {
        "found": N_("what the team found"),
        "rule": N_("the rule, or the rule that is missing"),
        "debriefed": N_("whether the team talked about how it went for them"),
    },
    "close": {
        "outcome": N_("what came of the case"),
        "why": N_("why it is closed, and why with steps still open"),
        "standing": N_("how other events hear of it"),
        "shareable": N_("what the person reported may read of it"),
    },
    "reopen": {"why": N_("why it is opened again")},
    "attach": {"path": N_("where the file is, counted from here"), "about": N_("what it shows")},
    "person": {
        "role": N_("their part in the case"),
        "name": N_("their name"),
        "email": N_("their address for e-mail"),
        "phone": N_("their number"),
        "affiliation": N_("where they belong, such as a company"),
        "badge": N_("what stands on their badge"),
        "description": N_("what they look like, where no name is known"),
        "contact": N_("how to reach them"),
        "words": N_("their part in words"),
    },
}


def asks_for(action: str, key: str) -> str:
    """What a key asks for, to be translated; "" where nobody wrote it down."""
    return _OF_ACT.get(action, {}).get(key) or _EVERYWHERE.get(key, "")
