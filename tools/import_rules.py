"""Write docs/import-rules.md anew, from the docstrings of the rules."""

from __future__ import annotations

from pathlib import Path

from workplan.importing.documentation import documentation

if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "import-rules.md").write_text(documentation(), "utf-8")
