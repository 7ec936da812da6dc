"""The terminal as a test uses it: one call a command, and its answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cocdesk.cli import main

PASSPHRASE = "heron walks by the long jetty"
REPORT = """
heard_at = 2018-05-24T18:30:00+02:00
channel = "in-person"
happened = "Thursday evening, about 22:00"
place = "Conference dinner"
what = "They said it again after I asked them to stop."
behaviour = "Repeated remarks after being asked to stop."
witnessed = "private"
threat = false
consent = "no-objection"
needs = ["quiet"]
[reporter]
name = "Žofie Žižková"
email = "zofie@example.org"
affected = true
[[reported]]
name = "李小龙"
badge = "117"
[[others]]
name = "अनन्या शर्मा"
role = "witness"
"""


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Terminal:
    """Runs commands in this process."""

    def __init__(self, capfd: Any, folder: Path) -> None:
        self._capfd = capfd
        self.folder = folder

    def __call__(self, *words: object) -> Answer:
        self._capfd.readouterr()
        status = main([str(word) for word in words])
        out, err = self._capfd.readouterr()
        assert "Traceback" not in err
        return Answer(status, out, err)

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def filed(self, vault: Path, text: str = REPORT) -> str:
        """The code name of a report just filed."""
        answer = self("report", vault, "--from", self.file("report.toml", text), "--json")
        assert answer.status == 0, answer.err
        return str(answer.json["code_name"])
