"""What a paper of the desk is made from: the procedure, the event as the team filled it in, and a few words typed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cocdesk.model.documents import blocks as b
from cocdesk.model.documents import phrases
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.words import _

CONTACT, EMERGENCY, LOCATION, FEEDBACK, APPEAL = "contact", "emergency-contacts", "policy-location", "feedback", "appeal"
LINE = "_" * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """``team`` are the names of those who can open the vault; ``words`` what was typed for this paper, by field."""

    policy: Policy
    event: Event
    team: Sequence[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    paper: b.Paper = "A4"

    def setting(self, key: str) -> str:
        """What the team filled in; empty when it did not, or when the procedure has no such line."""
        return self.event.settings.get(key, "").strip()

    def lines(self, key: str) -> tuple[str, ...]:
        """The same, line by line."""
        return tuple(line.strip() for line in self.setting(key).splitlines() if line.strip())

    def word(self, key: str) -> str:
        """What was typed for this paper."""
        return self.words.get(key, "").strip()


def document(
    given: Given, kind: str, title: str, blocks: Sequence[b.Block], *, notice: str = "", exercise: bool = False,
    mail: b.Mail | None = None, fit: int = 0, largest: float = 1.0,
) -> b.Document:  # fmt: skip
    """The blocks as a paper of this event, with the procedure's version at its foot (A19)."""
    return b.Document(
        kind=kind, title=title, blocks=tuple(blocks), footer=phrases.footer(given.event, given.policy),
        paper=given.paper, exercise=given.event.exercise or exercise, notice=notice, mail=mail,
        fit=fit, largest=largest,
    )  # fmt: skip


def roles(given: Given, does: str) -> tuple[str, ...]:
    """The titles of those who do something under this procedure, such as "receives"."""
    return tuple(role.title for role in given.policy.roles if does in role.does)


def one_of(names: Sequence[str]) -> str:
    """Names to choose from: "Ana", "Ana or Tom"."""
    if len(names) < 2:
        return "".join(names)
    return _("{most} or {last}").format(most=", ".join(names[:-1]), last=names[-1])


def team_rows(given: Given) -> tuple[tuple[str, str], ...]:
    """Who takes reports and who decides, with names and ways to reach them; a line to fill in where nothing is known (A13)."""
    rows = [(_("Reach the team"), "\n".join(given.lines(CONTACT)) or LINE)]
    if given.team:
        lines = (_("{name}   {number}").format(name=name, number=LINE[:12]) for name in given.team)
        rows.append((_("On the team"), "\n".join(lines)))
    else:
        rows.append((_("On the team"), "\n".join((LINE, LINE))))
    for setting in given.policy.settings:
        if setting.group == "roles":
            rows.append((setting.title, given.setting(setting.id) or LINE))
    return tuple(rows)


def emergency_lines(given: Given) -> tuple[str, ...]:
    """The numbers of the venue, or the names of those to ask for, with room to write."""
    asked = (_("Police"), _("Ambulance"), _("Venue security"), _("Crisis line"))
    return given.lines(EMERGENCY) or tuple(_("{who}: {number}").format(who=who, number=LINE) for who in asked)


def quoted(text: str) -> str:
    """A sentence to say aloud."""
    return _("“{text}”").format(text=text)
