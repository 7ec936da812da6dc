"""``cocdesk demo``: a practice vault under each procedure, every paper printed, every page of the window as a picture."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from cocdesk.commands.new_vault import write_sheet
from cocdesk.commands.terminal import say
from cocdesk.model.actions import practice
from cocdesk.model.actions import print as printing
from cocdesk.model.actions.opening import offered_policies, packs
from cocdesk.model.desk import Desk
from cocdesk.model.documents import catalogue
from cocdesk.model.documents.kind import Format, Kind
from cocdesk.model.errors import KnownError, NotAllowed
from cocdesk.model.policy.pack import Policy
from cocdesk.model.records.case_file import Audience, Naming
from cocdesk.words import _

MARK = ".cocdesk-demo"
PICTURES = "screenshots"
_LONGEST = 600


def run(args: argparse.Namespace) -> int:
    """Make everything anew; an earlier demo in the folder is replaced."""
    into: Path = args.into
    policies = offered_policies(packs())
    _clear(into, [policy.id for policy in policies])
    _read_me(into)
    for policy in policies:
        folder = into / policy.id
        papers = folder / "papers"
        papers.mkdir(parents=True)
        desk, key, cases = practice.make_vault(folder / "vault", policy)
        try:
            write_sheet(desk, key, papers / "recovery-sheet.pdf")
            count = 1 + _print_all(desk, policy, cases, papers)
        finally:
            desk.close()
        say(_("{policy}: {cases} invented cases in {vault}, {count} papers in {papers}").format(
            policy=policy.id, cases=len(cases), vault=folder / "vault", count=count, papers=papers
        ))  # fmt: skip
    say(_("The passphrase is in {file}. Everything here is invented.").format(file=into / "README.txt"))
    say(_take_pictures(into / PICTURES))
    return _open_window(into / policies[0].id / "vault") if args.open and _has_display() else 0


def _print_all(desk: Desk, policy: Policy, cases: tuple[str, ...], papers: Path) -> int:
    """Every kind the procedure has. Returns how many papers that made.

    About the case that has come furthest each for every reader, in every format, PDFs with names and without; of the others
    each once.
    """
    made = 0
    for kind in catalogue.kinds():
        if kind.made_with or not catalogue.offered(kind, policy):
            continue
        if not kind.needs_case:
            for size in ("A4", "Letter"):
                _save(desk, printing.make(desk, kind.id, paper=size), papers / f"{kind.id}-{size}.pdf")
                made += 1
            for format_ in kind.formats:
                if format_ != "pdf":
                    _save(desk, printing.make(desk, kind.id, format=format_), papers / f"{kind.id}.{format_}")
                    made += 1
            continue
        for case in cases:
            code_name = desk.case(case).code_name
            for audience, format_, naming in _ways(kind, whole=case == cases[-1]):
                paper = printing.make(desk, kind.id, case=case, audience=audience, naming=naming, format=format_)
                _save(desk, paper, papers / f"{code_name}-{kind.id}-{audience}-{naming}.{format_}")
                made += 1
    return made


def _ways(kind: Kind, *, whole: bool) -> list[tuple[Audience, Format, Naming]]:
    """All the ways a paper about a case can be made, or the usual one for its first reader."""
    ways: list[tuple[Audience, Format, Naming]] = []
    for audience in kind.audiences:
        usual = kind.usual_naming(audience)
        for format_ in kind.formats:
            namings: tuple[Naming, ...] = ("named", "code-names") if format_ == "pdf" else (usual,)
            ways += [(audience, format_, naming) for naming in namings]
    return ways if whole else ways[:1]


def _save(desk: Desk, paper: printing.Paper, path: Path) -> None:
    printing.save(desk, paper, path, because=_("practice"))


def _clear(into: Path, names: list[str]) -> None:
    """Only what an earlier demo made is ever removed."""
    if into.exists() and (not into.is_dir() or (any(into.iterdir()) and not (into / MARK).is_file())):
        raise NotAllowed(
            _("There are other files in the folder of the demo."),
            kept=_("Nothing was changed."),
            do=_("Choose a new or an empty folder."),
        )
    try:
        for name in (*names, PICTURES):
            if (into / name).exists():
                shutil.rmtree(into / name)
        into.mkdir(parents=True, exist_ok=True)
        (into / MARK).touch()
    except OSError as fault:
        raise KnownError(
            _("The demo cannot be written there ({reason}).").format(reason=fault.strerror or ""), do=_("Choose another folder.")
        ) from fault


def _read_me(into: Path) -> None:
    text = _(
        "Practice only: all people and cases here are invented.\n\n"
        "Each folder holds a vault under one procedure, and the papers made from it.\n"
        "Member: {member}\nPassphrase: {passphrase}\n\n"
        "Never use this passphrase for anything real.\n"
    ).format(member=practice.MEMBER, passphrase=practice.PASSPHRASE)
    (into / "README.txt").write_text(text, encoding="utf-8")


def _take_pictures(into: Path) -> str:
    """A picture of every page, taken by a process of its own that needs no display; says what came of it."""
    if find_spec("cocdesk.ui.shots") is None:
        return _("No pictures of the window: this installation cannot take them.")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "cocdesk.ui.shots", "--into", str(into)]
    try:
        done = subprocess.run(
            command, env=environment, timeout=_LONGEST, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise _no_pictures() from fault
    count = sum(1 for _path in into.rglob("*.png")) if into.is_dir() else 0
    if done.returncode or not count:
        raise _no_pictures()
    return _("{count} pictures of the window in {folder}").format(count=count, folder=into)


def _no_pictures() -> KnownError:
    return KnownError(
        _("The pictures of the window could not all be taken."),
        kept=_("The vaults and papers of the demo are all there."),
        do=_("“cocdesk doctor” says what is missing."),
    )


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_window(vault: Path) -> int:
    return int(import_module("cocdesk.app").main([str(vault)]) or 0)
