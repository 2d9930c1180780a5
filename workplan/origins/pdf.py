"""The content in a PDF, read in a process of its own: bounded memory and time, whatever the PDF is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from workplan.errors import GivenFileError
from workplan.limits import check_memory
from workplan.origins.content import Content, Found
from workplan.origins.pdf_worker import MEMORY

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 30


def read(data: bytes, name: str) -> Found:
    """The content of a PDF. Raises `GivenFileError`: damaged, locked, or none of ours."""
    search = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", "workplan.origins.pdf_worker"],
            input=data,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": search},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GivenFileError(f"{name} takes too long to read", "give the PDF as it was issued") from None
    if child.returncode:
        check_memory(MEMORY)
        reason = (
            "it cannot be read" if child.returncode < 0 else child.stderr.decode("utf-8", "replace").strip()
        )
        raise GivenFileError(f"{name}: {reason.splitlines()[-1]}", "give a PDF that this program made")
    answer = json.loads(child.stdout)
    before = answer["before"]
    return Found(Content.stated(**answer["content"]), before and Content.stated(**before), answer["producer"])
