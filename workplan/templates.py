"""The Jinja templates of a folder: autoescaped, and strict about names that do not exist."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workplan.resources import resource


def environment(folder: str) -> Environment:
    """For the templates below `templates/`. Nothing in them is ever marked safe."""
    return Environment(
        loader=FileSystemLoader(resource(f"templates/{folder}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
