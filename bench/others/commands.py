"""What others would use for the same content, as commands.

pandoc, Typst and Docxodus come from the dependency group `bench`, LibreOffice from the system. A user of
Typst writes Typst (`by_hand`); notes in a table are what Typst 0.15 spends most of its time on, so that it is
measured without them, too. pandoc's chains get the content as Markdown; its tables are figures for Typst,
which cannot break by default and lose the rows that do not fit on the page: a show rule lets them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from bench.others import by_hand
from bench.others.markdown import markdown
from workplan.theme import theme
from workplan.word import write

if TYPE_CHECKING:
    from pathlib import Path

    from workplan.document.tree import Document

_BREAKABLE = "#show figure: set block(breakable: true)\n"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


_DOCXODUS = (
    "import sys; from pathlib import Path; from python_redlines import DocxodusEngine\n"
    "old, new = (Path(name).read_bytes() for name in sys.argv[1:3])\n"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('Bench', old, new)[0])"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A chain of commands, run one after the other; `rival` is the task of ours it stands beside."""

    name: str
    rival: str
    commands: tuple[tuple[str, ...], ...]


def peers(document: Document, amended: Document, folder: Path) -> tuple[Peer, ...]:
    """All of them, on one document and on the same amended; what they read and write goes to `folder`, which
    is made."""
    folder.mkdir()
    old, new, plain, noteless = map(folder.joinpath, ("old.docx", "new.docx", "hand.typ", "noteless.typ"))
    old.write_bytes(write(document, theme()))
    new.write_bytes(write(amended, theme()))
    plain.write_text(by_hand.typst(document), encoding="utf-8")
    noteless.write_text(by_hand.typst(document, notes=False), encoding="utf-8")
    pdf = folder / "peer.pdf"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = ("soffice", profile, "--headless", "--convert-to", "pdf")
    return (
        Peer("Typst by hand", "pdf", (by_hand.compiling(document, plain, pdf),)),
        Peer("Typst by hand, notes left out", "pdf", (by_hand.compiling(document, noteless, pdf),)),
        *_pandoc(document, folder),
        Peer("LibreOffice, from our Word file", "pdf", ((*office, "--outdir", str(folder), str(old)),)),
        Peer(
            "Docxodus, from our Word files",
            "redline in Word",
            ((sys.executable, "-c", _DOCXODUS, str(old), str(new), str(folder / "redline.docx")),),
        ),
    )


def pandoc_typst(document: Document, folder: Path) -> tuple[tuple[str, ...], ...]:
    """The commands of pandoc → Typst: the Typst file, `peer.typ`, and its PDF."""
    header = folder / "breakable.typ"
    header.write_text(_BREAKABLE, encoding="utf-8")
    typst = str(folder / "peer.typ")
    return (
        (*_to(document, folder), typst, "--include-in-header", str(header)),
        (sys.executable, "-c", _TYPST, typst, str(folder / "peer.pdf")),
    )


def _pandoc(document: Document, folder: Path) -> tuple[Peer, ...]:
    html = str(folder / "peer.html")
    weasyprint = (sys.executable, "-m", "weasyprint", "--quiet", html, str(folder / "peer.pdf"))
    return (
        Peer("pandoc → Typst", "pdf", pandoc_typst(document, folder)),
        Peer("pandoc → WeasyPrint", "pdf", ((*_to(document, folder), html), weasyprint)),
        Peer("pandoc → Word", "docx", ((*_to(document, folder), str(folder / "peer.docx")),)),
    )


def _to(document: Document, folder: Path) -> tuple[str, ...]:
    """pandoc, but for the file to write."""
    source = folder / "peer.md"
    source.write_text(markdown(document), encoding="utf-8")
    # By name: the group `bench` is not there when types are checked.
    pandoc = import_module("pypandoc").get_pandoc_path()
    return (pandoc, str(source), "--standalone", "--output")
