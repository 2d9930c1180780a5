"""The kinds of files in which a form goes out and comes back. Each is one entry of `CARRIERS`; whoever adds
one says how it is written and how it is read, and nothing else has to know of it.

A carrier's module is imported when a file of its kind is made or read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from workplan.render.pdf.process import PdfProcess
    from workplan.returns.answers import Returned
    from workplan.returns.form import Form, Layout

    #: Makes the file of a form; the same bytes for the same form. One that needs the PDF's process is given
    #: it.
    Write = Callable[[Form, Layout, PdfProcess | None], bytes]
    #: Reads a file by this name; the forms that may come back, by their ids, are those of
    #: `making.for_members`. Raises `GivenFileError` for a file that is not safe, or cannot be read.
    Read = Callable[[bytes, str, Mapping[str, Form]], Returned]


@dataclass(frozen=True, slots=True)
class Carrier:
    """`suffix` is that of the files, and the name by which a user asks for it. `module` has the functions
    `write` and `read`."""

    suffix: str
    name: str
    module: str
    needs_process: bool = False

    @property
    def write(self) -> Write:
        return cast("Write", import_module(self.module).write)

    @property
    def read(self) -> Read:
        return cast("Read", import_module(self.module).read)


_ALL: tuple[Carrier, ...] = (
    Carrier("docx", "Word file", "workplan.returns.word"),
    Carrier("pdf", "PDF", "workplan.returns.pdf", needs_process=True),
    Carrier("xlsx", "spreadsheet", "workplan.returns.sheet"),
    Carrier("txt", "plain text", "workplan.returns.reply"),
)
#: By suffix, in the order in which files are announced.
CARRIERS: Mapping[str, Carrier] = {carrier.suffix: carrier for carrier in _ALL}
