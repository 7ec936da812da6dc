"""The way a person would go through the window, station by station, for ``shots``: each is a name and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cocdesk.model.records.case import CaseRow
    from cocdesk.ui.main_window import MainWindow

Stations = Iterator[tuple[str, Callable[[], "QWidget"]]]

# One of each kind of form a case has; the rest are built from the same parts.
_ACTS = (
    "support-given", "safety-checked", "consented", "consented:disclosure", "met", "recused", "substituted", "heard", "decided",
    "agreed", "acted", "rolled-out", "planned", "warned", "talked", "apology-offered", "told:reporter:outcome",
    "told:reporter:receipt", "told:reported", "announced", "knows", "notified", "acknowledged", "appealed", "linked",
    "evaluated", "retitled", "person-removed",
)  # fmt: skip


def settle(app: QApplication) -> None:
    """Let everything that waits for a turn of the loop happen."""
    for _turn in range(4):
        app.processEvents()


def stations(app: QApplication, window: MainWindow) -> Stations:
    """Everything there is to see, from the locked page to the hidden one."""

    def whole() -> QWidget:
        settle(app)
        if not window.isActiveWindow():
            # Without a desktop nobody else does it, and then no picture shows where the cursor stands.
            window.activateWindow()
            settle(app)
        return window

    yield from _locked(window, whole)
    _sit(window)
    yield from _rooms(window, whole)
    yield from _case_pages(window, whole)
    yield from _report(app, window, whole)
    yield from _window_dialogs(app, window)
    yield from _team(app, window, whole)
    yield from _papers(app, window, whole)
    yield from _case_dialogs(app, window)
    yield from _names(app, window)
    yield from _word_hints(app, window)
    window.acts.hide.trigger()
    yield "hidden", whole
    window.acts.hide.trigger()


def _locked(window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    window.locked.unlock.vaults.setItemText(0, _sample_place())
    yield "unlock", whole
    window.locked.unlock.notice.say(_sample_refusal(), "error")
    yield "unlock-refused", whole
    window.locked.unlock.notice.hide()
    create = window.locked.new_vault
    window.locked.unlock.create_wanted.emit(False)
    create.name.setText("Heron Conference 2026")
    yield "create-event", whole
    create.next.click()
    create.member.setText("Ana")
    create.passphrase.setText(_sample_passphrase())
    yield "create-member", whole
    create.again.setText(_sample_passphrase())
    create.next.click()
    create.folder.setText(str(Path("~", "Documents", "cocdesk-vault")))
    yield "create-folder", whole
    window.locked.show_sheet(
        "ABCDE-FGHJK-MNPQR-STVWX-YZ012-3456", vault="cocdesk-vault", event="Heron Conference 2026", exercise=False
    )
    yield "create-recovery-sheet", whole
    window.locked.begin()


def _rooms(window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    yield "cases", whole
    window.cases.show_cell("low", "high")
    yield "cases-cell", whole
    window.cases.clear_cell()
    window.search.setText("zzzz")
    yield "cases-nothing-found", whole
    window.search.clear()
    for room in ("matrix", "follow-ups", "papers", "guidance", "event", "team"):
        window.acts.rooms[room].trigger()
        yield room, whole
        if room == "follow-ups":
            window.follow_ups.chips.chip("overdue").click()
            yield "follow-ups-overdue", whole
            window.follow_ups.chips.chip("all").click()
        if room == "matrix":
            row = _rows(window, "open")[-1]
            window.matrix.start_placing(row.id, row.code_name)
            yield "matrix-placing", whole
            window.matrix.stop_placing()


def _case_pages(window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    from PySide6.QtWidgets import QScrollArea

    stages: tuple[Literal["open", "closed"], ...] = ("closed", "open")
    for stage in stages:
        window.acts.rooms["cases"].trigger()
        window.cases.case_wanted.emit(_rows(window, stage)[0].id)
        yield f"case-{stage}", whole
    tabs = window.case.tabs
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        if place:  # the first is the case as it opens
            yield f"case-open-tab-{place + 1}", whole
        page = tabs.currentWidget()
        # The timeline is the one page that scrolls inside.
        shown = page if isinstance(page, QScrollArea) else page.findChild(QScrollArea)
        if shown is not None and shown.verticalScrollBar().maximum() > 0:
            shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum())
            yield f"case-open-tab-{place + 1}-end", whole
    tabs.setCurrentIndex(0)
    window.acts.rooms["cases"].trigger()


def _report(app: QApplication, window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    window.acts.new.trigger()
    yield "report", whole
    for step in list(window.wizard.steps)[1:]:
        window.wizard.go(step)
        yield f"report-{step}", whole
    window.wizard.leave()
    window.acts.rooms["cases"].trigger()
    settle(app)


def _window_dialogs(app: QApplication, window: MainWindow) -> Stations:
    acts = window.acts
    for name, act in (
        ("paper-incident-form", acts.paper), ("paper-summary", acts.mail), ("paper-blank-form", acts.blank),
        ("keyboard", acts.keys), ("preferences", acts.preferences), ("about", acts.about),
    ):  # fmt: skip
        act.trigger()
        yield from _modal(app, name)


def _case_dialogs(app: QApplication, window: MainWindow) -> Stations:
    from cocdesk.model.queries.case_view import case_view

    case = _longest(window)
    window.cases.case_wanted.emit(case)
    settle(app)
    doors, view = window.case.doors, window.session.ask(case_view, case)
    for kind in _ACTS:
        doors.act(view, kind)
        yield from _modal(app, f"act-{kind.replace(':', '-')}")
    yield from _halfway(app, window)
    line = next(line for line in reversed(view.timeline) if line.kind == "noted")
    person = view.people[0]
    doors_of: tuple[tuple[str, Callable[[], None]], ...] = (
        ("assess", lambda: doors.assess(view)),
        ("note", lambda: doors.note(view)),
        ("amend", lambda: doors.act(view, "amended")),
        ("strike", lambda: doors.strike(view, line)),
        ("person-new", lambda: doors.add_person(view)),
        ("person-known", lambda: doors.edit_person(view, person)),
        ("close", lambda: doors.close_case(view)),
        ("seal", lambda: doors.seal(view)),
        ("purge", lambda: doors.purge(view)),
    )
    for name, door in doors_of:
        door()
        yield from _modal(app, name)
    doors.act(window.session.ask(case_view, _rows(window, "closed")[0].id), "reopened")
    yield from _modal(app, "act-reopened")


def _team(app: QApplication, window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    """Everything about who can open the vault and how it is kept safe."""
    from cocdesk.ui.scenes_of_the_team import team_stations

    yield from team_stations(app, window, whole)


def _papers(app: QApplication, window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    """Forms that come back from paper, and the papers after the event."""
    from cocdesk.ui.scenes_of_papers import paper_stations

    yield from paper_stations(app, window, whole, _modal)


def _word_hints(app: QApplication, window: MainWindow) -> Stations:
    """Hints on the words: the quiet line, and what it opens to."""
    from cocdesk.model.queries.case_view import case_view
    from cocdesk.ui.dialogs.form_sheet import FormSheet
    from cocdesk.ui.plain import PlainEdit
    from cocdesk.ui.widgets.wording_hints import WordingHints
    from cocdesk.words import _

    view = window.session.ask(case_view, _longest(window))
    doors = window.case.doors
    for name, act, key, words in (
        ("hints", "noted", "text", _("The harasser followed them to the bar, obviously drunk. “What a creep,” said a friend.")),
        ("hints-open", "noted", "text", _("The harasser followed them to the bar.")),
        ("hints-announcement", "announced", "text", _("At 14:35 the only woman on stage was insulted. We promise to see to it.")),
    ):
        doors.act(view, act)
        sheet = doors.open_dialog
        assert isinstance(sheet, FormSheet)
        edit = sheet.fields.editor(key)
        assert isinstance(edit, PlainEdit)
        settle(app)
        edit.setPlainText(words)
        for hints in sheet.findChildren(WordingHints):
            hints.look()
            if name != "hints" and hints.hints:
                hints.opener.click()
        settle(app)
        yield f"dialog-{name}", partial(_itself, sheet)
        _throw_away(app, sheet)


def _halfway(app: QApplication, window: MainWindow) -> Stations:
    """Forms that say something about the answers so far: each with a few answers given."""
    from cocdesk.model.queries.case_view import case_view
    from cocdesk.ui.dialogs.act import ActDialog

    view = window.session.ask(case_view, _longest(window))
    known = [found.person.name or found.person.code_name for found in view.people]
    lasting = next((s.id for s in view.policy.sanctions if s.period == "choice"), view.policy.sanctions[0].id)
    for kind, name, values in (
        ("met", "met-somebody-of-the-case", {"attendees": known[:1]}),
        ("decided", "decided-chosen", {"sanction": lasting, "review": "2027-01-15", "deciders": known[:1]}),
        ("told:reported", "told-reported-message", {"about": "outcome", "behaviour": sample_words(), "appeal": "…"}),
        ("apology-offered", "apology-relayed", {"answer": "relayed", "text": sample_apology()}),
        ("apology-offered", "apology-pressed", {"answer": "pressed"}),
    ):
        window.case.doors.act(view, kind)
        sheet = window.case.doors.open_dialog
        assert isinstance(sheet, ActDialog)
        # Only for the picture: nothing of it becomes a draft of the case.
        sheet.blockSignals(True)
        sheet.fields.put(values)
        sheet.blockSignals(False)
        settle(app)
        yield f"dialog-{name}", partial(_itself, sheet)
        sheet.leave()
        settle(app)


def _throw_away(app: QApplication, sheet: QWidget) -> None:
    """Close a form that was filled for a picture, and leave no draft of it in the case."""
    from cocdesk.ui.dialogs.sheet import Sheet

    assert isinstance(sheet, Sheet)
    sheet.thrown_away.emit()
    sheet.leave()
    settle(app)


def _itself(widget: QWidget) -> QWidget:
    return widget


def _names(app: QApplication, window: MainWindow) -> Stations:
    """Names in what is about to leave: under a text as it is written, and before a paper goes."""
    from cocdesk.model.queries import outgoing
    from cocdesk.model.queries.case_view import case_view
    from cocdesk.ui.dialogs.guarding import Guarding
    from cocdesk.ui.dialogs.names_found import NamesFound

    view = window.session.ask(case_view, _longest(window))
    known = window.session.ask(outgoing.known_names, view.case.id)
    words = sample_announcement(*list(dict.fromkeys(person.name for person in known.persons if person.name))[:2])
    window.case.doors.act(view, "announced")
    sheet = window.case.doors.open_dialog
    guarding = sheet.findChild(Guarding) if sheet is not None else None
    assert sheet is not None and guarding is not None
    edit, marks = guarding.under[0]
    edit.setPlainText(words)
    marks.look_now()
    settle(app)
    yield "dialog-announced-names", partial(_itself, sheet)
    _throw_away(app, sheet)
    NamesFound(outgoing.look(words, known), window).open()
    yield from _modal(app, "names-found")


def _modal(app: QApplication, name: str) -> Stations:
    """The dialog that has just come, and then its leaving."""
    settle(app)
    found = app.activeModalWidget()
    if found is None:
        raise RuntimeError(f"no dialog came for {name}")
    dialog = found

    def shown() -> QWidget:
        settle(app)
        return dialog

    yield f"dialog-{name}", shown
    dialog.close()
    settle(app)


def _rows(window: MainWindow, shown: Literal["open", "closed"]) -> Sequence[CaseRow]:
    """The cases of a chip of the list, in the list's order."""
    from cocdesk.model.queries import case_list

    ids = window.session.ask(case_list.ids, shown)
    found = window.session.ask(case_list.rows, ids)
    return [found[number] for number in ids]


def _longest(window: MainWindow) -> str:
    """The open case of which most is written down; other pictures may have opened newer ones."""
    from cocdesk.model.queries.case_view import case_view

    views = [window.session.ask(case_view, row.id) for row in _rows(window, "open")]
    return max(views, key=lambda view: len(view.timeline)).case.id


def _sample_refusal() -> str:
    from cocdesk.words import _

    return _("The passphrase does not open this vault. Nothing was changed. Please try again.")


def sample_words() -> str:
    """What stands in the draft."""
    from cocdesk.words import _

    return _("Someone at the party would not leave her alone.")


def sample_apology() -> str:
    """What somebody asks the team to pass on."""
    from cocdesk.words import _

    return _(
        "I kept standing there although you had turned away. That was wrong of me, and I am sorry. You owe me no answer. "
        "I will keep my distance for the rest of the conference."
    )


def sample_announcement(one: str, other: str) -> str:
    """Words to everybody that name two people."""
    from cocdesk.words import _

    return _(
        "Something happened at the party last night that our Code of Conduct does not allow. {one} told us about it. "
        "We have talked with {other}, who has left the conference."
    ).format(one=one, other=other.upper())


def _sample_place() -> str:
    """Where the vault is said to lie: the folder of the pictures is another at each taking."""
    from cocdesk.words import _

    return _("{name}  ·  in {folder}").format(name="cocdesk-vault", folder=Path("~", "Documents", "Conference 2026"))


def _sample_passphrase() -> str:
    from cocdesk.model.actions.practice import PASSPHRASE

    return PASSPHRASE


def _sit(window: MainWindow) -> None:
    from cocdesk.model.actions.opening import open_desk, prepare
    from cocdesk.model.actions.practice import MEMBER, PASSPHRASE

    folder = window.locked.unlock.folder
    assert folder is not None
    window.locked.desk_opened.emit(open_desk(prepare(folder, passphrase=PASSPHRASE, member=MEMBER)))
    # Nobody touches it while the pictures are taken, and on a busy machine that takes longer than the lock waits.
    window.autolock.stop()
