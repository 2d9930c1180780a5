"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workplan.compare.telling.told import with_signs
from workplan.importing.again.merging import Merged
from workplan.importing.bringing_in import Imported
from workplan.importing.report.told import UNEXPLAINED, counts, parts, proof, sections, taken


def as_markdown(imported: Imported) -> str:
    return "\n".join(_lines(imported)) + "\n"


def _lines(imported: Imported) -> Iterator[str]:
    yield f"# What was understood of {_escaped(imported.source.name)}"
    yield ""
    yield f"{counts(imported)}. Every word of the file is in the content or on this page."
    if imported.merged:
        yield from _merged(imported.merged)
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
    yield from (f"## Proof: {proof(imported)}", "")
    if imported.differences:
        yield "| The original, ~~what is gone~~ and **what is new** | Why |"
        yield "| --- | --- |"
        for each in imported.differences:
            told = " ".join(with_signs(each.told, _escaped_letters).split())
            yield f"| {told} | {_escaped(each.reason or UNEXPLAINED)} |"


def _merged(merged: Merged) -> Iterator[str]:
    """What came, what was kept, and what both had changed."""
    yield ""
    yield f"## Conflicts: {len(merged.conflicts)}"
    if merged.conflicts:
        yield from ("", "What the folder and the file both changed.", "")
        yield "| Where | Before | The folder | The file | What was chosen |"
        yield "| --- | --- | --- | --- | --- |"
        for each in merged.conflicts:
            yield _row(each.place, each.base, each.mine, each.theirs, taken(each))
    for part in parts(merged):
        yield from ("", f"## {part.title}: {len(part.lines)}")
        if part.lines:
            yield from ("", part.about, "")
            yield from (f"- {_escaped(at)}: {with_signs(told, _escaped)}" for at, told in part.lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(words: str) -> str:
    return _escaped_letters(" ".join(words.split()))


def _escaped_letters(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|&#~^])", r"\\\1", words)
