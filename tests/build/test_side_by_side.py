"""Documents side by side: order, errors and ends are those of one after the other."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import sample, with_actions
from tests.printing import print_pdf
from workplan.build.formats import Makeable, Progress, build
from workplan.build.side_by_side import SideBySide
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.errors import OurBug, OutputError
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess, Printer
from workplan.verify import Format

Files = dict[Format, bytes]
#: What copies do with one document.
Act = Callable[[int], bytes]


class Numbered:
    """A document that is known by its number. `length` is how long it is."""

    statement = ""

    def __init__(self, number: int, document: Document) -> None:
        self.number, self.stem, self.document, self.shown = number, f"paper-{number}", document, document


def asked(count: int) -> list[Numbered]:
    return [Numbered(number, sample()) for number in range(count)]


def made(
    asked: list[Numbered], act: Act, copies: int = 2, pages: Progress = lambda _: None
) -> Iterator[bytes]:
    """What `act` answers for each number, in copies of this process."""

    def each(taken: Iterable[Makeable], _printer: Printer | None, progress: Progress) -> Iterator[Files]:
        for of in taken:
            assert isinstance(of, Numbered)
            progress(of.number)
            yield {"html": act(of.number)}

    with SideBySide(asked, copies, each, None) as side_by_side:
        for files in side_by_side.files(pages):
            yield files["html"]


def children() -> set[str]:
    """The processes that this one has begun, ended ones among them."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_both_copies_are_at_work_and_files_come_in_order() -> None:
    """Before, one process made all Word files and web pages and read all files back, and the PDFs' processes
    waited for it."""
    together = get_context("fork").Barrier(2)

    def act(number: int) -> bytes:
        if number < 2:  # neither is finished before the other has begun
            together.wait(timeout=60)
        return f"{number} {os.getpid()}".encode()

    pages: list[int] = []
    found = [answer.split() for answer in made(asked(6), act, pages=pages.append)]
    assert [int(number) for number, _ in found] == list(range(6))
    makers = {process for _, process in found}
    assert len(makers) == 2
    assert str(os.getpid()).encode() not in makers
    assert sorted(pages) == list(range(6))


def test_the_longest_is_taken_first(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def act(number: int) -> bytes:
        with log.open("a") as file:
            file.write(f"{number} ")
        return b""

    lengths = [3, 40, 0, 12, 12]
    documents = [Numbered(number, with_actions(count)) for number, count in enumerate(lengths)]
    assert len(list(made(documents, act, copies=1))) == len(lengths)
    assert log.read_text() == "1 3 4 0 2 "


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from([0, 0, 0.002, 0.005]), min_size=1, max_size=7),
    st.integers(1, 4),
    st.none() | st.integers(0, 6),
)
def test_what_one_after_the_other_gives_is_given_side_by_side(
    pauses: list[float], copies: int, failing: int | None
) -> None:
    """A law: whoever is ready first, files come in order, up to the document that fails; its error is raised,
    and nobody is left behind."""
    others = children()

    def act(number: int) -> bytes:
        time.sleep(pauses[number])
        if number == failing:
            raise OutputError(f"no room for {number}", "make room")
        return bytes([number])

    found: list[bytes] = []
    try:
        found.extend(made(asked(len(pauses)), act, copies))
    except OutputError as error:
        assert (error.message, error.hint) == (f"no room for {failing}", "make room")
        assert failing is not None
        assert len(found) <= failing
    else:
        assert failing is None or failing >= len(pauses)
        assert len(found) == len(pauses)
    assert found == [bytes([number]) for number in range(len(found))]
    assert children() == others


def test_what_comes_before_a_document_that_fails_comes_before_its_error() -> None:
    begun = get_context("fork").Barrier(2)

    def act(number: int) -> bytes:
        begun.wait(timeout=60)  # 0 and 1 are with two copies
        if number == 1:
            raise OurBug("no")
        time.sleep(0.05)
        return b"made"

    files = made(asked(2), act)
    assert next(files) == b"made"
    with pytest.raises(OurBug, match="no"):
        next(files)


def test_where_there_is_no_room_for_a_process_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> int:
        raise BlockingIOError("no room")

    monkeypatch.setattr(os, "fork", no_room)
    assert list(made(asked(2), lambda number: f"{number} {os.getpid()}".encode())) == [
        f"{number} {os.getpid()}".encode() for number in range(2)
    ]


def test_an_error_that_is_none_of_ours_says_where_it_was() -> None:
    def act(number: int) -> bytes:
        raise ZeroDivisionError(number)

    with pytest.raises(ZeroDivisionError) as raised:
        list(made(asked(2), act))
    assert any("in act\n" in note for note in raised.value.__notes__)


def test_a_copy_that_is_killed_is_told_with_the_name_of_its_document() -> None:
    def act(number: int) -> bytes:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"made"

    others, found = children(), list[bytes]()
    with pytest.raises(
        OutputError, match=r"^paper-2: the process that made it was ended \(SIGKILL\)"
    ) as raised:
        found.extend(made(asked(3), act))
    assert len(found) == 2
    assert "memory" in raised.value.hint
    assert children() == others


def test_copies_end_with_who_began_them(tmp_path: Path) -> None:
    """Also where that is killed, and while they are at work."""
    begun = tmp_path / "begun"

    def act(_number: int) -> bytes:
        with begun.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(600)
        return b""

    process = os.fork()
    if not process:
        list(made(asked(2), act))
        os._exit(0)
    while not begun.exists() or len(begun.read_text().split()) < 2:
        time.sleep(0.01)
    copies = [Path("/proc", number) for number in begun.read_text().split()]
    assert all(copy.exists() for copy in copies)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    for copy in copies:
        while copy.exists() and "(zombie)" not in (copy / "status").read_text():
            time.sleep(0.01)


def pdfs(asked: list[Numbered], process: PdfProcess, ahead: Printer | None = None) -> Iterator[Files]:
    def each(taken: Iterable[Makeable], printer: Printer | None, progress: Progress) -> Iterator[Files]:
        return build(taken, ("pdf", "html"), printer, named=True, progress=progress)

    with SideBySide(asked, 2, each, process, ahead) as side_by_side:
        yield from side_by_side.files(lambda _: None)


def test_each_copy_prints_with_a_process_of_its_own() -> None:
    """The bytes are those of one process; and the process itself is free afterwards."""
    documents = [Numbered(number, with_actions(number)) for number in range(2)]
    with PdfProcess() as process:
        found = list(pdfs(documents, process))
        assert [files["pdf"] for files in found] == [print_pdf(of.document) for of in documents]
        assert process.is_running


@pytest.mark.parametrize("room", [True, False])
def test_one_is_begun_before_the_others_are_read(room: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, one processor had nothing to do until all papers were read. Where there is no room for copies,
    it is finished here."""
    documents = [Numbered(number, with_actions(number)) for number in range(3)]
    printed: list[int] = []
    with PdfProcess() as process, process.beside() as ahead:
        ahead.begin(job(documents[0].document, theme()))
        ahead.wait()
        if not room:
            monkeypatch.setattr(os, "fork", no_room)
        for number, files in enumerate(pdfs(documents, process, ahead)):
            assert files["pdf"] == print_pdf(documents[number].document)
            printed.append(number)
        assert process.is_running
    assert printed == [0, 1, 2]


def no_room() -> int:
    raise BlockingIOError


def test_what_was_begun_and_is_not_wanted_ends() -> None:
    """As where another paper has an error."""
    with PdfProcess() as process, process.beside() as ahead:
        ahead.begin(job(with_actions(40), theme()))
        ahead.wait()
        of_it = Path("/proc", str(ahead._group))
        assert of_it.exists()
    while of_it.exists() and "(zombie)" not in (of_it / "status").read_text():
        time.sleep(0.01)
    with PdfProcess() as process, process.beside() as ahead:
        ahead.begin(job(with_actions(40), theme()))
        ahead.wait()
        with pytest.raises(ValueError, match="another job was begun"):
            ahead.print(job(with_actions(3), theme()))


def test_a_process_that_ends_while_one_is_begun_is_heard_of() -> None:
    with PdfProcess() as process, process.beside() as ahead:
        ahead.begin(job(sample(), theme()))
        ahead.wait()
        ahead.stop()
        with pytest.raises(OutputError, match="took longer than its limit"):
            list(pdfs(asked(3), process, ahead))


def test_a_process_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    failing: Any = ("-c", "import sys; sys.stderr.write('Pango is missing\\n'); sys.exit(3)")
    monkeypatch.setattr(PdfProcess, "program", failing)
    with PdfProcess() as process, pytest.raises(Exception, match="Pango is missing") as raised:
        list(pdfs(asked(2), process))
    assert type(raised.value).__name__ == "EnvironmentProblem"


def test_a_pdf_that_fails_is_told_with_the_name_of_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, nobody was told in which of several papers it was."""

    def no_time(_printer: Printer, _job: dict[str, Any], _on_page: Progress) -> bytes:
        raise OutputError("the PDF could not be made: it took longer than its limit")

    monkeypatch.setattr(Printer, "print", no_time)
    with PdfProcess() as process, pytest.raises(OutputError, match=r"^paper-0: the PDF could not be made"):
        list(pdfs(asked(1), process))
