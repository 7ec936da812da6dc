"""The end of the first talk: the sentence to say, the pause, and what came back (D1, D2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import ReportDraft
from cocdesk.ui import icons, plain, theme
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card
from cocdesk.ui.widgets.choice import Choice
from cocdesk.ui.widgets.empty_state import Glyph
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import LONGEST_ACCOUNT, show_text
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _


class ConsentStep(Step):
    """Widely witnessed or private; in private nothing goes on before the pause."""

    def __init__(self) -> None:
        super().__init__("consent", _("Consent"))
        self._build_branch()
        self._build_answer()
        self._build_identity()
        self.column.addStretch(1)
        self.setFocusProxy(self.witnessed)

    def _build_branch(self) -> None:
        question = _("Who saw it?")
        self.witnessed = Choice(question, [("private", _("Few people, or nobody")), ("widely", _("Many people"))])
        self.witnessed.changed.connect(lambda key: self.apply(lambda draft: changes.with_report(draft, witnessed=key or None)))
        self.column.addLayout(_together(plain.label(question, "strong"), self.witnessed))
        self.say = Card(_("Say"))
        self.sentence = plain.label("", "title", selectable=True)
        self.say.body.addWidget(self.sentence)
        self.pause = QWidget()
        row = QHBoxLayout(self.pause)
        row.setContentsMargins(0, theme.space(0.5), 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(Glyph("pause-circle", "info", 3), 0, Qt.AlignmentFlag.AlignTop)
        pause = plain.label(_("Pause"), "strong", tone="info", wrap=False)
        self.pause_words = plain.label("")
        # Both begin on one line, in the middle of the picture, however many lines follow.
        down = max(0, (icons.icon_size(3).height() - pause.fontMetrics().height()) // 2)
        for words in (pause, self.pause_words):
            words.setContentsMargins(0, down, 0, 0)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(pause, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.pause_words, 1)
        self.say.body.addWidget(self.pause)
        self.column.addWidget(self.say)

    def _build_answer(self) -> None:
        question = _("What came back?")
        self.answer = Choice(
            question,
            [
                ("no-objection", _("No objection")), ("objection", _("Would rather not")),
                ("asked-to-think", _("Asked for time to think")), ("not-asked", _("Not asked")),
            ],
        )  # fmt: skip
        self.answer.changed.connect(lambda key: self.apply(lambda draft: changes.with_report(draft, consent=key or None)))
        self.words = PlainEdit(lines=2, most_lines=6, name=_("Their words"), limit=LONGEST_ACCOUNT)
        self.words.setPlaceholderText(_("Their words, if there were any"))
        self.words.textChanged.connect(
            lambda: self.apply(lambda draft: changes.with_report(draft, consent_words=self.words.toPlainText()))
        )
        self.words.refused.connect(self.refused)
        self.column.addLayout(_together(plain.label(question, "strong"), self.answer, self.words))

    def _build_identity(self) -> None:
        question = _("May others outside the team learn who reported?")
        self.identity = Choice(question, [("yes", _("Yes, they said so")), ("no", _("No"))])
        self.identity.changed.connect(self._share)
        self.identity_advice = plain.label("", "muted")
        self.column.addLayout(_together(plain.label(question, "strong"), self.identity_advice, self.identity))

    def build(self, policy: Policy, event: Event) -> None:
        self.pause_words.setText(policy.scripts.pause)
        self.identity_advice.setText(policy.intake.reporter_identity)

    def fill(self, draft: ReportDraft) -> None:
        if self._policy is None:
            return
        report, scripts = draft.report, self._policy.scripts
        self.witnessed.choose(report.witnessed or "")
        widely = report.witnessed == "widely"
        self.sentence.setText(scripts.widely_witnessed if widely else scripts.private)
        # A pause where the procedure has one; in the open there is nothing to object to.
        self.pause.setVisible(bool(scripts.pause) and not widely)
        self.answer.choose(report.consent or "")
        show_text(self.words, report.consent_words)
        self.identity.choose("" if report.share_identity is None else "yes" if report.share_identity else "no")

    def _share(self, key: str) -> None:
        share = {"yes": True, "no": False}.get(key)
        self.apply(lambda draft: changes.with_report(draft, share_identity=share))


def _together(*parts: QWidget) -> QVBoxLayout:
    """A question and its answers, closer to each other than to the next question."""
    column = QVBoxLayout()
    column.setSpacing(theme.space(0.75))
    for part in parts:
        column.addWidget(part)
    return column
