"""A plan that was issued and circulated once, for all tests that look at what came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.circulation.circulating import BOTH, circulate, write
from tests.warm import run


@pytest.fixture(scope="session")
def circulated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A content folder that was issued and circulated; its copies; and what was said."""
    folder = tmp_path_factory.mktemp("circulated")
    content = write(folder / "content")
    assert run("issue", "--content", content, "--output", folder / "issued").returncode == 0
    return content, folder / "output", circulate(content, folder / "output", *BOTH)
