"""Faults of the world, told to a person: what happened, what was kept, what to do.

Only these may reach a window or a terminal. Anything else that is raised is a mistake of ours. No message ever carries
case content: names, accounts and titles stay out of exceptions as they stay out of logs.
"""

from __future__ import annotations


class KnownError(Exception):
    """A fault a person can act on; ``str(error)`` is the sentence to show."""

    def __init__(self, happened: str, *, kept: str = "", do: str = "") -> None:
        self.happened = happened
        self.kept = kept
        self.do = do
        super().__init__(" ".join(part for part in (happened, kept, do) if part))


class WrongPassphrase(KnownError):
    """The passphrase opens no slot of this member."""


class NotAVault(KnownError):
    """The folder is not a vault, or not one any more."""


class VaultTooNew(KnownError):
    """The vault was written by a later version of the program."""


class VaultInUse(KnownError):
    """Another program holds the vault."""


class VaultDamaged(KnownError):
    """Bytes of the vault are not what was written."""


class VaultReadOnly(KnownError):
    """The folder or disk does not accept writing."""


class DiskFull(KnownError):
    """There is no room to save."""


class CipherInactive(KnownError):
    """The database library would write plain text; the program refuses to run."""


class PackRefused(KnownError):
    """A policy pack is not what the program expects; names file and key."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        self.file = file
        self.key = key
        self.expected = expected
        where = f"“{file}”" + (f", key “{key}”" if key else "")
        super().__init__(f"The policy pack {where} cannot be used: {expected}", kept="Nothing was changed.")


class WordsRefused(KnownError):
    """A word list of the wording coach is not what the program expects; names file and key."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        self.file = file
        self.key = key
        self.expected = expected
        where = f"“{file}”" + (f", key “{key}”" if key else "")
        super().__init__(f"The word list {where} cannot be used: {expected}", kept="Nothing was changed.")


class FileRefused(KnownError):
    """A file from outside (a report file, an attachment) is not what the program expects."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        self.file = file
        self.key = key
        self.expected = expected
        where = f"“{file}”" + (f", key “{key}”" if key else "")
        super().__init__(f"The file {where} cannot be used: {expected}", kept="Nothing was filed.")


class NotFound(KnownError):
    """A case, document or member that was asked for does not exist here."""


class NotAllowed(KnownError):
    """The procedure or the member's role does not allow the act."""
