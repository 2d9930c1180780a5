"""Pictures in a manuscript: `![what it shows](chart.png "A caption"){width=60%}`.

What stands in the braces is read here: the attrs plugin (mdit-py-plugins) leaves what it cannot read as
words, takes the last of two widths and notes no places, so that nothing of this could be refused by name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.token import Token

from workplan.content.files.images import NARROWEST, WIDEST
from workplan.content.markup.inline import Fault, read_inline, read_tokens
from workplan.text.hints import quoted
from workplan.text.unspaced import on_one_line

_ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
_ATTRIBUTE = re.compile(r"[^\s=]+(?:=(?:\"[^\"]*\"|\S*))?|\S+")
_PER_CENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?%")
_HINT = f"write {{width=60%}}: from {NARROWEST}% to {WIDEST}% of the text's width"


def read_width(words: str, offset: int) -> tuple[float | None, list[Fault]]:
    """The width in `words`, which stand behind a picture at `offset` and begin with a brace."""
    found = _ATTRIBUTES.fullmatch(words.rstrip())
    if not found:
        return None, [Fault(f"what follows a picture cannot be read: {quoted(words)}", _HINT, offset)]
    faults, widths = list(_refused(found[1], offset + 1)), _widths(found[1])
    if not faults and len(widths) != 1:
        message = "a picture with two widths" if widths else "braces with nothing in them"
        faults.append(Fault(message, _HINT, offset))
    return (None, faults) if faults else (float(widths[0].rstrip("%")), [])


def attributes_behind(children: list[Token], words: str) -> str:
    """What stands in braces behind the picture that `words` begin with, whose tokens are `children`."""
    if [child.type for child in children] != ["image", "text"]:
        return ""
    attributes = children[1].content
    is_typed = words.endswith(attributes) and not words.removesuffix(attributes).endswith("\\")
    return attributes if attributes.startswith("{") and is_typed else ""


def _refused(attributes: str, offset: int) -> Iterator[Fault]:
    for one in _ATTRIBUTE.finditer(attributes):
        name, _, value = one[0].partition("=")
        at = offset + one.start()
        if name != "width":
            yield Fault(f"a picture has no attribute {quoted(name or one[0])}", _HINT, at)
        elif not _PER_CENT.fullmatch(value) or not NARROWEST <= float(value[:-1]) <= WIDEST:
            yield Fault(f"{quoted(value)} is no width of a picture", _HINT, at + len("width="))


def _widths(attributes: str) -> list[str]:
    return [one[0].removeprefix("width=") for one in _ATTRIBUTE.finditer(attributes)]


def read_picture(picture: Token, folder: str) -> tuple[Token | None, list[Fault]]:
    """The block of an `image` token, and what is wrong with it; none where no file can be meant.

    Its path is taken from the manuscript's `folder` in the content folder. The caption is plain
    words: Markdown has taken the backslashes out of it before anyone can read it as markup.
    """
    source, caption = unquote(str(picture.attrs["src"])), str(picture.attrs.get("title", "")).strip()
    alternative, faults = _alternative(picture.content)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", source):
        hint = "save it in the content folder and write its file name"
        return None, [*faults, Fault(f"the picture {quoted(source)} is not in the content folder", hint)]
    captioned = read_inline(on_one_line(caption)) if caption else None
    if captioned and (captioned.faults or any(n.type != "text" for n in captioned.node.children)):
        faults.append(Fault("markup in a picture's caption", "write plain words"))
    meta = {
        "path": posixpath.normpath(posixpath.join(folder, source)),
        "alternative": alternative,
        "caption": captioned and captioned.node,
        "width": None,
    }
    return Token("image", "", 0, meta=meta), faults


def _alternative(markup: str) -> tuple[str, list[Fault]]:
    tokens, faults = read_tokens(markup)
    words = on_one_line("".join("\n" if token.type == "softbreak" else token.content for token in tokens))
    if faults or any(token.type not in ("text", "softbreak") for token in tokens):
        return words, [Fault("markup in a picture's alternative text", "write plain words")]
    if not words:
        hint = "say between [ and ] what the picture shows, for those who cannot see it"
        return words, [Fault("a picture without alternative text", hint)]
    return words, []
