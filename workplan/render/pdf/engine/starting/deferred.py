"""What WeasyPrint imports at its beginning and needs for few documents: imported when it is first used.

[x] what cuts fonts in Python, a third of the import: for letters that no paper had before (see
    `writing_out.fonts`)
[-] what cuts them where HarfBuzz does not, what reads fonts of web pages: no document of ours needs it
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

_INSTANCER = "fontTools.varLib.instancer"
#: The modules, each with what is taken out of it at once.
_LATER = {
    "fontTools.subset": (),
    "fontTools.ttLib.woff2": (),
    "fontTools.varLib": (),
    _INSTANCER: ("instantiateVariableFont",),
}
#: What cutting a font imports, in pieces of some hundredths of a second.
_PIECES = (
    "fontTools.ttLib.tables.otTables", "fontTools.otlLib.builder", "lxml.etree", "fontTools.designspaceLib",
    "fontTools.cffLib.specializer", "fontTools.ttLib.tables._g_l_y_f", "fontTools.unicodedata",
    "fontTools.subset", _INSTANCER, "fontTools.agl", "fontTools.ttLib.tables.O_S_2f_2",
    "fontTools.ttLib.tables.S_T_A_T_", "fontTools.ttLib.tables._g_a_s_p", "fontTools.ttLib.tables._h_h_e_a",
    "fontTools.ttLib.tables._l_o_c_a",
)  # fmt: skip


@contextmanager
def deferred() -> Iterator[None]:
    """While WeasyPrint is imported for the first time within this, stand-ins take the places of modules."""
    stand_ins = {name: _Later(name, taken) for name, taken in _LATER.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def prepare(is_asked: Callable[[], bool]) -> None:
    """Import what cutting a font needs, as long as nothing else is asked for."""
    for name in _PIECES:
        if is_asked():
            return
        import_module(name)


class _Later(ModuleType):
    """A module that is imported when something of it is first used."""

    def __init__(self, name: str, taken: tuple[str, ...]) -> None:
        super().__init__(name)
        self.__path__: list[str] = []
        vars(self).update({function: partial(_call, name, function) for function in taken})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def _call(module: str, function: str, *arguments: Any, **options: Any) -> Any:
    return getattr(import_module(module), function)(*arguments, **options)
