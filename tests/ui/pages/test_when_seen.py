"""Pages that read only when somebody looks, and a report that is written anew only where it is another."""

from __future__ import annotations

from cocdesk.model.actions import respond
from cocdesk.model.queries.case_view import case_view
from cocdesk.ui.pages.case_tabs import ReportTab
from cocdesk.ui.pages.cases import CasesPage
from cocdesk.ui.pages.guidance import GuidancePage
from cocdesk.ui.pages.papers import PapersPage
from cocdesk.ui.session import Session
from cocdesk.ui.widgets.card import Card
from tests.ui.case_desks import told_at_the_desk


def test_papers_and_guidance_wait_until_somebody_looks_and_then_show_what_is_new(qtbot, themed, desk):
    session = Session()
    papers, guidance = PapersPage(session), GuidancePage(session)
    qtbot.addWidget(papers)
    qtbot.addWidget(guidance)
    session.sit(desk)
    first = told_at_the_desk(desk)
    assert papers.case.count() == guidance.contents.count() == 0
    papers.choose_case(first)
    assert papers.case.currentData() == first
    second = session.do(respond.amend, first, {"place": "Foyer"}) and told_at_the_desk(desk, title="Another")
    papers.show()
    guidance.show()
    assert papers.case.count() == 2
    assert guidance.contents.count() > 3
    papers.choose_case(second)
    assert papers.case.currentData() == second
    session.lock()
    assert papers.case.count() == guidance.contents.count() == 0


def test_a_report_tab_keeps_its_fields_and_never_shows_another_case_s_words(qtbot, themed, desk):
    one, other = told_at_the_desk(desk), told_at_the_desk(desk, what="Somebody else’s words.", place="Foyer")
    tab = ReportTab()
    qtbot.addWidget(tab)
    tab.show_case(case_view(desk, one))
    cards = tab.findChildren(Card)
    tab.show_case(case_view(desk, other))
    assert tab.findChildren(Card) == cards
    said = [label.text() for label in tab._answers]
    assert "Somebody else’s words." in said
    assert not any("standing very close" in words for words in said)
    assert all(words in label.accessibleName() for label, words in zip(tab._answers, said, strict=True) if words != "–")
    tab.drop()
    assert tab._answers == []


def test_in_a_narrow_window_the_contents_of_the_guidance_are_one_line_that_leads_everywhere(qtbot, themed, desk):
    session = Session()
    page = GuidancePage(session)
    qtbot.addWidget(page)
    session.sit(desk)
    page.resize(420, 400)
    page.show()
    assert page.contents.isHidden() and page.short_contents.isVisible()
    assert page.short_contents.count() == page.contents.count() > 3
    page.short_contents.setCurrentIndex(3)
    assert page.text.verticalScrollBar().value() > 0
    assert page.contents.currentRow() == 3
    page.resize(1280, 400)
    assert page.contents.isVisible() and page.short_contents.isHidden()
    session.lock()
    assert page.short_contents.count() == 0


def test_an_empty_list_of_cases_puts_the_cursor_on_the_way_to_the_first_report(qtbot, themed, desk):
    session = Session()
    page = CasesPage(session)
    qtbot.addWidget(page)
    session.sit(desk)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.start()
    assert page.nothing_yet.action.hasFocus()
    told_at_the_desk(desk)
    page.refresh()
    page.start()
    assert page.table.hasFocus()
