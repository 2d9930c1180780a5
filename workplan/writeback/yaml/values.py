"""Values as YAML, for a place where there was none: words plain where YAML lets them, quoted or folded
where it does not or where they are long; lists of short values in brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import yaml
from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import TypeAdapter

from workplan.files.yaml import read
from workplan.writeback.lines.manner import USUAL_WIDTH, Manner
from workplan.writeback.lines.wrapping import Shape, joined, split, wrapped

#: What a YAML file of the content holds, its scalars as words.
Value = str | Sequence["Value"] | Mapping[str, "Value"]


class Bare(str):
    """A whole number, true or false: never in quotation marks, which would make it words."""


_ANY = TypeAdapter(dict[str, object])
STEP = 2


class Form(Struct, frozen=True):
    """How a file has long words: on lines of its manner, `folded` behind ">-" or going on below their key."""

    manner: Manner = field(default_factory=Manner)
    folded: bool = True


@lru_cache(maxsize=10_000)
def plain_in_block(words: str) -> bool:
    """Whether `words` need no quotation marks behind `key: `."""
    return read(_ANY, f"key: {words}\n", "").value == {"key": words}


@lru_cache(maxsize=10_000)
def plain_in_flow(words: str) -> bool:
    """Whether `words` need no quotation marks in brackets."""
    return read(_ANY, f"key: [{words}]\n", "").value == {"key": (words,)}


def single_quoted(words: str) -> str:
    """The inside of 'words'."""
    return words.replace("'", "''")


def double_quoted(words: str) -> str:
    """The inside of "words"."""
    return words.replace("\\", "\\\\").replace('"', '\\"')


def scalar(words: str, plain: Callable[[str], bool] = plain_in_block) -> str:
    """`words` on one line."""
    if isinstance(words, Bare) or plain(words):
        return words
    if '"' in words or "\\" in words:
        return f"'{single_quoted(words)}'"
    return f'"{words}"'


def flow(value: Value) -> str:
    """`value` on one line, in brackets."""
    if isinstance(value, str):
        return scalar(value, plain_in_flow)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"
    return f"[{', '.join(map(flow, value))}]"


def after_key(value: Value, indent: int, column: int, form: Form) -> str:
    """`value` behind "key:" of a key that is indented by `indent`; `column` is where the colon ends."""
    if isinstance(value, str):
        return _words_after_key(value, indent, column, form)
    line, width = f" {flow(value)}", form.manner.width
    if column + len(line) <= width:
        return line
    if isinstance(value, Mapping):
        return f"\n{block(value, indent + STEP, form)}"
    if all(isinstance(inner, str) or len(flow(inner)) < width // 2 for inner in value):
        pieces = [[f"{flow(inner)},"] for inner in value]
        entries = [piece for line in pieces for piece in line]
        entries[-1] = entries[-1].removesuffix(",") + "]"
        entries[0] = f"[{entries[0]}"
        lines = wrapped(entries, Shape(column + 1, indent + STEP, Manner(width)))
        return " " + f"\n{' ' * (indent + STEP)}".join(" ".join(line) for line in lines)
    return f"\n{block(value, indent + STEP, form)}"


def _words_after_key(words: str, indent: int, column: int, form: Form) -> str:
    line, margin = f" {scalar(words)}", indent + STEP
    pieces = split(words)
    if not form.folded:
        lines = wrapped(split(scalar(words)), Shape(column + 1, margin, form.manner, opens_comment))
        return " " + f"\n{' ' * margin}".join(map(joined, lines))
    room = Shape(column + 1, margin, replace(form.manner, width=min(form.manner.width, USUAL_WIDTH)))
    if column + len(line) <= room.manner.width and len(wrapped(pieces, room)) <= 1:
        return line
    lines = wrapped(pieces, Shape(margin, margin, form.manner))
    return " >-\n" + "\n".join(" " * margin + joined(line) for line in lines)


def opens_comment(word: str) -> bool:
    """Whether a line of words that are not folded cannot begin with `word`."""
    return word.startswith("#")


def block(value: Value, indent: int, form: Form) -> str:
    """`value` on lines of its own, indented; without the end of the last line."""
    margin = " " * indent
    if isinstance(value, str):
        return f"{margin}{scalar(value)}"
    if isinstance(value, Mapping):
        return "\n".join(
            f"{margin}{key}:{after_key(inner, indent, indent + len(key) + 1, form)}"
            for key, inner in value.items()
        )
    return "\n".join(entry(inner, indent, form) for inner in value)


def entry(value: Value, indent: int, form: Form) -> str:
    """`value` as an entry of a list whose dashes are indented by `indent`."""
    margin = " " * indent
    if isinstance(value, Mapping):
        inside = block(value, indent + STEP, form)
        return f"{margin}- {inside.removeprefix(' ' * (indent + STEP))}"
    return f"{margin}- {flow(value)}"


def data(node: yaml.Node) -> Value:
    """What `node` holds, its scalars as words."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: data(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [data(value) for value in node.value]
    return str(node.value)
