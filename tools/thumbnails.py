"""Draw the small pictures of the papers anew, from the invented case of the tests: ``make thumbnails``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTH, SHADES = 176, 16  # pixels, for a sheet drawn some seventy points wide on a sharp screen


def main() -> int:
    """Write one PNG for every kind of paper the window lists, and take away those of kinds that are gone."""
    sys.path.insert(0, str(ROOT))
    from cocdesk.model.documents.render import render
    from tests.model.documents.every_kind import KINDS, made

    folder = ROOT / "resources" / "thumbnails"
    folder.mkdir(exist_ok=True)
    wanted = {kind.id for kind in KINDS if not kind.made_with}
    for old in folder.glob("*.png"):
        if old.stem not in wanted:
            old.unlink()
    for kind in KINDS:
        if kind.id in wanted:
            _draw(render(made(kind), "pdf"), folder / f"{kind.id}.png")
    return 0


def _draw(pdf: bytes, path: Path) -> None:
    import pypdfium2
    from PIL import Image

    file = pypdfium2.PdfDocument(pdf)
    try:
        page = file[0]
        picture = page.render(scale=4 * WIDTH / page.get_width()).to_pil().convert("L")
    finally:
        file.close()
    small = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    small.quantize(SHADES).save(path, "PNG", optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
