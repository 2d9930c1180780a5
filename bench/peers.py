"""The chains that others would use for the same content, as commands.

pandoc and Typst come from the dependency group `bench`. Typst's tables are figures that cannot
break by default, which loses the rows that do not fit on the page: a show rule lets them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BREAKABLE = "#show figure: set block(breakable: true)\n"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Peer:
    """A chain of commands, run one after the other; `rival` is the format of ours it stands beside."""

    name: str
    rival: str
    commands: tuple[tuple[str, ...], ...]


def peers(markdown: Path, folder: Path) -> tuple[Peer, ...]:
    """The three chains for one Markdown file; what they write goes to `folder`."""
    header = folder / "breakable.typ"
    header.write_text(_BREAKABLE, encoding="utf-8")
    # By name: the group `bench` is not there when types are checked.
    pandoc = (import_module("pypandoc").get_pandoc_path(), str(markdown), "--standalone", "--output")
    typst, html = str(folder / "peer.typ"), str(folder / "peer.html")
    return (
        Peer("pandoc → Word", "docx", ((*pandoc, str(folder / "peer.docx")),)),
        Peer(
            "pandoc → Typst",
            "pdf",
            (
                (*pandoc, typst, "--include-in-header", str(header)),
                (sys.executable, "-c", _TYPST, typst, str(folder / "typst.pdf")),
            ),
        ),
        Peer(
            "pandoc → WeasyPrint",
            "pdf",
            (
                (*pandoc, html),
                (sys.executable, "-m", "weasyprint", "--quiet", html, str(folder / "weasyprint.pdf")),
            ),
        ),
    )
