"""Word files as sources: every word of any of them, with its address.

    [x] paragraphs, tables in tables, content controls, text boxes (behind the paragraph that they hang on)
    [x] footnotes, endnotes, comments, heads and feet, watermarks, charts and diagrams (their words)
    [x] looks, sizes, languages, alignment, numbering with its labels, outline levels, borders, sections
    [x] links, references, fields (their results), contents lists (said to be ones)
    [x] symbols of Wingdings and Symbol that have a character
    [x] tracked changes: as they are `accepted` or `rejected`, and counted
    [-] former looks and properties in a rejected view: those of now
    [-] embedded objects, ink, sound: left out, and said

    reading       a file as a source: its text, notes, comments, heads and feet, charts and diagrams
    story         the blocks of one part: paragraphs, tables, content controls, text boxes
    paragraphs    a paragraph as a line
    runs          what stands in a paragraph, as pieces
    parts         the file and its parts in the chosen view, and what of them nobody came to

A module imports only from those below it. No word can be passed over: what this reader does not come to is
found at the end, and said to stand elsewhere (`Part.missed`). Opened as any file from outside
(`workplan.word.file.opening`).
"""

from workplan.importing.source.word.parts import View
from workplan.importing.source.word.reading import read_word

__all__ = ["View", "read_word"]
