"""C declarations that are parsed ahead: they are WeasyPrint's, and others are parsed as ever."""

from __future__ import annotations

import subprocess

from tools import declare
from workplan.processes.limits import python


def test_they_are_what_cffi_makes_of_weasyprint_s_own() -> None:
    """Where this fails after an update of WeasyPrint: run tools/declare.py."""
    assert declare.WRITTEN.read_text("utf-8") == declare.module(declare.declarations())


def run(program: str) -> str:
    done = subprocess.run([*python(), "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


def test_the_pdf_s_process_starts_without_a_parser_of_c() -> None:
    """Before, half of WeasyPrint's import was cffi, which parsed with pycparser."""
    program = """
import sys
from workplan.render.pdf.engine.starting.declarations import parsed
with parsed():
    from weasyprint.text.ffi import ffi, pango
print("pycparser" in sys.modules, ffi.string(ffi.new("char[]", b"x")), pango.pango_units_from_double(1))
"""
    assert run(program) == "False b'x' 1024"


def test_other_declarations_are_parsed() -> None:
    program = """
from workplan.render.pdf.engine.starting.declarations import parsed
with parsed():
    import cffi
    ffi = cffi.FFI()
    ffi.cdef("int abs(int);")
print(ffi.dlopen(None).abs(-3), cffi.FFI().__class__.__module__)
import cffi
print(cffi.FFI.__module__)
"""
    assert run(program).split() == ["3", "workplan.render.pdf.engine.starting.declarations", "cffi.api"]
