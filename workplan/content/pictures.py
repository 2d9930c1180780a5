"""Pictures in a manuscript: `![what it shows](chart.png "A caption")`."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from markdown_it.token import Token

from workplan.content.inline import Fault, read_inline, read_tokens
from workplan.hints import quoted
from workplan.unspaced import on_one_line


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
