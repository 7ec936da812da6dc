"""``python -m cocdesk`` is the same as ``cocdesk``."""

from __future__ import annotations

import sys

from cocdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
