"""The process that holds a vault shuts its own windows first."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cocdesk.model.vault import process

ASK = """
import ctypes, json, os, resource
from cocdesk.model.vault import process
process.harden()
print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), os.umask(0)]))
"""


def hardened(**environment):
    kept = {name: value for name, value in os.environ.items() if name != process.TEST_SWITCH}
    ran = subprocess.run([sys.executable, "-c", ASK], env={**kept, **environment}, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux")
def test_a_hardened_process_leaves_no_core_and_lets_nobody_look():
    assert hardened() == [[0, 0], 0, 0o077]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux")
def test_the_test_switch_opens_the_memory_and_nothing_else():
    assert hardened(COCDESK_DUMPABLE="1") == [[0, 0], 1, 0o077]
    assert hardened(COCDESK_DUMPABLE="0") == [[0, 0], 0, 0o077]
