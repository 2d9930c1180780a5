"""The Jinja templates of a folder: autoescaped, and strict about names that do not exist.

What Jinja makes of a template is kept beside it, as Python keeps what it makes of a module: in `__pycache__`,
or wherever it keeps that, where it may be written. To make it anew takes half of the time of a Word file. It
is believed for the very words of a template, these options, this Jinja and this Python. That it follows from
no more of our filters than their names, a test holds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.utils import internalcode

from workplan.design.resources import resource


def environment(folder: str) -> Environment:
    """For the templates below `templates/`. Nothing in them is ever marked safe."""
    made = Environment(
        loader=FunctionLoader(partial(_source, folder)),
        bytecode_cache=_Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.context_class = _Context
    return made


def _source(folder: str, name: str) -> tuple[str, str, None]:
    """The words of a template, and where it is in the program, whatever folder that is in."""
    where = f"templates/{folder}/{name}"
    return resource(where).read_text(encoding="utf-8"), where, None


class _Context(Context):
    """Calls what templates call, and does not ask each time first what it takes of the context, which took as
    long as a macro itself: none of our functions takes anything of it, and all is escaped everywhere."""

    @internalcode
    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        return called(*args, **named)


class _Compiled(BytecodeCache):
    """Files that cannot be read or written are as good as none."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        version = "".join(filter(str.isalnum, jinja2.__version__))
        return cache_from_source(f"{resource(filename or name)}.py", optimization=f"jinja{version}")

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        on = environment
        decides = on.autoescape, on.trim_blocks, on.lstrip_blocks, on.keep_trailing_newline, sys.version
        return super().get_bucket(on, name, filename, f"{decides} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())
        except Exception:  # what an interrupted machine leaves of a file may be anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            SourceFileLoader("", "").set_data(bucket.key, bucket.bytecode_to_string())
