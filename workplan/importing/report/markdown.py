"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workplan.importing.bringing_in import Imported
from workplan.importing.report.told import counts, sections


def as_markdown(imported: Imported) -> str:
    return "\n".join(_lines(imported)) + "\n"


def _lines(imported: Imported) -> Iterator[str]:
    yield f"# What was understood of {_escaped(imported.source.name)}"
    yield ""
    yield f"{counts(imported)}. Every word of the file is in the content or on this page."
    for section in sections(imported):
        yield ""
        yield f"## {section.title}: {len(section.claims)}"
        yield ""
        if not section.claims:
            continue
        yield section.about
        yield ""
        yield "| Rule | Where | The original's words | What became of them | Why |"
        yield "| --- | --- | --- | --- | --- |"
        for claim in section.claims:
            yield _row(claim.rule, claim.at, claim.words, claim.became, claim.evidence)
    yield ""
    yield f"## Proof: {len(imported.differences)} differences between the original and the built plan"
    if imported.differences:
        yield ""
        yield "| The original | The built plan | Why |"
        yield "| --- | --- | --- |"
        for each in imported.differences:
            yield _row(each.original, each.ours, each.reason or "not explained: look at it")


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|&#~^])", r"\\\1", " ".join(words.split()))
