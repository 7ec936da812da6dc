"""Spreadsheets read back: by the csv module, by a library that is not the one that wrote them, and by LibreOffice."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

# Comma, quote, UTF-8, all fields as text; out again as they are shown, each in quotes.
_IN = "CSV:44,34,76,1"
_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


def of_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def of_xlsx(data: bytes) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def in_libreoffice(file: Path) -> list[list[str]]:
    """What LibreOffice shows in the cells of a .csv or .xlsx."""
    read = [f"--infilter={_IN}"] if file.suffix == ".csv" else []
    into = file.parent / "opened"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{file.parent}/profile", *read]
    subprocess.run([*command, "--convert-to", _OUT, "--outdir", into, file], capture_output=True, check=True, timeout=120)
    return of_csv(b"\xef\xbb\xbf" + (into / f"{file.stem}.csv").read_bytes())
