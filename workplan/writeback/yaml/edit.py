"""A YAML text made to hold another value, by changing the lines of what changes and no others.

    [x] words in every style: plain, "quoted", 'quoted', folded, literal; the style and the lines are kept
    [x] keys added, changed and taken out, in block and in flow style
    [x] entries of lists added, changed, moved and taken out; they are known by their `id` or `member`, those
        that have neither by what they hold, or else by their place
    [x] comments, blank lines, order, quotation marks, indents of all that stays
    [-] comments inside brackets, between entries that are taken out there

The places are those of libyaml's nodes. ruamel.yaml's round trip was measured: with this plan's width and
indents it changes 6 of the 97 lines of actions.yaml, 6 of 33 of priorities.yaml and 6 of 28 of plan.yaml
before anything is amended (lists are indented in one way in a whole file); so the text is changed by ranges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import yaml
from msgspec.structs import replace

from workplan.text.characters import with_plain_line_ends
from workplan.writeback.lines.arranging import Piece, Wanted, arranged, usual_gap
from workplan.writeback.lines.line_ends import with_line_ends_of
from workplan.writeback.lines.manner import UNLIMITED, Manner
from workplan.writeback.lines.wrapping import Shape, laid_out, split
from workplan.writeback.yaml.forms import form_of
from workplan.writeback.yaml.ranges import Ranges, is_absent
from workplan.writeback.yaml.values import (
    STEP,
    Bare,
    Form,
    Value,
    after_key,
    block,
    data,
    double_quoted,
    entry,
    flow,
    opens_comment,
    plain_in_block,
    plain_in_flow,
    scalar,
    single_quoted,
)

#: What an entry of a list is known by.
_NAMES = ("id", "member")


def read_data(raw: str) -> Value | None:
    """What the YAML text `raw`, which was loaded before, holds; None where it holds nothing."""
    node = yaml.compose(with_plain_line_ends(raw), Loader=yaml.CSafeLoader)
    return None if node is None or _empty(node) else data(node)


def patched(raw: str, value: Value) -> str:
    """The YAML text `raw`, which was loaded before, holding `value` instead."""
    text = with_plain_line_ends(raw)
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is not None and not _empty(node):
        if not value:  # nothing is left: but what was said about it
            return with_line_ends_of(raw, text[: node.start_mark.index] + text[Ranges(text).end(node) + 1 :])
        patch = _Patch(text, form_of(text, node))
        patch.change(node, value, -STEP)
        return with_line_ends_of(raw, patch.text())
    if not value:
        return raw
    kept = text if node is None else text[: node.start_mark.index] + text[node.end_mark.index :]
    before = f"{kept.rstrip()}\n\n" if kept.strip() else ""
    return with_line_ends_of(raw, f"{before}{block(value, 0, Form())}\n")


def _empty(node: yaml.Node) -> bool:
    return not node.value or (isinstance(node, yaml.ScalarNode) and data(node) in ("", "~", "null"))


class _Patch:
    """Changes of a text, by ranges. A change of a range takes the changes inside it with it."""

    def __init__(self, text: str, form: Form) -> None:
        self._source = text
        self._at = Ranges(text)
        self._edits: list[tuple[int, int, str]] = []
        self._form = form

    def text(self) -> str:
        return self._rendered(0, len(self._source))

    def _rendered(self, start: int, end: int) -> str:
        inside = sorted(edit for edit in self._edits if start <= edit[0] and edit[1] <= end)
        words, at = "", start
        for begins, ends, new in inside:
            words += self._source[at:begins] + new
            at = ends
        return words + self._source[at:end]

    def _replace(self, start: int, end: int, new: str) -> None:
        self._edits = [edit for edit in self._edits if not (start <= edit[0] and edit[1] <= end)]
        self._edits.append((start, end, new))

    def change(self, node: yaml.Node, new: Value, indent: int) -> None:
        """Make `node`, the value of a key that is indented by `indent`, hold `new`."""
        if data(node) == new:
            return
        if isinstance(node, yaml.MappingNode) and isinstance(new, Mapping) and new and node.value:
            self._mapping(node, new, indent)
        elif isinstance(node, yaml.SequenceNode) and _is_list(new) and new and node.value:
            assert not isinstance(new, str | Mapping)
            self._sequence(node, new, indent)
        elif isinstance(node, yaml.ScalarNode) and isinstance(new, str) and node.value:
            self._scalar(node, new, indent)
        else:
            self._anew(node.start_mark.index, self._at.end(node), new, indent)

    def _anew(self, start: int, end: int, new: Value, indent: int) -> None:
        """Put `new` in the place of what stands from `start` to `end`, behind a colon."""
        while self._source[start - 1] in " \n":
            start -= 1
        column = start - self._at.line_start(start)
        self._replace(start, end, after_key(new, indent, column, self._form))

    # Words

    def _scalar(self, node: yaml.ScalarNode, new: str, indent: int) -> None:
        start, end = node.start_mark.index, self._at.end(node)
        source = self._source[start:end]
        column = start - self._at.line_start(start)
        if node.style in ("|", ">"):
            header, _, body = source.partition("\n")
            margin = re.match(r"\n*( *)", body)
            room = len(margin[1]) if margin else indent + STEP
            lines = self._lines(body, new, Shape(room, room, self._form.manner))
            self._replace(start, end, "\n".join([header, *(" " * room + line for line in lines)]))
            return
        quote = node.style or ""
        escape = {'"': double_quoted, "'": single_quoted}.get(quote, str)
        inside = source[len(quote) : len(source) - len(quote)]
        known = re.search(r"\n *(?=\S)", inside)
        room = len(known[0]) - 1 if known else max(indent, 0) + STEP
        in_flow = self._at.in_flow(node)
        plain = plain_in_flow if in_flow else plain_in_block
        if not quote and not isinstance(new, Bare) and not plain(new):
            self._requote(start, end, new, indent, in_flow=in_flow)
            return
        long = column + len(escape(new)) + 2 * len(quote) > self._form.manner.width
        if long and self._form.folded and not known and not in_flow:
            self._requote(start, end, new, indent, in_flow=False)
            return
        manner = Manner(UNLIMITED) if in_flow and not known else self._form.manner
        shape = Shape(column + len(quote), room, manner, opens_comment)
        lines = self._lines(inside if "\\\n" not in inside else "", escape(new), shape)
        first, *rest = lines or [""]
        self._replace(start, end, quote + "\n".join([first, *(" " * room + line for line in rest)]) + quote)

    def _requote(self, start: int, end: int, new: str, indent: int, *, in_flow: bool) -> None:
        """Words in another style, where their own cannot hold them."""
        if in_flow:
            self._replace(start, end, scalar(new, plain_in_flow))
            return
        self._anew(start, end, new, indent)

    @staticmethod
    def _lines(body: str, words: str, shape: Shape) -> list[str]:
        before = [line.strip() for line in body.split("\n") if line.strip()]
        return laid_out(before, split(words), shape)

    # Groups of keys

    def _mapping(self, node: yaml.MappingNode, new: Mapping[str, Value], indent: int) -> None:
        pairs = {key.value: (key, value) for key, value in node.value}
        margin = node.start_mark.column if not node.flow_style else indent
        for name, (key, value) in pairs.items():
            if name in new and is_absent(value) and new[name]:
                end = self._at.after(key, value)
                self._anew(end, end, new[name], margin)
            elif name in new:
                self.change(value, new[name], margin)
        if list(new) == [name for name in pairs if name in new] and len(new) == len(pairs):
            return
        if node.flow_style:
            self._slots(node, [(key, value) for key, value in node.value], new)
            return
        ends = [self._at.line_end(self._at.after(key, value)) for key, value in node.value]
        starts = [node.value[0][0].start_mark.index] + [
            self._at.line_start(key.start_mark.index) for key, _ in node.value[1:]
        ]
        spots = list(zip(starts, ends, strict=True))
        first, *others = self._pieces(spots)
        indented = " " * margin  # which the first one has before it: it may stand elsewhere, and others there
        pieces = [replace(first, text=indented + first.text), *others]
        order = {name: n for n, name in enumerate(pairs)}
        gap = usual_gap(pieces, "\n")
        wanted = [
            Wanted(order[name], pieces[order[name]].text, gap)
            if name in order
            else Wanted(None, block({name: value}, margin, self._form), gap)
            for name, value in _in_order(new, order)
        ]
        self._replace(starts[0], ends[-1], arranged(pieces, wanted).removeprefix(indented))

    def _slots(
        self, node: yaml.MappingNode, pairs: list[tuple[yaml.Node, yaml.Node]], new: Mapping[str, Value]
    ) -> None:
        """Keys in braces: those that stay as they are written, then a comma before each new one."""
        texts = {
            key.value: self._rendered(key.start_mark.index, self._at.after(key, value))
            for key, value in pairs
        }
        words = [texts.get(name) or f"{name}: {flow(value)}" for name, value in new.items()]
        self._replace(node.start_mark.index + 1, node.end_mark.index - 1, ", ".join(words))

    # Lists

    def _sequence(self, node: yaml.SequenceNode, new: Sequence[Value], indent: int) -> None:
        old = [_name(data(value)) for value in node.value]
        places: dict[object, int] = {}
        for n, name in enumerate(old):
            places.setdefault(name, n)
        order = [places.pop(_name(value), None) for value in new]
        if len(old) == len(new):  # one that nothing names, and that is changed in its place, is no new one
            order = [
                n if place is None and old[n] in places and isinstance(value, Mapping) else place
                for n, (place, value) in enumerate(zip(order, new, strict=True))
            ]
        for place, value in zip(order, new, strict=True):
            if place is not None:
                inside = indent + STEP if node.flow_style else node.start_mark.column
                self.change(node.value[place], value, inside)
        if order == list(range(len(old))):
            return
        if node.flow_style:
            self._brackets(node, order, new, indent)
            return
        margin = node.start_mark.column
        starts = [self._at.dash(value, margin) for value in node.value]
        ends = [self._at.line_end(self._at.end(value)) for value in node.value]
        starts = [starts[0], *(self._at.with_comments(s, e) for s, e in zip(starts[1:], ends, strict=False))]
        pieces = self._pieces(list(zip(starts, ends, strict=True)))
        gap = usual_gap(pieces, "\n\n" if not margin and "\n" in pieces[0].text else "\n")
        wanted = [
            Wanted(place, pieces[place].text, gap)
            if place is not None
            else Wanted(None, entry(value, margin, self._form), gap)
            for place, value in zip(order, new, strict=True)
        ]
        self._replace(starts[0], ends[-1], arranged(pieces, wanted))

    def _brackets(
        self, node: yaml.SequenceNode, order: list[int | None], new: Sequence[Value], indent: int
    ) -> None:
        """Entries in brackets. What stands between two stays: it may be the end of a line."""
        spots = [(value.start_mark.index, value.end_mark.index) for value in node.value]
        between = [self._source[one[1] : other[0]] for one, other in pairwise(spots)]
        start, end = spots[0][0], spots[-1][1]
        words = ""
        column = start - self._at.line_start(start)
        for n, (place, value) in enumerate(zip(order, new, strict=True)):
            text = flow(value) if place is None else self._rendered(*spots[place])
            if n:
                gap = between[n - 1] if n <= len(between) else ", "
                if n > len(between) and column + len(gap) + len(text) >= self._form.manner.width:
                    gap = ",\n" + " " * (indent + STEP)
                words += gap
                column = len(words) - words.rfind("\n") - 1 if "\n" in words else column + len(gap)
            words += text
            column += len(text)
        self._replace(start, end, words)

    def _pieces(self, spots: list[tuple[int, int]]) -> list[Piece]:
        gaps = ["", *(self._source[one[1] : other[0]] for one, other in pairwise(spots))]
        return [Piece(gap, self._rendered(*spot)) for gap, spot in zip(gaps, spots, strict=True)]


def _in_order(new: Mapping[str, Value], order: Mapping[str, int]) -> list[tuple[str, Value]]:
    """The keys in the order of the text, each new one behind that which it follows."""
    known = sorted((name for name in new if name in order), key=order.__getitem__)
    names = list(new)
    for n, name in enumerate(names):
        if name not in order:
            known.insert(known.index(names[n - 1]) + 1 if n else 0, name)
    return [(name, new[name]) for name in known]


def _name(value: Value) -> object:
    if isinstance(value, Mapping):
        return next((value[name] for name in _NAMES if name in value), repr(value))
    return repr(value)


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
