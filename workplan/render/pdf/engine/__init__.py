"""What WeasyPrint 70 does more often than it needs to, done once; every PDF keeps its bytes, and with
`borders` its looks.

    starting/     declarations: C declarations that are parsed already (`declared`)
                  deferred: what few documents need is imported when it is used
    reading/      parsing: HTML that is nested as ours is needs no parser that repairs it
                  sheets: what a rule of a style sheet says is found out once, for all papers
                  siblings: a selector asks few of the elements beside one
                  styles: elements that look alike have one computed style, in all documents of a process
    laying_out/   lengths: margins, padding and widths in pixels are worked out once for a style
                  lines: what a style tells Pango is prepared once; short words are laid out once
                  boxes: small questions that are asked of each box many times are answered with less ado
                  notes: each is laid out once where it stands, though their room is measured again and again
                  pages: what is looked up on each page is found at once, however many came before
    writing_out/  borders: dots below words are one line
                  fonts: opened once; those that vary are cut to one weight once, and kept
                  glyphs: what stands for a glyph on a page is written once for each font
                  objects: they are written out once, not twice

Each module names what it takes the place of, with the digest of its text (`replaced`). A test compares them,
and fails where WeasyPrint has changed one; `pyproject.toml` pins the version.
"""

from __future__ import annotations


def install() -> None:
    """Put all of it in place, for the rest of this process, which imports WeasyPrint now."""
    from workplan.render.pdf.engine.laying_out import boxes, lengths, lines, notes, pages
    from workplan.render.pdf.engine.reading import parsing, sheets, siblings, styles
    from workplan.render.pdf.engine.writing_out import borders, fonts, glyphs, objects

    for part in (
        parsing, sheets, siblings, styles, boxes, lengths, lines, notes, pages, borders, fonts,
        glyphs, objects,
    ):  # fmt: skip
        part.install()
