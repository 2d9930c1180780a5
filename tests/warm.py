"""Processes that begin with everything imported: for tests of what a program does, not of how it starts.

    run("build", "--content", content)      # a command, as `tests.test_cli.run`, which starts Python itself
    PdfProcess.program = Program(…)         # the PDF's process; `tests/conftest.py` says so for all tests

A command spends half of its time on imports, and the PDF's process as much. A *server*, one for each process
of the tests, imports them once; each request is a copy of it (a fork) with the arguments, environment, folder
and three streams of whoever asked, and an exit code of its own. Programs are started from nothing in
`tests/test_cli.py`, `tests/test_reproducible.py` and `tests/render/pdf/test_process.py`, among others.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_COMMAND = str(_ROOT / "generate.py")
_PRINTER = "workplan.render.pdf.worker"
#: Where the server listens: told to the processes that start others.
_DOOR = "WORKPLAN_TESTS_DOOR"
#: What Python is told to run in place of the PDF's worker.
_ASKING = ("-m", "tests.warm", "ask", _PRINTER)


class Program:
    """`PdfProcess.program`, for all that tests print: it asks the server for the PDF's process, and is ended
    with it. The server starts when the first one is wanted. `started` is what it takes the place of."""

    def __init__(self, started: tuple[str, ...]) -> None:
        self.started = started

    def __get__(self, process: object, kind: type) -> tuple[str, ...]:
        os.environ[_DOOR] = door()
        return _ASKING


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of the program: its exit code and what it said."""
    arguments = [_COMMAND, *map(str, words)]
    asked = os.environ | environment | {_DOOR: door()}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open() as none:
        code = _ask(arguments, cwd or _ROOT, asked, [none.fileno(), out.fileno(), err.fileno()])
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode().replace("\r\n", "\n"))
    return subprocess.CompletedProcess(arguments, code, *said)


@cache
def door() -> str:
    """The address of this process's server, which is started and ends with it."""
    folder = tempfile.TemporaryDirectory(prefix="warm-")
    address = str(Path(folder.name, "door"))
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", "serve", address],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    _kept.append((folder, server))
    return address


_kept: list[tuple[tempfile.TemporaryDirectory[str], subprocess.Popen[bytes]]] = []


def end() -> None:
    """End this process's server."""
    for folder, server in _kept:
        server.communicate()
        folder.cleanup()
    _kept.clear()
    door.cache_clear()


def _ask(arguments: list[str], cwd: Path, environment: dict[str, str], streams: list[int]) -> int:
    """Have a program run with these streams. Its exit code, or minus the number of a signal that ended it."""
    order = {"arguments": arguments, "cwd": str(cwd), "environment": environment}
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(environment[_DOOR])
        socket.send_fds(line, [b"."], streams)
        line.sendall(json.dumps(order).encode() + b"\n")
        with line.makefile() as answer:
            return int(answer.readline())


def _serve(address: str) -> None:
    """Answer until standard input ends, as it does with the process that started this one."""
    _import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the copies
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            line, _ = listening.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listening.close()
                _answer(line)
                os._exit(0)
            line.close()


def _import_all() -> None:
    """What commands and the PDF's process import when they run."""
    import gc

    from workplan import cli  # noqa: F401
    from workplan.build import formats  # noqa: F401
    from workplan.changing import issuing, scaffold  # noqa: F401
    from workplan.cli.common.group import COMMANDS
    from workplan.compare import versions  # noqa: F401
    from workplan.origins import altered, named  # noqa: F401
    from workplan.pack import meeting  # noqa: F401
    from workplan.pack.merging import merge  # noqa: F401
    from workplan.render.pdf import printing  # noqa: F401
    from workplan.render.pdf.process import PdfProcess
    from workplan.review.steps import reviewing  # noqa: F401
    from workplan.verify import html, pdf, word  # noqa: F401

    for command in COMMANDS.values():
        import_module(f"workplan.cli.{command}")
    PdfProcess.program = _ASKING  # type: ignore[assignment]
    gc.freeze()


def _answer(line: socket.socket) -> None:
    """Run what is asked for in a copy of this process; end it when nobody waits any longer."""
    _, streams, _, _ = socket.recv_fds(line, 1, 3)
    with line.makefile() as said:
        order = json.loads(said.readline())
    process = os.fork()
    if process == 0:
        line.close()
        _begin(order, streams)
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(process)
    if line in select.select([line, ended], [], [])[0]:
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    with contextlib.suppress(BrokenPipeError):
        line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _begin(order: dict[str, object], streams: list[int]) -> None:
    """Be the program that is asked for, as Python runs it."""
    import runpy

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    arguments, environment, folder = order["arguments"], order["environment"], order["cwd"]
    assert isinstance(arguments, list) and isinstance(environment, dict) and isinstance(folder, str)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = arguments
    tempfile.tempdir = None
    try:
        if arguments[0] == _COMMAND:
            runpy.run_path(_COMMAND, run_name="__main__")
        else:
            runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        code: object = 0
    except SystemExit as stopped:
        code = stopped.code or 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve(sys.argv[2])
    else:
        code = _ask(sys.argv[2:], Path.cwd(), dict(os.environ), [0, 1, 2])
        if code < 0:
            os.kill(os.getpid(), -code)
        sys.exit(code)
