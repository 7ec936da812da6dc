"""One vault, one program: a kernel lock on an empty file gives the friendly sentence; the database's own lock is the guarantee.

The file stays empty, so it tells nobody who sits at the vault, and the kernel frees the lock when a program dies.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from cocdesk.model.vault.connection import disk_full, in_use, read_only

NAME = "lock"


class FolderLock:
    """Holds a vault folder from construction to ``release``; raises VaultInUse, VaultReadOnly or DiskFull."""

    def __init__(self, folder: Path) -> None:
        try:
            self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise read_only() from error
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise disk_full() from error
            raise
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            self._descriptor = -1
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                raise in_use() from error
            raise

    def release(self) -> None:
        """Let others in; closing twice does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network disks know no such lock; the database's exclusive lock still stands.
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
