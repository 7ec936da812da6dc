"""The stations of papers that come back and of papers after the event, for ``scenes``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cocdesk.model.desk import Desk
    from cocdesk.ui.main_window import MainWindow

Stations = Iterator[tuple[str, Callable[[], "QWidget"]]]
Modal = Callable[["QApplication", str], Stations]
AFTER = ("transparency-report", "register", "acknowledgement-list", "officer-summary", "evaluation-notes")


def paper_stations(app: QApplication, window: MainWindow, whole: Callable[[], QWidget], modal: Modal) -> Stations:
    """A photographed form typed in and filed, the dialogs about its paper, and each paper about the whole event."""
    yield from _photographed(app, window, whole, modal)
    yield from _papers_page(app, window, whole)
    yield from _after_the_event(app, window, modal)


def _photographed(app: QApplication, window: MainWindow, whole: Callable[[], QWidget], modal: Modal) -> Stations:
    from cocdesk.model.actions import take_in
    from cocdesk.model.actions.report import save_draft, take_report
    from cocdesk.model.queries.case_view import case_view, draft
    from cocdesk.ui.dialogs.take_in import FormNumberDialog

    session = window.session
    number, photo = printed_and_photographed(session.desk)
    FormNumberDialog(_stained(photo), "image/jpeg", window).open()
    yield from modal(app, "form-number")
    taken = session.do(take_in.take_in_picture, photo, number=number).value
    window.dialogs.draft_wanted.emit(taken.draft)
    yield "report-from-paper", whole
    window.wizard.go("reported")
    yield "report-from-paper-reported", whole
    window.wizard.leave()
    waiting = session.ask(draft, taken.draft or 0)
    assert waiting is not None
    from msgspec.structs import replace

    session.do(save_draft, replace(waiting, quick=_words(), title=_title()), number=taken.draft)
    typed = session.ask(draft, taken.draft or 0)
    assert typed is not None
    case = session.do(take_report, typed, number=taken.draft).value
    window.cases.case_wanted.emit(case)
    yield "case-from-paper", whole
    view = session.ask(case_view, case)
    for act in ("transcribed", "paper-moved"):
        window.case.doors.act(view, act)
        yield from modal(app, f"act-{act}")


def _papers_page(app: QApplication, window: MainWindow, whole: Callable[[], QWidget]) -> Stations:
    from PySide6.QtWidgets import QScrollArea

    window.acts.rooms["papers"].trigger()
    app.processEvents()
    page = window.papers
    for name, part in (("papers-forms", page.forms_card), ("papers-after-the-event", page.after_words)):
        scroll = page.findChild(QScrollArea)
        assert scroll is not None
        app.processEvents()
        scroll.verticalScrollBar().setValue(part.y() - 8)
        yield name, whole


def _after_the_event(app: QApplication, window: MainWindow, modal: Modal) -> Stations:
    from cocdesk.model.queries.papers import paper_kinds

    event = window.session.desk.event()
    for kind in (kind for kind in paper_kinds(event=event) if kind.id in AFTER):
        window.dialogs.preview(kind, event.id)
        yield from modal(app, f"paper-{kind.id}")


def printed_and_photographed(desk: Desk) -> tuple[str, bytes]:
    """Three forms leave the desk; one of them comes back, photographed a little aslant. Returns its number and the photo."""
    from PySide6.QtCore import QBuffer, Qt
    from PySide6.QtGui import QImage, QTransform

    from cocdesk.model.actions import print as printing
    from cocdesk.model.documents.render.preview import pages

    forms = printing.make(desk, "blank-form", count=3)
    printing.log_export(desk, forms, how="printed")
    sheet = next(iter(pages(forms.data, 1.8)))
    flat = QImage(sheet.data, sheet.width, sheet.height, sheet.stride, QImage.Format.Format_RGB32)
    turned = flat.transformed(QTransform().rotate(2), Qt.TransformationMode.SmoothTransformation)
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    turned.convertToFormat(QImage.Format.Format_RGB32).save(out, "JPEG", 82)  # type: ignore[call-overload]  # at run time it takes no bytes
    return forms.numbers[0], bytes(out.data().data())


def _stained(photo: bytes) -> bytes:
    """The same photo with coffee over its code, so that somebody has to type the number."""
    from PySide6.QtCore import QBuffer, QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage.fromData(photo)
    wide, tall = image.width(), image.height()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(121, 85, 58))
    painter.drawEllipse(QRectF(wide * 0.72, tall * 0.03, wide * 0.26, tall * 0.17))
    painter.end()
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(out, "JPEG", 82)  # type: ignore[call-overload]  # at run time it takes no bytes
    return bytes(out.data().data())


def _words() -> str:
    from cocdesk.words import _

    return _("What stood on the paper, word by word.")


def _title() -> str:
    from cocdesk.words import _

    return _("A form from the box by the entrance")
