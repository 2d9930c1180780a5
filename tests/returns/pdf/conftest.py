"""Reading without a process for each file, which would take most of the time of these tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from workplan.returns.pdf import facts, worker

_ask = facts._ask


def _here(rooms: Any, data: bytes, name: str) -> Any:
    try:
        return json.loads(worker._answer(json.dumps(rooms).encode() + b"\n" + data))
    except Exception:  # what is refused is told by the process
        return _ask(rooms, data, name)


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    with patch.object(facts, "_ask", _here):
        yield
