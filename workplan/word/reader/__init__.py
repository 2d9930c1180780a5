"""The Word reader: a Word file as a document with revisions, comments, and what the tree could not hold.

What of WordprocessingML is read [x]; read as something else or left out, and said in a `Finding` of the kind
in brackets [-]. The modules say more of their parts. The rooms are the way of the data: `parts`, `words`,
`text`, `columns`, `blocks`, `references`; `reading` goes through them.

    [x] paragraphs, headings, lists of any depth and count, tables, pictures, notes, title and masthead
    [x] bold, italic, superscript, subscript; symbols
    [x] links; references by field (REF, HYPERLINK) and by link; page numbers
    [x] tracked insertions and deletions, one within the other: of words, paragraph marks, rows, notes
    [x] tracked moves; tracked formatting; tracked properties of paragraphs (style, level, numbering)
    [x] authors and dates of all these, several and none; comments, replies, resolved, over paragraphs
    [x] runs split by spelling and rsids, content controls, smart tags, custom XML, alternatives
    [x] bookmarks that are lost, copied or moved; a file without its outline, without its baseline
    [x] notes whose first call went and that another still calls; Strict Open XML
    [x] what LibreOffice makes of all this when it saves
    [-] text boxes [text box], drawings, charts, OLE objects, ink, unknown parts [object], equations
        [equation], endnotes [endnote]: left out, with their words; a chart's with what describes it
    [-] numbers and names that were changed in a chart of ours, or in its workbook [chart]: told, since it
        is made from its table (`charts`)
    [-] pictures in words, cells and notes, or that cannot be read [picture]; tables in tables [nested table]
    [x] of a copy of what was sent: columns and cells that come, go, are merged or moved (`columns`)
    [-] else merged cells [merged cells], cells that come or go by themselves [tracked cells]
    [-] huge tables [table]
    [x] page breaks before a paragraph, table or picture; one that an editor put in or took out is said, too
    [x] sections in landscape, of ours and of editors; what an editor turned is said, too
    [-] page breaks elsewhere, column breaks, section breaks that turn no page [break]; looks but bold and
        italic, and tracked changes of looks, of tables and of the page [formatting]
    [-] words in other languages [language], in symbol fonts [symbol]; of a copy, what nobody
        sees or meant [character]; fields of other kinds, and those that
        do not end [field]
    [-] what an editor changed in a list of contents, which formats make [contents]
    [-] links to what is not there [link], other words in a reference [reference], headings deeper than the
        third level or in tables [heading], ways to count that the tree has not [list]
    [-] paragraphs of a note, calls of notes that are not there, a mark of a note's own
        [note]; headers and footers [running head]
    [-] links to other files, pictures that lie elsewhere, templates, missing parts that no words need [file]
    [-] refused as a whole: what `workplan.word.file.opening` says (macros, inserted files …)
"""

from workplan.word.reader.columns import ColumnChange, column_id
from workplan.word.reader.findings import Finding
from workplan.word.reader.marks import read_date
from workplan.word.reader.parts.comments import Comment
from workplan.word.reader.reading import Reading, read
from workplan.word.reader.text.memory import Memory

__all__ = ["ColumnChange", "Comment", "Finding", "Memory", "Reading", "column_id", "read", "read_date"]
