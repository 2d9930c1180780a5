"""How a YAML file has its long words: found out from those that it holds."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from workplan.writeback.lines.manner import USUAL_WIDTH, manner_of
from workplan.writeback.yaml.values import Form


def form_of(text: str, node: yaml.Node) -> Form:
    """The form of a file that holds `node`."""
    lines = text.split("\n")
    paragraphs: list[list[str]] = []
    folded = unfolded = 0
    for scalar in _scalars(node):
        start, end = scalar.start_mark, scalar.end_mark
        if scalar.style in ("|", ">"):
            paragraph = [line for line in lines[start.line + 1 : end.line] if line.strip()]
        else:
            paragraph = [lines[start.line][: None if end.line > start.line else end.column]]
            if end.line > start.line:
                paragraph += [*lines[start.line + 1 : end.line], lines[end.line][: end.column]]
        if scalar.style in ("|", ">"):
            folded += 1
        elif len(paragraph) > 1 or len(paragraph[0]) > USUAL_WIDTH:
            unfolded += 1
        paragraphs.append(paragraph)
    return Form(manner_of(paragraphs), folded >= unfolded)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Values that are words, in a loop: no input is too deep."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, yaml.MappingNode):
            waiting += [value for _, value in reversed(each.value)]
        elif isinstance(each, yaml.SequenceNode):
            waiting += reversed(each.value)
        elif isinstance(each, yaml.ScalarNode):
            yield each
