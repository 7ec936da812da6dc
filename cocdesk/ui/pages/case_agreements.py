"""The tab of agreements: who agreed to which disclosure to whom, and below it who knows of the case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cocdesk.model.queries.case_view import CaseView
from cocdesk.model.queries.consents import AgreementLine, consents
from cocdesk.model.rules.clockwork import moment_words
from cocdesk.model.rules.text import capital
from cocdesk.model.rules.who_knows import Knower
from cocdesk.ui import plain, theme
from cocdesk.ui.forms.passing_on import BACK
from cocdesk.ui.pages.case_tabs import Tab
from cocdesk.ui.widgets.card import Card, button, hairline
from cocdesk.ui.widgets.notice_bar import NoticeBar
from cocdesk.ui.widgets.pill import Pill
from cocdesk.words import _

_TONES = {"agreed": "ok", "refused": "warn", "ended": "off", "replaced": "off", "pause": "info"}
_DOT = "  ·  "


class AgreementsTab(Tab):
    """``act_wanted(kind)`` opens a form: a new answer, one taken back, or somebody more who knows."""

    act_wanted = Signal(str)

    def show_case(self, view: CaseView) -> None:
        self.drop()
        shown = consents(view)
        self.column.addWidget(self._ledger(shown.lines, view.event.zone))
        self.column.addWidget(self._knowing(shown.knowers, shown.warning, view.event.zone))
        self.column.addStretch(1)

    def _ledger(self, lines: tuple[AgreementLine, ...], zone: str) -> Card:
        card = Card(_("Agreements"))
        hint = _(
            "What nobody agreed to stays inside the team. Each thing and each recipient is asked about by itself, and the "
            "newest answer counts."
        )
        card.body.addWidget(plain.label(hint, "muted"))
        ask = button(_("Ask about passing something on…"), icon="chat-circle-dots")
        ask.clicked.connect(lambda: self.act_wanted.emit("consented:disclosure"))
        card.body.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
        if not lines:
            card.body.addWidget(plain.label(_("Nobody has been asked yet."), "muted"))
        for line in lines:
            card.body.addWidget(hairline())
            card.body.addWidget(self._answer(line, zone))
        return card

    def _answer(self, line: AgreementLine, zone: str) -> QFrame:
        title = _("to {whom}: {what}").format(what=line.what, whom=line.to_whom) if line.to_whom else line.what
        past = line.state in ("ended", "replaced")
        row, words = _row(capital(title), muted=past)
        state = _state(line)
        row.setAccessibleName(f"{capital(title)}: {state}")
        who = _DOT.join((capital(line.who), moment_words(line.at, zone), _("noted by {name}").format(name=line.noted_by or "–")))
        words.insertLayout(1, _pills(state, _TONES[line.state]))
        words.addWidget(plain.label(who, "muted"))
        if line.words:
            words.addWidget(plain.label(f"“{line.words}”", "muted" if past else "text", selectable=True))
        if line.state == "ended" and line.ended_at is not None:
            ended = _("Taken back or refused since {when}").format(when=moment_words(line.ended_at, zone))
            words.addWidget(plain.label(ended, "muted"))
        if line.can_take_back:
            back = button(_("Took it back…"), "small")
            back.setAccessibleName(_("Took it back: {what}").format(what=title))
            back.clicked.connect(lambda: self.act_wanted.emit(f"consented:{BACK}{line.entry}"))
            words.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _knowing(self, knowers: tuple[Knower, ...], warning: str, zone: str) -> Card:
        card = Card(_("Who knows"))
        hint = _(
            "Read from what was recorded: who wrote, met, decided, was told, or got a paper. Add whoever else has learned of it."
        )
        card.body.addWidget(plain.label(hint, "muted"))
        if warning:
            notice = NoticeBar()
            notice.say(warning, "warn", closable=False)
            card.body.addWidget(notice)
        more = button(_("Somebody else knows…"), icon="user-plus")
        more.clicked.connect(lambda: self.act_wanted.emit("knows"))
        card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        for knower in knowers:
            card.body.addWidget(hairline())
            card.body.addWidget(self._knower(knower, zone))
        return card

    def _knower(self, knower: Knower, zone: str) -> QFrame:
        row, words = _row(capital(knower.who))
        since = knower.since_words or moment_words(knower.since, zone)
        what = capital(", ".join(knower.what))
        if knower.in_team:
            words.insertLayout(1, _pills(_("In the team"), "info"))
        words.addWidget(plain.label(_DOT.join((what, _("since {when}").format(when=since))), "muted"))
        row.setAccessibleName(_DOT.join((capital(knower.who), what)))
        return row


def _row(title: str, *, muted: bool = False) -> tuple[QFrame, QVBoxLayout]:
    """A line of a list: its title, and room for what is said under it."""
    row = QFrame()
    words = theme.flush(QVBoxLayout(row), 0.5)
    words.addWidget(plain.label(title, "muted" if muted else "strong"))
    return row, words


def _pills(text: str, tone: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(Pill(text, tone))
    line.addStretch(1)
    return line


def _state(line: AgreementLine) -> str:
    past = {"ended": _("Not covered any more"), "replaced": _("Answered anew since")}
    return past.get(line.state, capital(line.answer))
