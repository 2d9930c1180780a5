"""What is measured of this program beside its commands: what a content folder says, and the bare cost.

Run as `python -m bench.ours bare PRINT.html OUT.pdf`, whose whole process is the cost.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workplan.render.pdf.fonts import fontconfig

if TYPE_CHECKING:
    from workplan.document.tree import Document

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = str(ROOT / "generate.py")


def bare(html: Path, pdf: Path) -> tuple[str, ...]:
    """The command of WeasyPrint alone: its import, and its layout and writing of our own HTML."""
    return (sys.executable, "-m", "bench.ours", "bare", str(html), str(pdf))


def document(content: Path) -> Document:
    """What a content folder says, for the peers and for the bare cost."""
    from workplan.content.load import load
    from workplan.document.compose import compose

    return compose(load(content).plan)


def _bare(html: str, pdf: str) -> None:
    # Our fonts, so that the layout is the same; their cache outlives the run, in favour of the bare cost.
    settings = Path(pdf).with_name("fonts.conf")
    settings.write_text(fontconfig(Path(pdf).with_name("font-cache")), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    from weasyprint import HTML

    # Tagged, as ours is: the variant decides how much WeasyPrint writes.
    HTML(string=Path(html).read_text(encoding="utf-8")).write_pdf(pdf, pdf_variant="pdf/a-3a")


if __name__ == "__main__":
    _bare(*sys.argv[2:])
