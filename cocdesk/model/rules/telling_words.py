"""The words by which entries are told: titles of their kinds, and what their coded values are called."""

from __future__ import annotations

from cocdesk.words import N_

TITLES: dict[str, str] = {
    "reported": N_("Report taken"),
    "person-added": N_("Person added"),
    "person-removed": N_("Person taken out"),
    "amended": N_("Report corrected or completed"),
    "retitled": N_("Title changed"),
    "struck": N_("Entry struck"),
    "noted": N_("Note"),
    "safety-checked": N_("Safety looked at"),
    "support-given": N_("Support offered"),
    "consented": N_("Answer given"),
    "assessed": N_("Assessed"),
    "met": N_("Team met"),
    "heard": N_("Person reported heard"),
    "talked": N_("Talk with the person reported"),
    "decided": N_("Decided"),
    "agreed": N_("Agreement"),
    "acted": N_("Action taken"),
    "planned": N_("What is to change"),
    "rolled-out": N_("Where a measure takes hold"),
    "told": N_("Somebody told"),
    "apology-offered": N_("Apology offered"),
    "knows": N_("Somebody knows of it"),
    "warned": N_("Warned on the spot"),
    "announced": N_("Announced"),
    "notified": N_("Reported on"),
    "acknowledged": N_("Receipt acknowledged"),
    "appealed": N_("Appeal"),
    "recused": N_("Member stepped back"),
    "substituted": N_("Somebody stands in"),
    "linked": N_("Linked with another case"),
    "evaluated": N_("Looked back on"),
    "attachment-added": N_("Attachment added"),
    "transcribed": N_("Paper compared with what was typed"),
    "paper-moved": N_("Paper form"),
    "exported": N_("Paper or file left the desk"),
    "closed": N_("Case closed"),
    "reopened": N_("Case reopened"),
}
ROLES: dict[str, str] = {
    "reporter": N_("reporter"),
    "affected": N_("person affected"),
    "reported": N_("person reported"),
    "witness": N_("witness"),
    "support": N_("support person"),
    "other": N_("other person"),
}
FIELDS: dict[str, str] = {
    "heard_at": N_("time of the report"),
    "received_by": N_("taken by"),
    "channel": N_("how it reached us"),
    "transcribed": N_("written down by the team"),
    "happened": N_("when it happened"),
    "place": N_("place"),
    "what": N_("account"),
    "behaviour": N_("behaviour"),
    "impact": N_("impact"),
    "circumstances": N_("circumstances"),
    "ongoing": N_("still going on"),
    "witnessed": N_("who saw it"),
    "threat": N_("safety in doubt"),
    "consent": N_("answer after the pause"),
    "consent_words": N_("their words"),
    "share_identity": N_("reporter’s name may be shared"),
    "needs": N_("needs"),
    "contact_wish": N_("wished contact"),
    "safety_concern": N_("worry about safety"),
    "policy_section": N_("section of the code of conduct"),
    "public_link": N_("public link"),
    "language": N_("language"),
    "not_offered": N_("asked and not offered"),
}
ANSWERS: dict[str, str] = {
    "no-objection": N_("no objection"),
    "objection": N_("an objection"),
    "asked-to-think": N_("asked for time to think"),
    "not-asked": N_("not asked"),
    "agreed": N_("agreed"),
    "refused": N_("did not agree"),
    "withdrawn": N_("withdrew an agreement"),
    "not-agreed": N_("did not agree"),
    "yes": N_("yes"),
    "no": N_("no"),
    "unknown": N_("not known"),
}
LEVELS: dict[str, str] = {"low": N_("low"), "high": N_("high")}
NEEDS: dict[str, str] = {
    "quiet": N_("quiet"),
    "water": N_("water"),
    "rest": N_("rest"),
    "medical": N_("medical help"),
    "friend": N_("a friend"),
}
CHANNELS: dict[str, str] = {
    "in-person": N_("in person"),
    "written": N_("in writing"),
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "paper": N_("on paper"),
    "online": N_("online"),
}
PAPERS: dict[str, str] = {
    "blank-form": N_("Blank incident form"),
    "incident-form": N_("Incident form"),
    "dsf-email": N_("Summary e-mail to the umbrella organisation"),
    "meeting": N_("Meeting: agenda and minutes"),
    "talk-sheet": N_("Preparing the talk"),
    "register": N_("Register of the event"),
    "transparency-report": N_("Transparency report"),
    "acknowledgement-list": N_("Sent and acknowledged"),
    "officer-summary": N_("Summary for the safety officer"),
    "evaluation-notes": N_("What we learned"),
    "recovery-sheet": N_("Recovery sheet"),
    "flyer": N_("Desk flyer"),
    "emergency-card": N_("Emergency contacts card"),
    "attendee-notice": N_("Notice for attendees"),
    "poster": N_("Poster"),
    "briefing": N_("Volunteer briefing"),
    "role-play": N_("Role-play cards"),
    "warning-slip": N_("Slip for a first warning"),
    "review-log": N_("Talk and picture review log"),
    "registration-letter": N_("Letter to somebody who has registered"),
    "reminder-card": N_("First-day reminder card"),
    "case-file": N_("Case file"),
    "warning-letter": N_("Letter: a warning"),
    "action-letter": N_("Letter: what was decided"),
    "appeal-answer": N_("Answer to an appeal"),
    "outcome-letter": N_("Letter to the reporter: what came of it"),
    "employer-report": N_("Short report to an employer"),
    "venue-note": N_("Note for the venue"),
    "team-request": N_("Information to another team"),
    "announcement": N_("Announcement"),
    "feedback-request": N_("Asking how it was"),
    "attachment": N_("Copy of a file"),
}
READERS: dict[str, str] = {
    "team": N_("for the team"),
    "chair": N_("for the Chair"),
    "officer": N_("for the safety officer"),
    "reporter": N_("for the reporter"),
    "reported": N_("for the person reported"),
    "employer": N_("for an employer"),
    "venue": N_("for the venue"),
    "registration": N_("for registration"),
    "public": N_("for everyone"),
    "other-team": N_("for another team"),
}
STEPPED_BACK: dict[str, str] = {
    "hard": N_("takes no part in this case at all"),
    "soft": N_("takes no part in deciding, and can be asked"),
}
UPHELD: dict[str, str] = {"upheld": N_("the decision stands"), "changed": N_("the decision changes")}
WITNESSED: dict[str, str] = {"private": N_("few people, or nobody"), "widely": N_("many people")}
MANNERS: dict[str, str] = {
    "sorry": N_("sorry"),
    "embarrassed": N_("embarrassed"),
    "calm": N_("calm"),
    "surprised": N_("surprised"),
    "defensive": N_("defended themselves"),
    "blaming-others": N_("spoke of others’ part in it"),
    "angry": N_("angry"),
}
TOLD_ABOUT: dict[str, str] = {
    "receipt": N_("that the report has arrived"),
    "status": N_("how it stands"),
    "proposal": N_("a proposed resolution"),
    "complaint": N_("that there is a report"),
    "outcome": N_("what came of it"),
    "sanctions": N_("the measures taken"),
    "urgent-action": N_("what was done at once"),
    "other": N_("something else"),
}
APOLOGIES: dict[str, str] = {
    "discouraged": N_("we advised against it"),
    "relayed": N_("passed on, in a few words"),
    "kept": N_("written down, and not passed on"),
    "pressed": N_("pressed on the person affected"),
}
LINKS: dict[str, str] = {
    "same-issue": N_("another report of the same incident"),
    "related": N_("related"),
    "retaliation": N_("one of the two is about retaliation for the other"),
    "pressed-apology": N_("one of the two is about an apology being pressed"),
    "same-person": N_("the same person is reported"),
    "appeal": N_("an appeal"),
}
FOUND: dict[str, str] = {
    "nothing-new": N_("nothing new for the procedure"),
    "new-example": N_("a new example under a rule"),
    "new-rule": N_("a new rule is needed"),
    "unforeseen": N_("something nobody had foreseen"),
}
STANDINGS: dict[str, str] = {
    "flagged": N_("other events are told"),
    "resolved": N_("resolved, other events are not told"),
    "banned": N_("banned, other events are told"),
}
UNDERSTOOD: dict[str, str] = {
    "yes": N_("they understood what was said"),
    "no": N_("they did not seem to understand what was said"),
    "unknown": N_("it is not known whether they understood"),
}
APOLOGISED: dict[str, str] = {
    "yes": N_("they apologised of their own accord"),
    "no": N_("they did not apologise"),
}
STANDS: dict[str, str] = {
    "yes": N_("the report stands"),
    "no": N_("the report does not stand"),
    "unknown": N_("whether the report stands is not settled"),
}
SAFE_ENOUGH: dict[str, str] = {
    "yes": N_("it gives the safety needed"),
    "no": N_("it does not give the safety needed"),
    "unknown": N_("whether it gives the safety needed is not known"),
}
