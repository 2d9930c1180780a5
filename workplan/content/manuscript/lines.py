"""Where the tokens of a manuscript stand in its file."""

from __future__ import annotations

from markdown_it.token import Token

from workplan.errors import Place


class Lines:
    """The lines of one manuscript. markdown-it counts them from 0, a `Place` from 1."""

    def __init__(self, source: str, file: str) -> None:
        self.all = self._lines = source.split("\n")
        self._file = file

    def at(self, line: int, offset: int) -> Place:
        """`offset` characters into `line`, which counts from 1."""
        return Place(self._file, line, offset + 1)

    def block(self, token: Token) -> Place:
        """Where a block begins, behind its indent."""
        line = token.map[0] if token.map else 0
        words = self._lines[line]
        return self.at(line + 1, len(words) - len(words.lstrip()))

    def inline(self, inline: Token, offset: int) -> Place:
        """Where `offset` of a paragraph's words stands: those are its lines without indents, list
        markers and the spaces at both ends."""
        content = inline.content
        start, end = content.rfind("\n", 0, offset) + 1, content.find("\n", offset)
        words = content[start : end if end >= 0 else None]
        line = (inline.map[0] if inline.map else 0) + content.count("\n", 0, offset) + 1
        if "from" in inline.meta:  # a cell of a pipe table, and where it begins in its line
            begin = max(self._lines[line - 1].find(words, inline.meta["from"]), inline.meta["from"])
            return self.at(line, begin + offset)
        return self.at(line, max(self._lines[line - 1].rfind(words.rstrip()), 0) + offset - start)

    def closes(self, fence: Token) -> bool:
        """Whether the last line of `fence` is its end, and not the end of the file or list."""
        first, end = fence.map or [0, 0]
        last = self._lines[end - 1].strip()
        return end - first > 1 and set(last) == {":"} and len(last) >= len(fence.markup)
