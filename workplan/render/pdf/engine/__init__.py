"""What WeasyPrint 70 does more often than it needs to, done once; every PDF keeps its bytes.

    declarations.py  C declarations that are parsed already (`declared`)
    deferred.py      what few documents need is imported when it is used
    parsing.py       HTML that is nested as ours is needs no parser that repairs it
    sheets.py        what a rule of a style sheet says is found out once, for all papers
    siblings.py      a selector asks few of the elements beside one
    styles.py        elements that look alike have one computed style
    writing.py       objects are written out once, not twice
    lengths.py       margins, padding and widths in pixels are worked out once for a style
    lines.py         what a style tells Pango is prepared once; short words are laid out once
    glyphs.py        what stands for a glyph on a page is written once for each font
    boxes.py         small questions that are asked of each box many times are answered with less ado
    fonts.py         fonts that vary are cut to one weight once, and kept
    notes.py         each is laid out once where it stands, though their room is measured again and again
    pages.py         what is looked up on each page is found at once, however many came before

Each module names what it takes the place of, with the digest of its text (`replaced`). A test compares them,
and fails where WeasyPrint has changed one; `pyproject.toml` pins the version.
"""

from __future__ import annotations


def install() -> None:
    """Put all of it in place, for the rest of this process, which imports WeasyPrint now."""
    from workplan.render.pdf.engine import (
        boxes,
        fonts,
        glyphs,
        lengths,
        lines,
        notes,
        pages,
        parsing,
        sheets,
        siblings,
        styles,
        writing,
    )

    for part in (
        boxes, fonts, glyphs, lengths, lines, notes, pages, parsing, sheets, siblings, styles, writing,
    ):  # fmt: skip
        part.install()
