"""The Jinja templates of a folder: autoescaped, and strict about names that do not exist.

What they are compiled to is kept (`workplan.kept`), as Python keeps what it makes of its own modules; to
compile them took a third of the time of a page. It follows from a template's own text and the version of
Jinja: a test holds that nothing else is worked out then (no filter of ours stands behind a constant).
"""

from __future__ import annotations

import sys
from hashlib import sha256

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from workplan.kept import keep, kept
from workplan.resources import resource

_KIND = "templates"


def environment(folder: str) -> Environment:
    """For the templates below `templates/`. Nothing in them is ever marked safe."""
    return Environment(
        loader=FileSystemLoader(resource(f"templates/{folder}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )


class _Compiled(BytecodeCache):
    """Compiled templates, under what they were compiled from and by."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := kept(_KIND, _of(bucket)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep(_KIND, _of(bucket), bucket.bytecode_to_string())


def _of(bucket: Bucket) -> str:
    by = jinja2.__version__, sys.version, sys.implementation.cache_tag
    return sha256(repr((bucket.key, bucket.checksum, by)).encode()).hexdigest()
