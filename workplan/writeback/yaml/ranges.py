"""Where things begin and end in a YAML text, by libyaml's nodes. Ends are behind the last character."""

from __future__ import annotations

import re

import yaml

#: What follows a value in brackets or braces.
_CLOSES = re.compile(r"\s*[,\]}]")


def is_absent(node: yaml.Node) -> bool:
    """Whether a key has no value at all: libyaml then puts one anywhere behind its colon."""
    return bool(node.start_mark.index == node.end_mark.index)


class Ranges:
    def __init__(self, text: str) -> None:
        self._text = text

    def end(self, node: yaml.Node) -> int:
        """Where a node ends, without the blank lines and comments behind it that libyaml takes along."""
        if isinstance(node, yaml.ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            return start + len(self._text[start:end].rstrip()) if node.style in ("|", ">") else end
        assert isinstance(node, yaml.CollectionNode)
        if node.flow_style:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.after(*last) if isinstance(node, yaml.MappingNode) else self.end(last)

    def after(self, key: yaml.Node, value: yaml.Node) -> int:
        """Where the value of a key ends; the colon, where it has none."""
        return self._text.index(":", key.end_mark.index) + 1 if is_absent(value) else self.end(value)

    def in_flow(self, node: yaml.Node) -> bool:
        """Whether a scalar stands in brackets or braces."""
        return bool(_CLOSES.match(self._text, self.end(node)))

    def dash(self, value: yaml.Node, margin: int) -> int:
        """Where the line begins whose dash, indented by `margin`, opens an entry."""
        start = self.line_start(value.start_mark.index)
        while self._text[start + margin : start + margin + 1] != "-":
            start = self.line_start(start - 1)
        return start

    def with_comments(self, start: int, before: int) -> int:
        """Where the comments begin that stand on the lines above `start`, and behind `before`."""
        while (above := self.line_start(start - 1)) > before:
            if not self._text[above:start].lstrip().startswith("#"):
                break
            start = above
        return start

    def line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        end = self._text.find("\n", at)
        return end if end >= 0 else len(self._text)
