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
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from bench import ours
from bench.others import by_hand
from bench.others.markdown import markdown
from bench.tasks import REDLINE
from workplan.render.pdf.fonts import fontconfig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.tasks import Prepared
    from workplan.document.tree import Document

#: Names of peers that others are compared with.
TYPST, DOCXODUS = "Typst by hand", "Docxodus, from our Word files"

_BREAKABLE = "#show figure: set block(breakable: true)\n"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


_DOCXODUS = (
    "import sys; from pathlib import Path; from python_redlines import DocxodusEngine\n"
    "old, new = (Path(name).read_bytes() for name in sys.argv[1:3])\n"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('Bench', old, new)[0])"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A chain of commands, run one after the other; `rival` is the task of ours it stands beside. It `needs`
    packages of Python or commands."""

    name: str
    rival: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]


def peers(ready: Prepared) -> Iterator[Peer]:
    """All of them, on one plan, also those that are not installed (`missing`); what they read and write goes
    to a folder beside it, which is made."""
    document = ours.document(ready.content)
    folder = ready.content.with_name("peers")
    folder.mkdir()
    plain, noteless, pdf = (folder / name for name in ("hand.typ", "noteless.typ", "peer.pdf"))
    plain.write_text(by_hand.typst(document), encoding="utf-8")
    noteless.write_text(by_hand.typst(document, notes=False), encoding="utf-8")
    with_notes = by_hand.compiling(document, plain, pdf)
    without = by_hand.compiling(document, noteless, pdf, notes=False)
    yield Peer(TYPST, "pdf", (with_notes,), ("typst",))
    yield Peer(f"{TYPST}, notes left out", "pdf", (without,), ("typst",))
    yield from _pandoc(document, folder)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = ("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    yield Peer("LibreOffice, from our Word file", "pdf", ((*office, str(ready.word)),), ("soffice",))
    compared = docxodus(ready.word, ready.amended_word, folder / "redline.docx")
    yield Peer(DOCXODUS, REDLINE, (compared,), ("python_redlines",))


def missing(peer: Peer) -> str:
    """What of that which a peer needs is not installed: a package of Python, or a command."""
    lacking = (name for name in peer.needs if not (find_spec(name) or which(name)))
    return ", ".join(lacking)


def bare(html: Path, pdf: Path) -> tuple[str, ...]:
    """The command of WeasyPrint alone: its import, and its layout and writing of our own HTML, by a plain
    script. Our fonts, so that the layout is the same; their cache outlives the run, in favour of this one."""
    settings = pdf.with_name("fonts.conf")
    settings.write_text(fontconfig(pdf.with_name("font-cache")), encoding="utf-8")
    script = str(Path(__file__).with_name("bare.py"))
    return ("env", f"FONTCONFIG_FILE={settings}", sys.executable, "-P", script, str(html), str(pdf))


def docxodus(old: Path, new: Path, redline: Path) -> tuple[str, ...]:
    """The command that compares two Word files: a process that starts, loads .NET and ends, as ours does."""
    return (sys.executable, "-c", _DOCXODUS, str(old), str(new), str(redline))


def pandoc_typst(document: Document, folder: Path) -> tuple[tuple[str, ...], ...]:
    """The commands of pandoc → Typst: the Typst file, `peer.typ`, and its PDF."""
    header = folder / "breakable.typ"
    header.write_text(_BREAKABLE, encoding="utf-8")
    typst = str(folder / "peer.typ")
    return (
        (*_to(document, folder), typst, "--include-in-header", str(header)),
        (sys.executable, "-c", _TYPST, typst, str(folder / "peer.pdf")),
    )


def _pandoc(document: Document, folder: Path) -> Iterator[Peer]:
    html = str(folder / "peer.html")
    weasyprint = (sys.executable, "-m", "weasyprint", "--quiet", html, str(folder / "peer.pdf"))
    to = _to(document, folder)
    yield Peer("pandoc → Typst", "pdf", pandoc_typst(document, folder), ("pypandoc", "typst"))
    yield Peer("pandoc → WeasyPrint", "pdf", ((*to, html), weasyprint), ("pypandoc",))
    yield Peer("pandoc → Word", "docx", ((*to, str(folder / "peer.docx")),), ("pypandoc",))


def _to(document: Document, folder: Path) -> tuple[str, ...]:
    """pandoc, but for the file to write."""
    source = folder / "peer.md"
    source.write_text(markdown(document), encoding="utf-8")
    # By name: the group `bench` is not there when types are checked, nor where somebody has not set it up.
    pandoc = import_module("pypandoc").get_pandoc_path() if find_spec("pypandoc") else "pandoc"
    return (pandoc, str(source), "--standalone", "--output")
