"""Sessions that allow less memory than the program's own limits."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.origins.carriers import pdf
from tests.test_cli import ROOT
from workplan.errors import ExitCode
from workplan.processes.forked import Forked
from workplan.processes.limits import is_out_of_memory, limit


@pytest.mark.parametrize("megabytes", [250, 500, 1_500])
def test_a_file_is_not_blamed_for_the_session(tmp_path: Path, megabytes: int) -> None:
    """Before, any limit below 2 GB made every PDF "one that is not ours"."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf("words", "0" * 64))
    most = megabytes << 20
    result = subprocess.run(
        [sys.executable, ROOT / "generate.py", "inspect", file],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == ExitCode.FILE:
        assert "altered: its fingerprint is not the one that the file names" in result.stdout
    else:
        assert result.returncode == ExitCode.ENVIRONMENT, result.stderr
        assert f"may use no more than {megabytes} MB of memory" in result.stderr.replace(",", "")
        assert "ulimit -v unlimited" in result.stderr


def test_a_process_is_limited_anew_for_what_comes_next() -> None:
    def life() -> int:
        given_up = bytearray(256 << 20)
        del given_up
        limit(1 << 20, 60)
        if not is_out_of_memory():
            return 2
        limit(4 << 30, 60)
        return 3 if is_out_of_memory() else 0

    assert Forked(life).wait() == 0


def test_its_time_is_limited_from_now_on() -> None:
    def life() -> int:
        for _ in range(3):
            limit(4 << 30, 1)
            start = time.process_time()
            while time.process_time() < start + 0.6:
                pass
        limit(4 << 30, 0)
        while True:
            pass

    assert Forked(life).wait() == -signal.SIGXCPU
