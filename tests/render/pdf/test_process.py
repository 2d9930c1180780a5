"""The process: its limits, its silence towards the world, its end."""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from tests.documents import picture, sample, with_actions
from workplan.content.files.images import Image
from workplan.design.theme import theme
from workplan.document.tree import Document, Figure
from workplan.errors import OutputError
from workplan.processes.forked import Forked
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is started from nothing, as users start it."""
    monkeypatch.setattr(PdfProcess, "program", vars(PdfProcess)["program"].started)


def with_picture(image: Image) -> Document:
    document = sample()
    blocks = (
        replace(block, image=image) if isinstance(block, Figure) else block for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def test_same_job_same_bytes() -> None:
    work = job(sample(), theme())
    with PdfProcess() as first, PdfProcess() as second:
        assert first.print(work) == second.print(work)


def test_pages_are_reported() -> None:
    seen: list[int] = []
    with PdfProcess() as process:
        process.print(job(sample(), theme()), seen.append)
    assert seen == [1, 2]


def test_one_process_does_one_job_after_the_other_and_a_failure_is_that_job_s_own() -> None:
    """Before, each PDF had a process of its own, which imported WeasyPrint anew."""
    work = job(sample(), theme())
    with PdfProcess() as process:
        with pytest.raises(OutputError, match="more memory than its limit"):
            process.print(work | {"memory": 64 << 20})
        first, other = process.print(work), process.print(job(with_actions(3), theme()))
        assert process.print(work) == first != other


@pytest.fixture
def slow_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process takes a moment to import what it needs."""
    late = "import sys, time; time.sleep(2); from workplan.render.pdf.worker import main; sys.exit(main())"
    monkeypatch.setattr(PdfProcess, "program", ("-c", late))


def test_what_is_begun_before_the_process_is_ready_is_printed(slow_to_start: None) -> None:
    """Before, who asked for it went to the door a second time, and each waited for one half of the line."""
    work = job(sample(), theme()) | {"seconds": 60}
    with PdfProcess() as process, process.beside() as copy:
        copy.begin(work)
        assert copy.print(work) == process.print(work)


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_is_begun_can_be_left_before_the_process_is_ready(slow_to_start: None) -> None:
    """Before, a traceback was told, of the thread that waited at a door that was gone."""
    work = job(sample(), theme())
    with PdfProcess() as process:
        with process.beside() as copy:
            copy.begin(work)
        assert process.print(work)
    with PdfProcess() as process:
        process.begin(work)


def test_a_copy_prints_beside_the_process_and_its_failure_is_its_own() -> None:
    """Before, each PDF that was laid out beside another had a process that imported WeasyPrint anew."""
    work = job(sample(), theme())
    with PdfProcess() as process, process.beside() as copy, ThreadPoolExecutor() as pool:
        one, other = pool.submit(process.print, work), pool.submit(copy.print, work)
        assert one.result() == other.result()
        with pytest.raises(OutputError, match="more memory than its limit"):
            copy.print(work | {"memory": 64 << 20})
        assert copy.print(work) == one.result()
        copy.stop()
        with pytest.raises(OutputError, match="longer than its limit"):
            copy.print(work)
        assert process.print(work) == one.result()


def test_a_copy_that_dies_while_nothing_is_asked_of_it_is_nothing_to_the_next() -> None:
    work = job(sample(), theme())
    with PdfProcess() as process:
        first = process.print(work)
        (copy,) = (
            Path(f"/proc/{process._process.pid}/task/{process._process.pid}/children").read_text().split()
        )
        os.kill(int(copy), signal.SIGKILL)
        assert process.print(work) == first
        assert process.print(work) == first


def test_a_process_that_ended_is_left_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it was told and never read is nobody's loss."""
    monkeypatch.setattr(PdfProcess, "program", ("-c", "raise SystemExit(3)"))
    with PdfProcess() as process:
        process._process.wait()
        with process.beside():
            pass
    assert not Path(process._folder.name).exists()


def test_a_copy_of_who_started_it_hears_that_it_ended() -> None:
    """Before, it took no answer for an empty PDF."""
    with PdfProcess() as process:
        process.stop()
        process._process.wait()

        def life() -> int:
            try:
                process.print(job(sample(), theme()))
            except OutputError:
                return 7
            return 0

        assert Forked(life).wait() == 7


def test_a_copy_of_a_process_that_ended_says_so_at_once() -> None:
    with PdfProcess() as process, process.beside() as copy:
        process.stop()
        with pytest.raises(OutputError):
            copy.print(job(sample(), theme()))


@pytest.mark.parametrize("limit", [{"memory": 64 << 20}, {"seconds": 0}])
def test_over_a_limit(limit: dict[str, int]) -> None:
    with PdfProcess() as process, pytest.raises(OutputError, match="the PDF could not be made"):
        process.print(job(sample(), theme()) | limit)


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    """Whatever might get into the HTML, the process reaches neither the network nor a file."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    secret = tmp_path / "secret.css"
    secret.write_text("p::before { content: 'LEAKED' }")
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    hostile = f"""<html lang="en"><head><title>x</title>
      <link rel="stylesheet" href="{address}/a.css"><link rel="stylesheet" href="{secret.as_uri()}">
      <link rel="attachment" href="{secret.as_uri()}">
      <style>@import url({address}/b.css); @font-face {{ font-family: x; src: url({address}/c.ttf) }}
      p {{ font-family: x; background: url({address}/d.png) }}</style></head>
      <body><p id="p">words</p>
      <p id="q"><img src="{address}/e.png" alt="e"><img src="{secret.as_uri()}" alt="f"></p></body></html>"""
    with PdfProcess() as process:
        pdf = process.print(job(sample(), theme()) | {"html": hostile})
    server.shutdown()
    assert asked == []
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    assert b"words" in text
    assert b"LEAKED" not in text
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not file.attachments


def test_leaving_ends_the_process_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    others = set(_children())  # a LibreOffice of other tests
    with PdfProcess():
        (folder,) = tmp_path.iterdir()
        children = _children()
        assert any("workplan.render.pdf.worker" in words for words in children.values())
    assert not folder.exists()
    assert set(_children()) <= others


def _children() -> dict[str, str]:
    """The processes that this one started: their numbers and their words."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    ).stdout
    pairs = (line.split(maxsplit=1) for line in listed.splitlines())
    return {number: words for number, words in pairs if not words.startswith("ps ")}


def test_limits_grow_with_the_words_and_not_with_the_pictures() -> None:
    plain, large = (job(with_picture(picture(side, side)), theme()) for side in (100, 999))
    assert len(large["html"]) > len(plain["html"]) + 500
    assert (large["memory"], large["seconds"]) == (plain["memory"], plain["seconds"])
    longer = job(with_actions(400), theme())
    assert longer["memory"] > plain["memory"]
