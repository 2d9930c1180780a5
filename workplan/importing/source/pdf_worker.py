"""The process that reads the words of a PDF, given on standard input; JSON on standard output, or the reason
why not on standard error. A hostile PDF takes no more than its limits.

For each page the runs of letters that pdfium finds on one line: words, left, right, base line,
size, and whether the font is bold. Nothing is understood here.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from workplan.files.pdf_objects import LOCKED, unreadable
from workplan.processes.limits import Refused, serve

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 60  # of the processor
MOST_PAGES = 400
MOST_LETTERS = 2_000_000
#: A letter, or several: itself, left, right, base line, size, whether it is bold.
_Letter = tuple[str, float, float, float, float, bool]
#: What pdfium says for a hyphen at the end of a line.
_HYPHEN = "\x02"
#: Letters further apart than so much of their size stand in two cells.
_GAP = 1.2
#: From this weight on a font is bold (ISO 32000-1, 9.8.1: FontWeight).
_BOLD = 600
_FORCE_BOLD = 1 << 18


def main() -> int:
    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(data: bytes) -> bytes:
    document = _opened(data)
    if len(document) > MOST_PAGES:
        raise Refused(f"it has {len(document):,} pages; a plan may have {MOST_PAGES}")
    left = MOST_LETTERS
    pages = []
    for page in document:
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise Refused(f"it has more than {MOST_LETTERS:,} letters")
        pages.append({"runs": list(_runs(text))})
    return json.dumps({"pages": pages, "title": document.get_metadata_value("Title")}).encode()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(LOCKED) from None
        raise


def _runs(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    """Letters that look alike and stand together, as one: the words, and where they begin and end."""
    run: list[_Letter] = []
    for n in range(text.count_chars()):
        letter = _letter(text, n)
        if run and (letter[0] in "\r\n" or letter[3:] != run[-1][3:] or _apart(run, letter)):
            yield _together(run)
            run = []
        if letter[0] not in "\r\n":
            run.append(letter)
    if run:
        yield _together(run)


def _apart(run: Sequence[_Letter], letter: _Letter) -> bool:
    before = next((each for each in reversed(run) if not each[0].isspace()), run[-1])
    return not letter[0].isspace() and letter[1] - before[2] > _GAP * letter[4]


def _together(run: Sequence[_Letter]) -> _Letter:
    boxed = [each for each in run if each[2] > each[1]] or run
    words = "".join(each[0] for each in run)
    return words, min(each[1] for each in boxed), max(each[2] for each in boxed), *run[0][3:]


def _letter(text: pypdfium2.PdfTextPage, n: int) -> _Letter:
    letter = chr(pdfium.FPDFText_GetUnicode(text, n) or 0xFFFD).replace(_HYPHEN, "-")
    box = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, n, *map(ctypes.byref, box))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
    size = round(pdfium.FPDFText_GetFontSize(text, n), 1)
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, n, name, 128, ctypes.byref(flags))
    bold = (
        pdfium.FPDFText_GetFontWeight(text, n) >= _BOLD
        or bool(flags.value & _FORCE_BOLD)
        or b"bold" in name.value.lower()
    )
    return letter, box[0].value, box[1].value, round(y.value, 1), size, bold


if __name__ == "__main__":
    sys.exit(main())
