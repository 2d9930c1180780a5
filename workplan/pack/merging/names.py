"""What has a name in a PDF, and what points to it by that name: destinations, files, form fields.

    [x] destinations that a link, a bookmark or an action uses: of the name tree and of PDF 1.1's dictionary
    [-] all others, which are most: nobody outside of the pack knows their new names
    [x] attached files: EmbeddedFiles, AF and the files' own names, which begin with the paper's number
    [x] form fields: the names of the outermost ones; default resources joined

A paper's names get its prefix, so that two papers can use the same ones (ISO 32000-1, 7.7.4, 12.3.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, NameTree, Pdf, String

from workplan.files.pdf_objects import copied, listed, within


def prefixed(name: Any, prefix: str) -> String:
    return String(prefix + str(name).removeprefix("/" if isinstance(name, Name) else ""))


class Names:
    """The names of the pack, which begin as those of its own pages."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._places = dict(_places(pdf))
        self._used: set[str] = set()
        self._files: dict[str, Any] = {}
        self._associated: list[Any] = []
        self._fields: list[Any] = []
        self._form: dict[str, Any] = {}

    def leave_out(self, name: str) -> None:
        """Forget a destination on a page that does not go into the pack."""
        del self._places[name]

    def begin(self, paper: Pdf, prefix: str, number: str) -> None:
        """Rename a paper's files and fields before they are copied; `redirect` does the rest."""
        self._used = set()
        for name, file in _files(paper).items():
            for key in ("/F", "/UF"):
                if key in file:
                    file[key] = String(f"{number}-{name}")
        for field in listed(within(paper.Root, "/AcroForm", "/Fields")):
            if "/T" in field:
                field.T = String(prefix.replace(".", "-") + str(field.T))

    def add(self, paper: Pdf, prefix: str, number: str) -> None:
        """Take over a paper's names; its pages are in the pack already."""
        places = {name: place for name, place in _places(paper) if prefix + name in self._used}
        files = _files(paper)
        names = (prefix + name for name in places)
        self._places |= zip(names, copied(places.values(), paper, self._pdf), strict=True)
        numbered = (f"{number}-{name}" for name in files)
        self._files |= zip(numbered, copied(files.values(), paper, self._pdf), strict=True)
        self._associated += copied(listed(paper.Root.get("/AF")), paper, self._pdf)
        self._fields += copied(listed(within(paper.Root, "/AcroForm", "/Fields")), paper, self._pdf)
        if (resources := within(paper.Root, "/AcroForm", "/DR")) is not None:
            kinds = dict(resources.items())
            found = zip(kinds, copied(kinds.values(), paper, self._pdf), strict=True)
            self._form = dict(found) | self._form

    def redirect(self, item: Any, prefix: str) -> None:
        """Give the destination that a link, a bookmark or an action names the prefix of its paper."""
        for key in ("/Dest", "/D"):
            if (key == "/Dest" or item.get("/S") == Name.GoTo) and isinstance(item.get(key), (String, Name)):
                item[key] = prefixed(item[key], prefix)
                self._used.add(str(item[key]))
        for key in ("/A", "/Next"):
            action = item.get(key)
            if isinstance(action, Dictionary) and not action.is_indirect and "/S" in action:
                self.redirect(action, prefix)

    def place(self, name: str, page: Any, top: float) -> None:
        """Let a destination of the pack lead to the top of a page."""
        self._places[name] = top_of(page, top)

    def close(self) -> None:
        root = self._pdf.Root
        root.Names = self._pdf.make_indirect(Dictionary(Dests=_tree(self._places)))
        if self._files:
            root.Names.EmbeddedFiles = _tree(self._files)
        if self._associated:
            root.AF = Array(self._associated)
        if self._fields:
            root.AcroForm = self._pdf.make_indirect(Dictionary(Fields=Array(self._fields)))
            if self._form:
                root.AcroForm.DR = Dictionary(self._form)


def top_of(page: Any, top: float) -> Array:
    """A destination: the top of a page, as large as the reader has it."""
    return Array([page, Name.XYZ, 0, top, 0])


def _places(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    if (old := pdf.Root.get("/Dests")) is not None:
        yield from ((name[1:], place) for name, place in old.items())
    if (tree := within(pdf.Root, "/Names", "/Dests")) is not None:
        yield from NameTree(tree).items()


def _files(pdf: Pdf) -> dict[str, Any]:
    tree = within(pdf.Root, "/Names", "/EmbeddedFiles")
    return dict(NameTree(tree).items()) if tree is not None else {}


def _tree(entries: dict[str, Any]) -> Dictionary:
    """A name tree of one node: sorted by the bytes of the names (ISO 32000-1, 7.9.6)."""
    named = sorted(
        ((String(name), value) for name, value in entries.items()), key=lambda each: bytes(each[0])
    )
    return Dictionary(Names=Array([part for each in named for part in each]))
