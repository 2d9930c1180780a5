"""Inlines to inline markup, the inverse of `document.composing.inlines`; every answer is read again before it
is given.

    [x] words, looks in any mixture, links, notes, references by number, title and words
    [x] whatever Markdown, YAML's models or a directive would take for markup, escaped
    [-] a space at the edge of bold or italic words, and any in superscript and subscript ones, stands outside
        of them: nobody can see the difference
    [-] bold or italic that ends with a mark inside a word ("states:" of "states:x"): the mark stands outside
    [-] two spaces that meet, and spaces at either end of a paragraph: content has none
    [-] an address that content refuses: its words without the link

(CommonMark 0.31, 6.2: delimiter runs; 2.4: backslash escapes.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, product

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.markup.inline import read_inline
from workplan.content.markup.looks import MARKS, LookName
from workplan.content.values.blank import is_printed, written
from workplan.document.composing.inlines import inlines as resolved
from workplan.document.composing.targets import Target
from workplan.document.look import LOOKS
from workplan.document.tree import LINE_BREAK, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.writeback.lines.wrapping import split, unsplit
from workplan.writeback.markdown.loosened import LOOSER, bare, unlinked, unnumbered

#: How looks are spelled, the usual way first.
_SPELLINGS: tuple[Mapping[LookName, str], ...] = tuple(
    dict(zip(MARKS, marks, strict=True)) for marks in product(*MARKS.values())
)
#: Which look stands around which.
_ORDERS: tuple[tuple[LookName, ...], ...] = (LOOKS, ("italic", "bold", *LOOKS[2:]))

_ESCAPED = re.compile(
    r"[\\`*\[\]]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # between two letters or digits it is no markup
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=[#A-Za-z0-9])"
    r"|\{(?=[{%#])"
    r"|(?<=~)~|~(?=~)"
    r"|\^(?=[^\s^]*(?:\^|$))|~(?=[^\s~]*(?:~|$))"
)


class Spelled(Struct, frozen=True):
    """Markup, and the inlines that it is read as: those that were wanted wherever content can say them."""

    words: str
    inlines: tuple[Inline, ...]


def spelled(inlines: Sequence[Inline]) -> Spelled:
    """The markup of `inlines`, on one line but for the line breaks."""
    wanted = unnumbered(inlines)
    for loosen in LOOSER:
        loosened = normal(loosen(wanted))
        for order, marks, around in product(_ORDERS, _SPELLINGS, (True, False)):
            words = _Writer(order, marks, around=around).write(loosened)
            if _is_read_as(words, loosened):
                return Spelled(words, loosened)
    # Longer than content takes, or characters that it refuses: loading says so, by name.
    return Spelled(words, normal(unlinked(wanted)))


def respelled(source: str, old: Sequence[Inline], new: Sequence[Inline]) -> Spelled:
    """The markup of `new` where that of `old` was `source`: words that stay keep their spelling, such as
    `_italic_` for `*italic*`."""
    if unnumbered(old) == (wanted := unnumbered(new)):
        return Spelled(source, wanted)
    fresh = spelled(new)
    before, usual, after = split(source), split(spelled(old).words), split(fresh.words)
    if before == usual or len(before) != len(usual):
        return fresh
    kept: list[str] = []
    for tag, i, _, j, j_end in SequenceMatcher(None, usual, after, autojunk=False).get_opcodes():
        kept += before[i : i + j_end - j] if tag == "equal" else after[j:j_end]
    words = unsplit(kept)
    return Spelled(words, fresh.inlines) if _is_read_as(words, fresh.inlines) else fresh


def understood(words: str, wanted: Sequence[Inline]) -> tuple[Inline, ...] | None:
    """What `words` are read as, where references print what they print in `wanted`; None: refused."""
    read = read_inline(words)
    if read.faults:
        return None
    shown = _Shown()
    for inline in wanted:
        if isinstance(inline, Reference) and inline.kind in ("number", "title"):
            shown[inline.target] = Target(inline.text, inline.kind)
    return resolved(read.node, shown)


def _is_read_as(words: str, wanted: Sequence[Inline]) -> bool:
    read = understood(words, wanted)
    return read is not None and bare(read) == bare(wanted)


class _Shown(dict[str, Target]):
    def __missing__(self, name: str) -> Target:
        return Target("?", "number")


class _Writer:
    """One way to spell inlines: which look stands around which, with which marks, and whether their marks
    stand `around` links, and calls of notes between two such words."""

    def __init__(self, order: Sequence[LookName], marks: Mapping[LookName, str], *, around: bool) -> None:
        self._order, self._marks, self._around = order, marks, around

    def write(self, inlines: Sequence[Inline], depth: int = 0) -> str:
        if depth == len(self._order):
            return "".join(self._pieces(inlines))
        look, pieces = self._order[depth], []
        looks = self._looks(inlines, look)
        for on, group in groupby(range(len(inlines)), key=looks.__getitem__):
            places = list(group)
            inside, after = [inlines[n] for n in places], places[-1] + 1
            following = inlines[after] if after < len(inlines) else None
            mark = self._marks[look] if on else ""
            pieces.append(mark + _tied(self.write(inside, depth + 1), following, mark) + mark)
        return "".join(pieces)

    def _looks(self, inlines: Sequence[Inline], look: LookName) -> list[bool]:
        looks = [self._has(inline, look) for inline in inlines]
        for n in range(1, len(inlines) - 1):
            if self._around and isinstance(inlines[n], NoteReference):
                looks[n] = looks[n - 1] and looks[n + 1]
        return looks

    def _pieces(self, inlines: Sequence[Inline]) -> Iterator[str]:
        for n, inline in enumerate(inlines):
            match inline:
                case Text() if inline.look.blank and is_printed(inline.text):
                    yield written(inline.text)
                case Text():
                    words = escaped(inline.text).replace(LINE_BREAK, f"\\{LINE_BREAK}")
                    if n and isinstance(inlines[n - 1], NoteReference) and words.startswith(":"):
                        words = f"\\{words}"  # else it defines a note
                    yield _tied(words, inlines[n + 1] if n + 1 < len(inlines) else None, "")
                case Link():
                    yield f"[{self._children(inline)}]({_address(inline.href)})"
                case Reference(kind="words"):
                    yield f"[{escaped(inline.text)}](#{inline.target})"
                case Reference():
                    yield f"[](#{inline.target})"
                case NoteReference():
                    yield f"[^{inline.note.removeprefix('note.')}]"

    def _children(self, link: Link) -> str:
        """The words of a link, without the marks that stand around it."""
        texts = list(link.children)
        for name in (name for name in self._order if self._has(link, name)):
            texts = [replace(text, look=text.look.but(name, False)) for text in texts]
        return self.write(texts)

    def _has(self, inline: Inline, look: LookName) -> bool:
        match inline:
            case Link():
                return self._around and all(text.look.has(look) for text in inline.children)
            case NoteReference():
                return False
            case _:
                return inline.look.has(look)


def _tied(words: str, following: Inline | None, mark: str) -> str:
    """`words` before a bracket that would otherwise be taken together with their last sign: `![`."""
    if not mark and following is not None and not isinstance(following, Text) and words.endswith("!"):
        return f"{words[:-1]}\\!"
    return words


def escaped(words: str) -> str:
    """`words` with a backslash before all that Markdown would take for inline markup."""
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", words)


def _address(href: str) -> str:
    return re.sub(r"[()\\]", lambda found: f"\\{found[0]}", href)
