"""Tracked changes: how the marks of the tree are written in a Word file, for writer and reader.

**Words.** `w:ins` or `w:del` around runs (`w:delText`, `w:delInstrText` in a deletion); inserted and then
deleted is `<w:ins><w:del>…`; half of a move is `w:moveTo` or `w:moveFrom`. They stand inside
`w:hyperlink`. A complex field is in one of them as a whole, a note's call as its one run. A change
of bold or italic is `w:rPrChange` in every run of the text or field. The runs of a note are marked
in footnotes.xml as its inlines are (17.13.5.16, 17.13.5.18, 17.13.5.22, 17.13.5.25, 17.13.5.31).

**Breaks.** The break of a line, figure or caption is the mark of its paragraph: `w:pPr/w:rPr` with
`w:ins`, `w:del`, `w:moveTo` or `w:moveFrom` (17.13.5.15, 17.13.5.20). On the side where it goes, its paragraph's words
go on in the next paragraph, which keeps its own properties. Where the tree says otherwise:

  - A line whose break goes, whose words stay, and that no line follows, stays: its mark is plain.
  - The last line of the text: a separator follows it (as after a table) when it has a mark.
  - The last paragraph of a cell cannot be marked. On a side where it goes, the last line that is left
    in the cell ends there in its stead: [P1][P2 inserted] is P1 with the mark inserted by whom P2
    was, P2's words inserted, its mark plain. Each mark between the two takes the next line's.
    Where nothing is left, the empty paragraph of an empty cell is (its mark is plain too).

`item1.xml` gives the tree's own marks where a paragraph mark says otherwise (below).

**Paragraph properties.** What a paragraph is in the new document if its mark stands there, else what
it is in the old one. `w:pPrChange` with all that it was, if it stands in both and differs: because of
`former`; because of the shift in a cell; because the paragraph before, which began the list item or had
the row's number, is not there on one side (17.13.5.29). A typed label (the ":" of "Appendix A:") is marked as
words are.

**Rows.** `w:trPr/w:ins` and `w:del` (a row has no moves in Word: those of its words say it), for every row of a
table that is inserted or deleted (17.13.5.17, 17.13.5.13). `Table.former` is `w:tblPrChange` with the old `w:tblDescription`.

**Moves.** For each name of a move one `w:moveFromRangeStart … End` and one `w:moveToRangeStart … End`
with that `w:name`, from the first of its words, breaks and rows to the last: around the `w:tr` of a row,
from inside the first paragraph to behind the last one (behind its runs, in a cell or a note) (17.13.5.24, 17.13.5.28).

**Attributes.** `w:id` is unique in the file, over revisions, ranges of moves and bookmarks; `w:author`
always, `w:date` in UTC and whole seconds where there is one. No rsids.

**Numbers.** Word counts what is inserted and what is deleted alike, so a redline's labels are those of the
two documents only after accepting or rejecting. A reference is a REF field if it would be one in
the document it belongs to and its target stands wherever it does.

**What WordprocessingML cannot say** is in `item1.xml`, which lists the tree of the redline, deleted nodes
and all, each under its id:

    <revision n="1" author="…" date="…" move="…"/>     those that the following name, n from 1; `date`
                                                       (ISO 8601, UTC) and `move` only if there are any
    <former …>                                         as the root: properties and terms of before
    <paragraph|heading|figure inserted="1" deleted="0">  the marks of its break, both of them, where its
                                                       paragraph mark is another; 0 for none
    <paragraph|heading …><was id role level appendix revision="1"><frame list kind start item/>…</was>
                                                       its `former`; what is the default is left out
    <row former="id">                                  `Row.former`
"""

from __future__ import annotations
