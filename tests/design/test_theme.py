"""The design tokens: read once, and what is wrong with them has its line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import workplan.design.theme
from workplan.design.resources import resource
from workplan.design.theme import theme
from workplan.errors import ContentError

TOKENS = resource("styles/theme.yaml").read_text("utf-8")


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of tokens, which `theme` reads anew, with a cache folder that has nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "theme.yaml"
    monkeypatch.setattr(workplan.design.theme, "resource", lambda _name: path)
    monkeypatch.setattr(workplan.design.theme, "theme", theme.__wrapped__)
    return path


@pytest.mark.parametrize(
    ("was", "now", "line", "message"),
    [
        ("  header: 12mm", "  header: 12", "  header: 12", "a length looks like 10.5pt or 25mm"),
        ("  footer: 12mm", "  foot: 12mm", "page:", "unknown field `foot`"),
        ('  ink: "#1A1A1A"', '  ink: "black"', "colours:", "matching regex"),
    ],
)
def test_what_is_wrong_has_its_line(read: Path, was: str, now: str, line: str, message: str) -> None:
    assert was in TOKENS
    text = TOKENS.replace(was, now, 1)
    read.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        workplan.design.theme.theme()
    (problem,) = caught.value.problems
    assert message in problem.message
    found = text.splitlines()[(problem.place.line or 0) - 1]
    assert found.startswith(line) or text.splitlines()[(problem.place.line or 0) - 2].startswith(line)


def test_what_is_kept_is_what_the_file_says(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, whoever wrote a Word file imported pydantic and PyYAML to read the tokens, each time."""
    read.write_text(TOKENS, "utf-8")
    first = workplan.design.theme.theme()
    monkeypatch.setitem(sys.modules, "workplan.files.yaml", None)  # cannot be imported any more
    assert workplan.design.theme.theme() == first == theme()
    read.write_text(TOKENS.replace("width: 210mm", "width: 200mm", 1), "utf-8")
    with pytest.raises(ImportError):
        workplan.design.theme.theme()
