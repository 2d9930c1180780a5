"""The content in a PDF, read in a process of its own: bounded memory and time, whatever the PDF is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workplan.errors import GivenFileError

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    digest: str
    producer: str


def read(data: bytes, name: str) -> Content:
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
        reason = (
            "it cannot be read" if child.returncode < 0 else child.stderr.decode("utf-8", "replace").strip()
        )
        raise GivenFileError(f"{name}: {reason.splitlines()[-1]}", "give a PDF that this program made")
    return Content(**json.loads(child.stdout))
