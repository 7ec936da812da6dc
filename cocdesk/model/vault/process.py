"""What a process that will hold an open vault does to itself first: no core files, no reading by others, no network."""

from __future__ import annotations

import os
import sys

TEST_SWITCH = "COCDESK_DUMPABLE"
_PR_SET_DUMPABLE = 4
_PRINTER_SOCKETS = ("/run/cups/cups.sock", "/var/snap/cups/common/run/cups.sock")


def harden() -> None:
    """Keep the memory of this process out of core files and away from other programs of the same login.

    Call it as the first thing in ``main``, every time: replacing the process sets the flag back. With COCDESK_DUMPABLE=1 in
    the environment the process stays readable, for tests that look into its memory; nothing else is loosened.
    """
    if hasattr(os, "umask"):
        os.umask(0o077)
    keep_printing_local()
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux") and os.environ.get(TEST_SWITCH) != "1":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_printing_local() -> None:
    """Let the printing library reach the printer service by its socket on this computer only, never over a network socket.

    Where that socket is missing it would try TCP; and a server named for it elsewhere would be sent a case's paper in clear.
    """
    if sys.platform.startswith("linux") and not os.environ.get("CUPS_SERVER", "").startswith("/"):
        there = (path for path in _PRINTER_SOCKETS if os.path.exists(path))  # noqa: PTH110 - before anything is imported
        os.environ["CUPS_SERVER"] = next(there, _PRINTER_SOCKETS[0])
