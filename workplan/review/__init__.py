"""Review: what editors propose in their copies of the plan, brought together to be decided on.

The rooms, in the order of the data. Each uses the ones above it alone (`lint-imports` holds that):

    incoming      who sent a file, what it was made from, and what a matrix was made from
    edits         a text as letters, and a copy as a layer of edits over them
    copy          one copy as changes to the baseline, each under its author and its number
    merge         all copies together: what is equal, what is in conflict
    rows          a row for each amendment, with the words around it and the comments on it
    content_now   what became of all that in the content since the copies were sent
    matrix        the rows as a spreadsheet, as YAML and as a paper; the decisions read back from them
    record        what was decided so far
    papers        the files for the meeting
    deciding      what the meeting decided, as one document
    steps         what `review` and `apply` do, for the commands and for whoever else asks

`consolidate` is the pipeline from `copy` to `content_now`. `steps.reviewing` calls it for the files of a
review, and `deciding` for those of a decision.

What we call things:

    baseline      the document that was sent out, and that all copies were made from
    copy          what one member sent back
    layer         what one copy does to the baseline, place by place
    strip         one text of the baseline as a sequence of atoms: the body, a cell, a note
    atom          one thing in a strip: a letter, the end of a line, a row, a table, a picture
    letter        an atom within a line: a letter of its words, the call of a note, a reference
    amendment     what is decided on as one: a run of words, a line, a row, a move
    column change what a copy does to a column, which no mark of the tree can say: an amendment, too
    number        of an amendment, in the marks of a copy (`AmendmentNumber`: the copy's, and its own in it);
                  the rows of the matrix are numbered anew
    row           one amendment, or one comment that stands alone, in the matrix
    conflict      two amendments that cannot both be made; the matrix gives such rows one letter
    disposition   what was decided on a row: accept, reject, amend or note
    excerpt       the sentences around an amendment, with its own marks alone
    content now   what the content says when the review is made, changes since the baseline included
"""
