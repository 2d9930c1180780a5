"""The options of directives: columns and headings that the file says otherwise than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from workplan.content.paper.plan import Manuscript, Plan
from workplan.importing.again.appendices import file_of


class Options(Struct):
    """The manuscripts that change, by their names in the folder, and the `directives` that came to have other
    lines."""

    texts: dict[str, str] = {}
    directives: set[str] = set()


def with_options(
    texts: Mapping[str, str], plan: Plan, base: Plan, theirs: Plan, only: Collection[str] | None = None
) -> Options:
    """The manuscripts of `plan`, whose `texts` are given, with the lines of `theirs` for directives whose
    lines are still those of the `base`; of `only` these, where they are given."""
    old, new = dict(_directives(base)), dict(_directives(theirs))
    found = Options()
    for name, manuscript in _manuscripts(plan):
        lines = texts[name].split("\n")
        for directive, (start, end) in sorted(_places(manuscript), key=lambda each: -each[1][0]):
            before, after = old.get(directive), new.get(directive)
            if not before or not after or before == after or lines[start:end] != before:
                continue
            if only is None or directive in only:
                lines[start:end] = after
                found.directives.add(directive)
                found.texts[name] = "\n".join(lines)
    return found


def _directives(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """The lines of each directive that stands once, by its name."""
    found = [
        (directive, manuscript.source.split("\n")[start:end])
        for _, manuscript in _manuscripts(plan)
        for directive, (start, end) in _places(manuscript)
    ]
    counted = Counter(directive for directive, _ in found)
    yield from ((directive, lines) for directive, lines in found if counted[directive] == 1)


def _places(manuscript: Manuscript) -> Iterator[tuple[str, tuple[int, int]]]:
    for node in manuscript.tree.children:
        if node.type == "directive" and node.map:
            yield node.meta["name"], node.map


def _manuscripts(plan: Plan) -> Iterator[tuple[str, Manuscript]]:
    yield "plan.md", plan.manuscript
    for appendix in plan.appendices:
        yield file_of(appendix), appendix.manuscript
