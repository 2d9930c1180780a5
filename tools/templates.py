"""Keep what Jinja makes of every template, also where PYTHONDONTWRITEBYTECODE is set
(`workplan.design.templates`).

.venv/bin/python tools/templates.py        part of the set-up
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def keep() -> None:
    from workplan.design import templates
    from workplan.design.resources import resource
    from workplan.render.html import environment as html
    from workplan.word.writer.templates import environment as word

    plain = {folder: templates.environment(folder) for folder in ("import", "pdf")}
    for folder, environment in ({"docx": word(), "html": html()} | plain).items():
        for file in resource(f"templates/{folder}").iterdir():
            if file.is_file():
                environment.get_template(file.name)


if __name__ == "__main__":
    sys.dont_write_bytecode = False
    keep()
