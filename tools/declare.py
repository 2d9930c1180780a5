"""Write `workplan/render/pdf/engine/starting/declared.py` anew: WeasyPrint's C declarations, parsed by cffi.

.venv/bin/python tools/declare.py        after an update of WeasyPrint that declares anything else
"""

from __future__ import annotations

import ast
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import cffi

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "workplan" / "render" / "pdf" / "engine" / "starting" / "declared.py"

_HEAD = '''"""Written by tools/declare.py: what cffi makes of WeasyPrint's C declarations (text/ffi.py)."""

DIGEST = "{digest}"

'''


def declarations() -> str:
    """The C text that WeasyPrint gives to cffi; found without importing it."""
    spec = find_spec("weasyprint")
    assert spec and spec.origin
    tree = ast.parse((Path(spec.origin).parent / "text" / "ffi.py").read_text("utf-8"))
    (text,) = (
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cdef"
        if isinstance(node.args[0], ast.Constant)
    )
    assert isinstance(text, str)
    return text


def module(text: str) -> str:
    """The Python module that cffi makes of C declarations."""
    from workplan.render.pdf.engine.starting.declarations import digest

    ffi = cffi.FFI()
    ffi.set_source("declared", None)
    ffi.cdef(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "declared.py")
        ffi.emit_python_code(str(path))
        _, _, code = path.read_text("utf-8").partition("\n")
    return _HEAD.format(digest=digest(text)) + code


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    WRITTEN.write_text(module(declarations()), "utf-8")
