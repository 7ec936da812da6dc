"""Files kept with a case: put in with a word on what they are, and looked at inside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from cocdesk.model.actions.attach import LARGEST
from cocdesk.model.errors import FileRefused
from cocdesk.model.records.entries import AttachmentAdded
from cocdesk.ui import plain, theme
from cocdesk.ui.dialogs.form_fields import FieldSet
from cocdesk.ui.dialogs.sheet import Sheet
from cocdesk.ui.forms.fields import Field
from cocdesk.words import _, ngettext

PICTURES = {"image/png": b"png", "image/jpeg": b"jpeg"}
MOST_PIXELS = 60_000_000
_MEGABYTES = 256


def read_file(path: Path) -> bytes:
    """The bytes of a file someone chose. Raises ``FileRefused``; a file that is too large is not read at all."""
    try:
        if not path.is_file():
            raise FileRefused(path.name, "", _("it is not a file."))
        if path.stat().st_size > LARGEST:
            raise FileRefused(path.name, "", _("it is larger than 25 MB."))
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise FileRefused(path.name, "", _("it cannot be read.")) from error


def picture(data: bytes, media_type: str, room: QSize) -> QImage | None:
    """A PNG or JPEG made to fit; None for anything else, for a damaged one, and for one with more than 60 million pixels.

    The format is the one found in the first bytes, never guessed by Qt, so that no other decoder is reached.
    """
    kind = PICTURES.get(media_type)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(_MEGABYTES)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def size_words(size: int) -> str:
    """A file's size as it is read."""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1024:
        return ngettext("{size} kB", "{size} kB", kilobytes).format(size=kilobytes)
    return _("{size} MB").format(size=f"{kilobytes / 1024:.1f}")


class AttachDialog(Sheet):
    """Asks what a chosen file is; ``attached`` carries the words. The bytes stay with whoever opened this."""

    attached = Signal(str)

    def __init__(self, name: str, size: int, parent: QWidget | None = None) -> None:
        hint = _("A copy goes into the vault. The original stays where it is, and is not encrypted there.")
        super().__init__(_("Keep a file with the case"), parent, hint=hint, save=_("Keep it"))
        self.column.addWidget(plain.label(f"{name}  ·  {size_words(size)}", "strong"))
        self.fields = FieldSet((
            Field(key="about", label=_("What it is"), hint=_("For example “picture of the slide”, or who gave it.")),
        ))  # fmt: skip
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.fields.setFocus()

    def state(self) -> object:
        return self.fields.values()

    def save(self) -> None:
        self.attached.emit(str(self.fields.values()["about"]))


class PictureDialog(Sheet):
    """Shows a picture of the vault; nothing of it is written anywhere."""

    def __init__(self, attachment: AttachmentAdded, data: bytes, parent: QWidget | None = None) -> None:
        super().__init__(_("Picture"), parent, hint=attachment.about or attachment.name, save=_("Close"))
        self.cancel_button.hide()
        self._wide = 0
        shown = QLabel()
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        room = self._room() - QSize(120, 260)
        image = picture(data, attachment.media_type, room.expandedTo(QSize(240, 180)))
        if image is None:
            sentence = _("This picture cannot be shown here. It is kept whole; save a copy to look at it elsewhere.")
            self.column.addWidget(plain.label(sentence, "muted"))
        else:
            shown.setPixmap(QPixmap.fromImage(image))
            shown.setAccessibleName(_("Picture: {about}").format(about=attachment.about or attachment.name))
            self.column.addWidget(shown, 1)
            self._wide = image.width() + theme.space(9)

    def _wanted_size(self) -> QSize:
        size = super()._wanted_size()
        return size.expandedTo(QSize(self._wide, 0)).boundedTo(self._room())
