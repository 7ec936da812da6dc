"""Sees to the libraries Qt needs from the system, because no wheel carries them and a bare Debian or Ubuntu has none.

Runs with the system's Python and the standard library only, before anything of ours is installed. Exit status 0 when
everything needed can be loaded (now, or after installing), 1 when a person has to run the one command that is printed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Needed to draw at all, even without a display: library file → Debian package."""

WITH_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WITH_WAYLAND = {"libwayland-cursor.so.0": "libwayland-cursor0"}
FOR_PRINTING = {"libcups.so.2": "libcups2"}
"""Wanted, not needed: without it Qt offers no printers and says nothing."""


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a session says it has a screen; whether that is true is seen when a window opens."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def needed_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """What this session needs, library file → Debian package (the name before the t64 change)."""
    wanted = dict(ALWAYS)
    if has_display(environment):
        wanted |= WITH_X11
    if environment.get("WAYLAND_DISPLAY"):
        wanted |= WITH_WAYLAND
    return wanted


def missing_libraries(wanted: Mapping[str, str]) -> dict[str, str]:
    """The part of ``wanted`` that the loader cannot find."""
    missing = {}
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def package_to_ask_for(package: str, policy: str) -> str:
    """The name this release uses: Debian 13 and Ubuntu 24.04 renamed some packages to ``…t64``.

    ``policy`` is what ``apt-cache policy PACKAGE PACKAGEt64`` printed, one block for each name it knows.
    """
    blocks: dict[str, str] = {}
    name = ""
    for line in policy.splitlines():
        if line and not line[0].isspace():
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:"):
            blocks[name] = line.split(":", 1)[1].strip()
    for candidate in (package, package + "t64"):
        if blocks.get(candidate, "(none)") != "(none)":
            return candidate
    return package


def install(packages: list[str], why: str) -> bool:
    """Install Debian packages when that is possible without asking anybody; otherwise say what to run.

    ``why`` ends the sentence a person reads. True when apt finished without a fault.
    """
    if not shutil.which("apt-get"):
        return False
    before = _without_asking()
    if before is None:
        named = " ".join(_named_here(package) for package in packages)
        print(f"{why} Please run this once, then the same command again:\n\n    sudo apt-get install {named}\n", file=sys.stderr)
        return False
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    _quietly([*before, "apt-get", "update", "-qq"])
    named_packages = [_named_here(package) for package in packages]
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *named_packages]
    print(f"set-up: installing from the system's packages: {' '.join(named_packages)}", flush=True)
    done = _quietly([*before, *environment, *command])
    if done.returncode != 0:
        print(done.stdout[-2000:], file=sys.stderr)
        print(f"{why} Installing did not work. Please run:\n\n    sudo {' '.join(command)}\n", file=sys.stderr)
    return done.returncode == 0


def _without_asking() -> list[str] | None:
    """What to put before a command that needs rights: nothing as root, sudo where it asks no password, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _named_here(package: str) -> str:
    return package_to_ask_for(package, _quietly(["apt-cache", "policy", package, package + "t64"]).stdout)


def _quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    # apt translates what it prints, and package_to_ask_for reads it.
    plain = dict(os.environ, LC_ALL="C")
    return subprocess.run(
        command, env=plain, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def provide() -> int:
    """Make every needed library loadable, or say how; the exit status of this script."""
    if not sys.platform.startswith("linux"):
        return 0
    needed = missing_libraries(needed_libraries(os.environ))
    for_printing = missing_libraries(FOR_PRINTING) if has_display(os.environ) else {}
    if not needed:
        if for_printing:
            print("set-up: no printers will be offered until the package libcups2 is installed (everything else works)")
        return 0
    why = f"The window toolkit needs libraries that this system does not have yet: {', '.join(needed)}."
    if not shutil.which("apt-get"):
        print(f"{why} Please install the packages that hold them, then run the same command again.", file=sys.stderr)
        return 1
    if not install([*needed.values(), *for_printing.values()], why):
        return 1
    still = missing_libraries(needed)
    if still:
        print(f"Installed, and yet these cannot be loaded: {', '.join(still)}.", file=sys.stderr)
    return 1 if still else 0


if __name__ == "__main__":
    sys.exit(provide())
