"""What is settled before a command imports anything else.

A command's objects live until its end, and the collector would look at all of them again and again while
modules are imported and content is read: a tenth of the time of `check`. It looks when there are more than a
short command makes; what a long one leaves in cycles is little.

Before its first model, pydantic looks for plugins in all packages that are installed. None is ours, and what
somebody installed for another program has no business here. To look for none it would still import
`importlib.metadata`, and with it `email`; so the module that looks has a stand-in.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LOADER = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    """In the place of pydantic's module that finds plugins, as long as nobody asks for more of it."""

    def get_plugins(self) -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)


def settle() -> None:
    """For this process."""
    gc.set_threshold(400_000, 20, 100)
    # And once more at the end: what is left then goes with the process.
    atexit.register(gc.freeze)
    sys.modules.setdefault(_LOADER, _NoPlugins(_LOADER))
