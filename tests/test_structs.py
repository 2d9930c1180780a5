"""msgspec's `replace` takes any names, for mypy as well: each that is given is a field of a class of ours."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "workplan"
_FIELD = re.compile(r"^    (\w+): ", re.MULTILINE)


def given(source: str) -> Iterator[str]:
    """The names that are given to `msgspec.structs.replace`."""
    if "from msgspec.structs import" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "replace":
            yield from (each.arg for each in node.keywords if each.arg)


def test_what_is_replaced_is_a_field() -> None:
    assert set(given("from msgspec.structs import replace\nreplace(a, b=1, **c)")) == {"b"}
    sources = [file.read_text("utf-8") for file in ROOT.rglob("*.py")]
    names = {name for source in sources for name in given(source)}
    assert len(names) > 100
    assert names <= {name for source in sources for name in _FIELD.findall(source)}
