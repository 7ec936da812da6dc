"""Paper leaving the desk: written down first, whole or not at all, readable for its owner only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocdesk.model.actions import print as printing
from cocdesk.model.actions import report, respond, set_up
from cocdesk.model.desk import Desk
from cocdesk.model.errors import NotAllowed, VaultReadOnly
from cocdesk.model.laptop import Laptop
from cocdesk.model.records import entries as e
from cocdesk.model.records.report import Report, ReportDraft, ReportedGiven
from cocdesk.model.store import events
from cocdesk.model.vault.vault import Kdf, create
from tests.model.policy.shipped_packs import pack


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    vault, _key = create(
        tmp_path / "vault", member="Mira", role="chair", passphrase="heron walks by the long jetty",
        kdf=Kdf(memory_kib=65536, passes=2, lanes=4),
    )  # fmt: skip
    desk = Desk(vault, laptop=Laptop(tmp_path / "laptop"))
    set_up.set_up_event(desk, pack("django-events"), name="Practice", exercise=True)
    yield desk
    desk.close()


@pytest.fixture
def case(desk: Desk) -> str:
    draft = ReportDraft(report=Report(behaviour="A remark by Jonas Feld"), reported=(ReportedGiven(name="Jonas Feld"),))
    return report.take_report(desk, draft).value


def exports(desk: Desk, case: str) -> list[e.Exported]:
    return [h.body for h in desk.case(case).happenings if isinstance(h.body, e.Exported)]


def test_making_a_paper_writes_nothing_down_and_its_name_says_no_person(desk: Desk, case: str) -> None:
    paper = printing.make(desk, "incident-form", case=case, audience="team")
    assert paper.file_name == f"{desk.case(case).code_name}-incident-form.pdf"
    assert (paper.naming, paper.data[:5], paper.document.exercise) == ("named", b"%PDF-", True)
    assert exports(desk, case) == []


def test_a_paper_that_was_looked_at_leaves_in_any_format_with_the_same_words(desk: Desk, case: str) -> None:
    shown = printing.make(desk, "dsf-email", case=case, format="pdf")
    respond.amend(desk, case, {"behaviour": "Something else by now"})
    text = printing.in_format(shown, "txt")
    assert (text.document, text.format, text.file_name) == (shown.document, "txt", shown.file_name.replace(".pdf", ".txt"))
    assert text.data.decode() and not text.data.startswith(b"%PDF-")
    assert printing.make(desk, "dsf-email", case=case, format="eml").file_name == printing.in_format(shown, "eml").file_name


def test_a_saved_paper_is_in_the_journal_with_its_fingerprint(desk: Desk, case: str, tmp_path: Path) -> None:
    paper = printing.make(desk, "dsf-email", case=case, format="txt")
    target = tmp_path / paper.file_name
    printing.save(desk, paper, target, purpose="for the record", recipient="committee")
    assert hashlib.sha256(target.read_bytes()).hexdigest() == exports(desk, case)[0].sha256
    assert exports(desk, case)[0].naming == "code-names"
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["vault", "laptop", target.name])


def test_a_file_that_is_there_is_left_alone_until_told(desk: Desk, case: str, tmp_path: Path) -> None:
    paper = printing.make(desk, "incident-form", case=case, format="txt")
    target = tmp_path / "form.txt"
    target.write_text("mine")
    with pytest.raises(printing.FileThere):
        printing.save(desk, paper, target)
    assert (target.read_text(), exports(desk, case)) == ("mine", [])
    printing.save(desk, paper, target, overwrite=True)
    assert target.read_bytes() == paper.data


def test_a_folder_that_is_not_there_is_told_before_anything_is_written_down(desk: Desk, case: str, tmp_path: Path) -> None:
    paper = printing.make(desk, "incident-form", case=case, format="txt")
    with pytest.raises(VaultReadOnly):
        printing.save(desk, paper, tmp_path / "no" / "form.txt")
    assert exports(desk, case) == []


def test_a_full_disk_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import errno
    import os

    from cocdesk.model.errors import DiskFull

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        printing.write(tmp_path / "form.pdf", b"words")
    assert list(tmp_path.iterdir()) == []


def test_blank_forms_get_their_numbers_for_good_when_they_leave(desk: Desk) -> None:
    forms = printing.make(desk, "blank-form", count=3)
    assert events.form_numbers(desk.db) == set()
    printing.log_export(desk, forms, how="printed")
    assert events.form_numbers(desk.db) == set(forms.numbers)
    with pytest.raises(NotAllowed):
        printing.log_export(desk, forms, how="printed")


def test_a_name_taken_out_or_corrected_is_still_hidden(desk: Desk, case: str) -> None:
    wrong = respond.add_person(desk, case, "reported", e.Identified(code_name="", name="Quentin Abel")).value
    respond.identify(desk, wrong, e.Identified(code_name="", name="Quirin Abel"))
    respond.record(desk, case, e.PersonRemoved(person=wrong, role="reported", why="mixed up with Quentin"))
    respond.record(desk, case, e.Noted(text="It was not Quentin, and not Quirin"))
    text = printing.make(desk, "incident-form", case=case, naming="code-names", format="txt").data.decode()
    assert "Quentin" not in text
    assert "Quirin" not in text
    assert "Jonas" not in text
    assert "Mira" not in text


@pytest.mark.skipif(not hasattr(__import__("os"), "O_TMPFILE"), reason="no files without a name here")
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_crash_while_saving_leaves_no_plain_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool) -> None:
    import os

    seen: list[list[str]] = []
    monkeypatch.setattr(os, "fsync", lambda _handle: seen.append(sorted(entry.name for entry in tmp_path.iterdir())))
    printing.write(tmp_path / "form.pdf", b"words", overwrite=overwrite)
    assert seen[0] == []  # on the disk already, and nameless: a crash now leaves nothing
    assert [entry.name for entry in tmp_path.iterdir()] == ["form.pdf"]
    assert (tmp_path / "form.pdf").stat().st_mode & 0o777 == 0o600
    printing.write(tmp_path / "form.pdf", b"others", overwrite=True)
    assert (tmp_path / "form.pdf").read_bytes() == b"others"


@pytest.mark.parametrize("missing", ["O_TMPFILE", "/proc"])
def test_where_no_file_can_be_nameless_it_is_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    import os

    if missing == "O_TMPFILE":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    else:
        real = os.link

        def link(source: object, target: object, **named: object) -> None:
            if str(source).startswith("/proc"):
                raise OSError(2, "no such file")
            real(source, target, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "link", link)
    printing.write(tmp_path / "form.pdf", b"words")
    printing.write(tmp_path / "form.pdf", b"others", overwrite=True)
    with pytest.raises(printing.FileThere):
        printing.write(tmp_path / "form.pdf", b"third")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("form.pdf", b"others")]


def test_the_next_save_sweeps_what_a_crash_left_and_nothing_else(tmp_path: Path) -> None:
    import os

    ours, fresh, theirs = (tmp_path / f".cocdesk-{name}.part" for name in ("0" * 16, "1" * 16, "notes"))
    for path in (ours, fresh, theirs):
        path.write_text("words")
    for path in (ours, theirs):
        os.utime(path, (1_000_000, 1_000_000))
    printing.write(tmp_path / "form.pdf", b"words")
    assert {entry.name for entry in tmp_path.iterdir()} == {fresh.name, theirs.name, "form.pdf"}


def test_a_recovery_sheet_is_not_put_beside_what_it_opens(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(desk.folder)
    (desk.folder / "inner").mkdir()
    for place in (desk.folder / "sheet.pdf", desk.folder / "inner" / "sheet.pdf", tmp_path / "way" / "sheet.pdf"):
        with pytest.raises(NotAllowed, match="inside the folder of a vault"):
            printing.refuse_in_vault(place)
    with pytest.raises(NotAllowed):
        printing.refuse_in_vault(tmp_path / "soon" / "sheet.pdf", tmp_path / "x" / ".." / "soon")
    printing.refuse_in_vault(tmp_path / "sheet.pdf", desk.folder)
