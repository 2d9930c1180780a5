"""Pango's C declarations, parsed ahead: half of WeasyPrint's import was cffi that read them, and it read
again at each first use of a type.

`declared` is what cffi makes of them for its out-of-line ABI mode, written by `tools/declare.py`. Loading it
needs no parser. What another version of WeasyPrint declares is parsed as ever (and fails a test).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from types import ModuleType
from typing import Any


@contextmanager
def parsed() -> Iterator[None]:
    """While WeasyPrint is imported for the first time within this, it is not cffi that parses for it."""
    if "cffi" in sys.modules:
        yield
        return
    stand_in = ModuleType("cffi")
    stand_in.FFI = _Declarations  # type: ignore[attr-defined]
    sys.modules["cffi"] = stand_in
    try:
        yield
    finally:
        if sys.modules.get("cffi") is stand_in:
            del sys.modules["cffi"]


class _Declarations:
    """To WeasyPrint, cffi's FFI: what it can do is there when it is told the declarations."""

    def cdef(self, text: str) -> None:
        from workplan.render.pdf.engine.starting import declared

        ffi: Any = declared.ffi if digest(text) == declared.DIGEST else _parsed(text)
        vars(self).update({name: getattr(ffi, name) for name in dir(ffi) if not name.startswith("_")})


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _parsed(text: str) -> Any:
    del sys.modules["cffi"]
    import cffi

    ffi = cffi.FFI()
    ffi.cdef(text)
    return ffi
