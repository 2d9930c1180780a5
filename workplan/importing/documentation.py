"""docs/import-rules.md, made of the docstrings of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

import workplan.importing.first_copy  # noqa: F401  (with which all rules are in the list)
from workplan.importing.rules.claims import RULES

_KINDS = {
    "F": "What is no part of the text",
    "N": "Notes",
    "M": "The front page",
    "H": "Headings",
    "A": "Appendices",
    "G": "Pages",
    "L": "Lists",
    "P": "Priorities",
    "T": "Tables",
    "K": "Actions",
    "R": "Links and references",
    "I": "Pictures",
    "B": "Paragraphs",
    "S": "Languages",
    "C": "Comments and tracked changes",
    "D": "Bare text and PDF files",
    "X": "Other things",
    "O": "Files of ours",
}

_HEAD = """\
# The rules of import

`import` takes lines for what these rules say. Each line of the report names the rule that it is from. A
*doubt* is something guessed, that somebody should look at; a *question* stops the import until it is
answered.

This page is made of the program: `.venv/bin/python -m tools.import_rules` writes it anew.
"""


def documentation() -> str:
    return "".join(_sections())


def _sections() -> Iterator[str]:
    yield _HEAD
    for letter, title in _KINDS.items():
        ids = sorted((id for id in RULES if id[0] == letter), key=lambda id: int(id[1:]))
        yield f"\n## {title}\n\n"
        for id in ids:
            yield f"- **{id}** {_plain(RULES[id].__doc__ or '')}\n"


def _plain(docstring: str) -> str:
    return re.sub(r"\s+", " ", docstring).strip()
