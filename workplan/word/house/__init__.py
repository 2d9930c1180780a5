"""A house template: what `--reference-docx house.docx` lends to a document, as pandoc's users know it.

    reading    what is taken: styles, page, headers, footers, theme, fonts
    clean      what a part may say; nothing comes along that the house does not print
    fields     the fields that a header or footer may hold
    results    what those fields show
    order      the order in which the schema wants the children of an element
    pictures   pictures without metadata
    parts      the parts that come along, under names of ours
    styles     the house's styles, completed with ours
    losses     what is lost of the house, in words
    margins    our lines below its headers and footers
    drafts     the watermark in its headers

The file is hostile until proved otherwise: `word.file.opening` takes it apart.
"""

from workplan.word.house.reading import House, lost_of, read_house

__all__ = ["House", "lost_of", "read_house"]
