"""Whether content is an edition that was issued, or a draft of the next one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property


class Standing:
    """`text` is the content as a frozen edition: the file's own where it was issued. Every PDF and Word
    file carries it. That of a draft is written when somebody asks for it: who checks a plan does not."""

    def __init__(self, draft: bool, text: str | Callable[[], str]) -> None:
        self.draft = draft
        self._text = text

    @cached_property
    def text(self) -> str:
        return self._text if isinstance(self._text, str) else self._text()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and (self.draft, self.text) == (other.draft, other.text)

    def said_to_be(self, *, draft: bool) -> Standing:
        """The same content, of which something else is said."""
        return Standing(draft, lambda: self.text)
