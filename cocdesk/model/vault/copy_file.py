"""A safety copy as a file among others: where none can be, that is told, and not a fault of the vault or its disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cocdesk.model.errors import NotAllowed, NotFound
from cocdesk.model.vault import folder as places
from cocdesk.words import _

SUFFIX = ".cocbackup"


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """A safety copy for reading; a place where none can be is told as that, and not as a fault of a vault's disk."""
    try:
        if path.exists() and not path.is_file():  # a folder; or a pipe, which would keep everybody waiting
            raise no_copy()
        file = path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            _("There is no file at that place."),
            kept=_("Nothing was changed."),
            do=_("Please check the name of the safety copy, and whether its disk is connected."),
        ) from error
    except PermissionError as error:
        raise NotAllowed(
            _("This safety copy may not be read with this login."),
            kept=_("Nothing was changed."),
            do=_("Please ask whoever the file belongs to for access."),
        ) from error
    except OSError as error:
        raise places.explain(error) from error
    with places.plain_faults(), file:
        yield file


def no_copy() -> NotAllowed:
    """The sentence for a file that is something else."""
    return NotAllowed(
        _("This file is not a safety copy of a vault."),
        kept=_("Nothing was changed."),
        do=_("Please choose a file ending in “{suffix}”.").format(suffix=SUFFIX),
    )
