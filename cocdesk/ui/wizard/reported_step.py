"""What was reported: the pack's questions in its order, the first words beside them, and calmly behind them whatever else."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QDateTime, Qt, QTimeZone
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QHBoxLayout, QVBoxLayout, QWidget

from cocdesk.model.policy.pack import Item, Policy
from cocdesk.model.records.case import Event
from cocdesk.model.records.report import Channel, ReportDraft
from cocdesk.model.rules.clockwork import parse_moment, zone
from cocdesk.model.rules.wording_places import REPORT
from cocdesk.ui import plain, theme
from cocdesk.ui.coaching import Coaching
from cocdesk.ui.plain import PlainEdit
from cocdesk.ui.widgets.card import Card, button
from cocdesk.ui.widgets.still_wheel import StillWheel
from cocdesk.ui.widgets.wording_hints import WordingHints
from cocdesk.ui.wizard import changes
from cocdesk.ui.wizard.fields import (
    Block,
    ChoiceBlock,
    LineBlock,
    NeedsBlock,
    PersonBlock,
    TextBlock,
    answers_for,
    connect_block,
    line,
    show_text,
)
from cocdesk.ui.wizard.step import Step
from cocdesk.words import _

_LINES = frozenset({"happened", "place", "policy_section", "public_link", "language"})


def besides_words() -> dict[str, str]:
    """What every report has room for, in our words, where a pack has none of its own."""
    return {
        "policy_section": _("Section of the code of conduct"),
        "public_link": _("Public link"),
        "language": _("Language of the conversation"),
    }


def channels() -> list[tuple[str, str]]:
    """How a report can come."""
    return [
        ("", _("Not noted")), ("in-person", _("Spoken, in person")), ("phone", _("By phone")), ("written", _("In writing")),
        ("email", _("By e-mail")), ("paper", _("On paper")), ("online", _("Online")),
    ]  # fmt: skip


class ReportedStep(Step):
    """The items of the report."""

    def __init__(self) -> None:
        super().__init__("reported", _("What was reported"))
        self._sheet: QWidget | None = None
        self._watch = StillWheel(self)
        self.blocks: dict[str, Block] = {}
        self._build_quick()

    def _build_quick(self) -> None:
        self.quick = Card(_("What you wrote down"))
        self.quick_text = PlainEdit(lines=3, most_lines=8, name=_("What you wrote down"))
        self.quick_text.setReadOnly(True)
        self.use_quick = button(_("Use as account"), "small")
        self.use_quick.clicked.connect(self._copy_quick)
        row = QHBoxLayout()
        row.addWidget(plain.label(_("Kept as it is. Select parts to copy, or take all of it."), "muted"), 1)
        row.addWidget(self.use_quick)
        self.quick.body.addWidget(self.quick_text)
        self.quick.body.addLayout(row)
        self.column.addWidget(self.quick)

    def build(self, policy: Policy, event: Event) -> None:
        if self._sheet is not None:
            self.column.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = QWidget()
        column = theme.flush(QVBoxLayout(self._sheet), 2)
        self.blocks = {}
        for item in changes.core_items(policy):
            column.addWidget(self._block(item))
            if item.field == "happened":
                column.addWidget(self._heard())
        if "happened" not in self.blocks:
            column.addWidget(self._heard())
        self.more = button(_("More"), icon="caret-down")
        self.more.setCheckable(True)
        self.more.setAccessibleName(_("More that can be noted"))
        self.more.toggled.connect(self._open_more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.rest = QWidget()
        rest = theme.flush(QVBoxLayout(self.rest), 2)
        for item in changes.more_items(policy):
            rest.addWidget(self._block(item))
        for field, words in besides_words().items():
            if field not in self.blocks:
                rest.addWidget(self._keep(LineBlock(field, words, toggle=False)))
        self.paper = line(_("Number of the paper form"), _("As printed on the form"))
        self.paper.textChanged.connect(lambda text: self.apply(lambda draft: replace(draft, form_number=text)))
        if policy.intake.paper_form:
            numbered = Block("form_number", _("Number of the paper form"), toggle=False)
            numbered.body.addWidget(self.paper)
            rest.addWidget(numbered)
        self.rest.hide()
        column.addWidget(self.rest)
        column.addStretch(1)
        self.column.addWidget(self._sheet)
        self.setFocusProxy(next(iter(self.blocks.values())))

    def _block(self, item: Item) -> Block:
        made: Block
        if item.field in ("reported", "others"):
            made = person = PersonBlock(item.field, item.title, item.ask, item.hint)
            person.door_wanted.connect(self.door_wanted)
        elif item.field == "needs":
            made = NeedsBlock(item.field, item.title, item.ask)
        elif answers_for(item.field):
            made = ChoiceBlock(item.field, item.title, item.ask, answers_for(item.field))
        elif item.field in _LINES:
            made = LineBlock(item.field, item.title, item.ask, item.hint)
        else:
            made = TextBlock(item.field, item.title, item.ask, item.hint, lines=4 if item.field == "what" else 2)
            self._coach(made)
        return self._keep(made)

    def _coach(self, block: TextBlock) -> None:
        """Hints under what the team writes; the account is the reporter's, and is left alone."""
        assert self._policy is not None
        place = REPORT.get(block.field)
        if place is not None:
            coaching = Coaching(self._policy, lambda: self.wants_hints())
            block.body.addWidget(WordingHints(block.edit, coaching.looks(place)))

    def _keep(self, block: Block) -> Block:
        connect_block(block, self.apply, self.refused.emit)
        self.blocks[block.field] = block
        return block

    def _heard(self) -> QWidget:
        """The other clock: when it was told, and how it came."""
        holder = QWidget()
        row = theme.flush(QHBoxLayout(holder), 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        self.heard = QDateTimeEdit()
        self.heard.setDisplayFormat("d MMMM yyyy, HH:mm")
        self.heard.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self.heard.setCalendarPopup(True)
        self.heard.setAccessibleName(_("When you heard it"))
        self.channel = QComboBox()
        self.channel.setAccessibleName(_("How it reached you"))
        for key, words in channels():
            self.channel.addItem(words, key)
        for field, lane, words in ((self.heard, left, _("When you heard it")), (self.channel, right, _("How it reached you"))):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self._watch)
            lane.setSpacing(theme.space(0.5))
            lane.addWidget(plain.label(words, "strong"))
            lane.addWidget(field)
            row.addLayout(lane, 1)
        self.heard.dateTimeChanged.connect(self._heard_changed)
        self.channel.currentIndexChanged.connect(self._channel_changed)
        return holder

    def fill(self, draft: ReportDraft) -> None:
        if self._policy is None:
            return
        self.quick.setVisible(bool(draft.quick.strip()))
        show_text(self.quick_text, draft.quick)
        self.use_quick.setEnabled(changes.with_quick_as_account(draft) != draft)
        for block in self.blocks.values():
            block.fill(draft)
        show_text(self.paper, draft.form_number)
        self.channel.setCurrentIndex(max(0, self.channel.findData(draft.report.channel or "")))
        self._show_heard(draft.report.heard_at)

    def open_for(self, field: str) -> None:
        """Put the focus into one field, for the door behind a gap."""
        block = self.blocks.get(field)
        if field == "heard_at":
            self.heard.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif block is not None:
            if self.rest.isAncestorOf(block):
                self.more.setChecked(True)
            block.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def forget(self) -> None:
        super().forget()
        if self._policy is not None:
            self.more.setChecked(False)

    def _open_more(self, on: bool) -> None:
        self.rest.setVisible(on)
        self.more.setText(_("Less") if on else _("More"))

    def _copy_quick(self) -> None:
        self.apply(changes.with_quick_as_account)
        if "what" in self.blocks:
            self.open_for("what")

    def _show_heard(self, text: str) -> None:
        assert self._event is not None
        moment = parse_moment(text, self._event.zone)
        if moment is None:
            return
        # Shown as the clock on the venue's wall, whatever zone the laptop is in.
        wall = moment.astimezone(zone(self._event.zone)).replace(tzinfo=None, second=0, microsecond=0)
        shown = QDateTime.fromString(wall.isoformat(timespec="seconds") + "Z", Qt.DateFormat.ISODate)
        if self.heard.dateTime() != shown:
            self.heard.setDateTime(shown)

    def _heard_changed(self, moment: QDateTime) -> None:
        if self._event is None:
            return
        wall = datetime.fromisoformat(moment.toString("yyyy-MM-ddTHH:mm:00"))
        text = wall.replace(tzinfo=zone(self._event.zone)).isoformat(timespec="seconds")
        self.apply(lambda draft: changes.with_report(draft, heard_at=text))

    def _channel_changed(self) -> None:
        channel: Channel | None = self.channel.currentData() or None
        self.apply(lambda draft: changes.with_channel(draft, channel))
