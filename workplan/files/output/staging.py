"""Names for what is not finished. A killed program leaves files and folders under such names, and the next
one takes them away.

A name says which process of which machine it is of, so that nobody takes away what another is writing.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

#: Hidden, and in .gitignore.
HIDDEN = ".workplan-"
#: In the folder for temporary files, where nothing needs to be hidden.
TEMPORARY = "workplan-"


def owned(beginning: str) -> str:
    """How names of this process begin."""
    return f"{beginning}{_machine()}-{os.getpid()}-"


def sweep(folder: Path, beginning: str) -> None:
    """Take away what processes of this machine that are gone left in a folder. What cannot be taken away
    stays."""
    with suppress(OSError):
        for path in list(folder.glob(f"{beginning}*-*-*")):
            with suppress(OSError, ValueError):
                machine, process = path.name.removeprefix(beginning).split("-")[:2]
                if machine == _machine() and _gone(int(process)):
                    _remove(path)


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _machine() -> str:
    return sha256(os.uname().nodename.encode()).hexdigest()[:8]
