"""Headings: by style, by numbering level, by outline level, and only then by shape."""

from __future__ import annotations

import re

from workplan.importing.rules.claims import rule
from workplan.importing.rules.labels import ENDS, typed_label
from workplan.importing.rules.lines.roles import Around, LineRule, Role
from workplan.importing.source.model import Line
from workplan.importing.source.text import STYLE

#: A heading has no more letters than these; what is longer is text in the looks of a heading.
LONGEST = 120
_SENTENCE = re.compile(r"[.;:,、。；：，։።]\s*$")
#: What begins an appendix, in the languages of the United Nations and some others.
_APPENDIX_WORDS = (
    "appendix|annex(?:ure|e)?|attachment|schedule|enclosure|anhang|anlage|anejo|anexo|apéndice|allegato|"
    "приложение|附件|附录|lampiran|phụ lục|ภาคผนวก|ملحق|المرفق|bijlage|příloha|załącznik"
)
APPENDIX = re.compile(
    rf"\s*(?P<word>{_APPENDIX_WORDS})"
    r"(?:\s*(?P<letter>(?-i:[A-Z]|[IVX]{1,5})|\d{1,2}|[一二三四五六七八九十])(?!\w)(?:\s*[:.–—-]\s*|\s+|$)"
    r"|\s*[:.–—-]\s*|\s*$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)


@rule("H1")
def by_style(line: Line, _around: Around) -> Role | None:
    """A paragraph in a heading style is a heading of that level, whatever the style is called in the language
    of the program that wrote the file (Heading 1, Überschrift 1, Nadpis 1). One of more than 120 letters that
    ends with a full stop is not: that is text in the wrong style, and a doubt (H6)."""
    if line.heading and not line.inherited and not is_long(line):
        return Role("heading", "H1", f"style “{line.style}”", level=line.heading)
    return None


@rule("H2")
def by_inherited_style(line: Line, _around: Around) -> Role | None:
    """A paragraph in a style that is based on a heading style is a heading of that level. It is a doubt,
    because people base other styles on headings, too."""
    if line.heading and line.inherited and not is_long(line):
        evidence = f"style “{line.style}”, which is based on the heading style of level {line.heading}"
        return Role("heading", "H2", evidence, sure=False, level=line.heading)
    return None


@rule("H3")
def by_numbering(line: Line, _around: Around) -> Role | None:
    """A paragraph that is numbered at a level which is linked to a heading style is a heading of that
    level."""
    counting = line.counting
    if counting and (found := re.fullmatch(r"heading ([1-9])", counting.style)) and not is_long(line):
        return Role(
            "heading", "H3", f"numbering “{counting.label}”, linked to {counting.style}", level=int(found[1])
        )
    return None


@rule("H4")
def by_outline(line: Line, _around: Around) -> Role | None:
    """A paragraph with an outline level is a heading of that level."""
    if line.outline and not is_long(line) and not line.means.startswith("list"):
        return Role("heading", "H4", f"outline level {line.outline}", level=line.outline)
    return None


@rule("H5")
def by_shape(line: Line, around: Around) -> Role | None:
    """Without any of these, a heading is a short line of its own (120 letters at most) that is all bold, all
    underlined or in larger letters, does not end as a sentence does, and is followed by text, a list, a table
    or another heading. It is a doubt; its level follows from how it looks beside the others."""
    words = line.text.strip()
    if (
        not words
        or line.means == "caption"
        or len(words) > LONGEST
        or _SENTENCE.search(words)
        or line.counting
    ):
        return None
    looks = [
        name
        for name, has in (
            ("bold", line.bold),
            ("underlined", line.underlined),
            (f"{line.size:g} point beside {around.body_size:g}", line.size >= around.body_size + 1.5),
        )
        if has
    ]
    if not looks or not any(map(str.isalpha, words)) or not (around.after or around.table_after):
        return None
    return Role("heading", "H5", f"a short line of its own, {' and '.join(looks)}", sure=False)


@rule("H6")
def too_long(line: Line, _around: Around) -> Role | None:
    """Text in a heading style that is longer than 120 letters and ends with a full stop, or longer than 250
    letters, stays text. It is a doubt."""
    if (line.heading or line.outline) and is_long(line):
        return Role("body", "H6", f"{len(line.text)} letters in the style “{line.style}”", sure=False)
    return None


#: In the order in which they are asked.
HEADINGS: tuple[LineRule, ...] = (by_style, by_inherited_style, by_numbering, by_outline, too_long, by_shape)


def is_long(line: Line) -> bool:
    words = line.text.strip()
    return len(words) > 250 or (len(words) > LONGEST and bool(re.search(r"[.。;]$", words)))


@rule("D1")
def in_a_draft(line: Line, around: Around) -> Role | None:
    """In a text without looks, a heading is a line of its own of at most 120 letters that begins with a
    capital letter, does not end as a sentence does, is no item of a list, and is followed by text, a list or
    a table. It is a doubt."""
    words = line.text.strip()
    if line.style != STYLE or not words or len(words) > LONGEST or ENDS.search(words):
        return None
    if words[0].islower() or typed_label(line.text) or not any(map(str.isalpha, words)):
        return None
    if not (around.table_after or (around.after and not around.after.empty)):
        return None
    return Role("heading", "D1", "a short line of its own, which ends no sentence", sure=False)
