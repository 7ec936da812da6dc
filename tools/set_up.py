"""Makes .venv from a lock file, so that one command works on a machine with nothing but Python.

``python3 tools/set_up.py run`` is what the program needs, ``… dev`` what its tests and checks need as well. Standard library
only. The Makefile decides when it is time; this script always does the work.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries

OLDEST = (3, 11)
HOUSE = Path(__file__).resolve().parent.parent
VENV = HOUSE / ".venv"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


def venv_python() -> Path:
    """The interpreter inside .venv, where this system puts it."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def say(stage: str) -> None:
    """One line for each stage, at once."""
    print(f"set-up: {stage}", flush=True)


def can_make_venvs() -> bool:
    """Debian keeps venv and ensurepip in a package of their own."""
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def provide_venv_module() -> bool:
    """Install Debian's package for it, or name the command."""
    if can_make_venvs():
        return True
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    why = f"This Python ({sys.executable}) cannot make virtual environments."
    if not shutil.which("apt-get"):
        print(f"{why} Please install its venv and ensurepip modules, then run the same command again.", file=sys.stderr)
        return False
    if not system_libraries.install([package], why):
        return False
    importlib.invalidate_caches()
    return can_make_venvs()


def make_venv() -> None:
    """A new .venv, unless the one that is there still answers with the same Python and has pip."""
    if venv_python().exists():
        asked = [str(venv_python()), "-c", "import sys, pip; print(*sys.version_info[:2])"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        if answer.returncode == 0 and answer.stdout.split() == [str(part) for part in sys.version_info[:2]]:
            return
    say(f"making .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True, stdout=subprocess.PIPE, text=True)


def install(lock: str) -> None:
    """Exactly the locked files, each compared with its hash; then this checkout itself, which brings nothing further."""
    say(f"installing what {lock} names (about a minute the first time)")
    pip("--require-hashes", "--requirement", lock)
    say("installing cocdesk from this folder")
    pip("--no-deps", "--no-build-isolation", "--editable", ".")


def pip(*arguments: str) -> None:
    """Install; what pip has to say (a machine's own mirrors, retries) is shown only when it did not work."""
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--compile", *arguments]
    subprocess.run(
        command, cwd=HOUSE, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def main(wanted: str) -> int:
    """The whole set-up; the exit status."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(f"cocdesk needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {found}.", file=sys.stderr)
        return 1
    if not provide_venv_module() or system_libraries.provide() != 0:
        return 1
    try:
        make_venv()
        install(LOCKS[wanted])
    except subprocess.CalledProcessError as fault:
        print((fault.stdout or "")[-4000:], file=sys.stderr)
        print(f"Set-up stopped: this step did not work:\n\n    {' '.join(fault.cmd)}\n", file=sys.stderr)
        print("Run the same command again to go on from here.", file=sys.stderr)
        return 1
    say("ready")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("usage: python3 tools/set_up.py run|dev")
    sys.exit(main(sys.argv[1]))
