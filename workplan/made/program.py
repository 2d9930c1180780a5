"""The fingerprint of the program and of the machine: what decides about files besides content and options."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from workplan import PRODUCER
from workplan.design.resources import resource
from workplan.render.pdf.fonts import font_files

#: What the linker knows: it is written anew whenever a library of the system (Pango, HarfBuzz) is installed.
_LIBRARIES = Path("/etc/ld.so.cache")
#: Variables that libraries look at, by how their names begin.
_VARIABLES = (
    *("FC_", "FONTCONFIG", "FREETYPE", "G_", "HB_", "ICU", "LANG", "LC_", "LD_", "PANGO", "PYTHON"),
    *("SOURCE_DATE_EPOCH", "TZ", "WORKPLAN_"),
)


@cache
def fingerprint() -> str:
    """Changes with the code, the templates and styles, Python, all installed packages, fonts, system
    libraries, and the variables of the environment that they look at. Empty where this cannot be known."""
    if not _LIBRARIES.exists():
        return ""
    return sha256("\n".join(map(repr, _parts())).encode()).hexdigest()


def _parts() -> Iterator[object]:
    yield PRODUCER, sys.version
    # Python takes a module as compiled before by the time and size of its source; so do we.
    yield from sorted(_looks(str(Path(__file__).resolve().parents[1]), ".py"))
    for name in ("templates", "styles"):
        files = (path for path in resource(name).rglob("*.*") if path.parent.name != "__pycache__")
        yield from sorted((path.name, path.read_bytes()) for path in files)
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112
            yield sorted(name for name in os.listdir(folder) if name.endswith(("-info", ".pth")))  # noqa: PTH208
    yield from map(_look, map(str, font_files()))
    yield _look(str(_LIBRARIES))
    yield sorted(pair for pair in os.environ.items() if pair[0].startswith(_VARIABLES))


def _looks(folder: str, suffix: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(suffix):
                yield _look(entry.path)
            elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                yield from _looks(entry.path, suffix)


def _look(path: str) -> tuple[str, int, int]:
    about = os.stat(path)  # noqa: PTH116 (of a thousand files, at every start)
    return path, about.st_size, about.st_mtime_ns
