"""What WeasyPrint needs for few documents is imported when it is used, and is the same then."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
from workplan.render.pdf.engine.starting.deferred import deferred, prepare
with deferred():
    from weasyprint.pdf import fonts
    from weasyprint.text import fonts as faces

def has(name):
    return name in sys.modules

print(has("fontTools.varLib"), has("fontTools.subset"), has("fontTools.ttLib.woff2"))
prepare(is_asked=lambda: True)
print(has("fontTools.ttLib.tables.otTables"))
prepare(is_asked=lambda: has("fontTools.otlLib.builder"))
print(has("fontTools.ttLib.tables.otTables"), has("fontTools.varLib.instancer"))
print(fonts.subset.Options().hinting, faces.woff2.WOFF2FlavorData.__name__)
try:
    fonts.instantiateVariableFont({}, {})
except ValueError as error:
    print(error)
print(has("fontTools.varLib.instancer"))
"""


def test_what_cuts_fonts_in_python_is_imported_when_it_is_used_or_nobody_asks() -> None:
    """Before, it was a third of WeasyPrint's import, whose end the first PDF waited for."""
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "False False False",
        "False",
        "True False",
        "True WOFF2FlavorData",
        "Missing required table fvar",
        "True",
    ]
