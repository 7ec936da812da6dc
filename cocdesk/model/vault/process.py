"""What a process that will hold an open vault does to itself first: no core files, no reading by others, private new files."""

from __future__ import annotations

import os
import sys

TEST_SWITCH = "COCDESK_DUMPABLE"
_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Keep the memory of this process out of core files and away from other programs of the same login.

    Call it as the first thing in ``main``, every time: replacing the process sets the flag back. With COCDESK_DUMPABLE=1 in
    the environment the process stays readable, for tests that look into its memory; nothing else is loosened.
    """
    if hasattr(os, "umask"):
        os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux") and os.environ.get(TEST_SWITCH) != "1":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
