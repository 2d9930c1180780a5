"""No-objection procedure: a text is adopted where nobody objects in time.

    circular    the paper that asks; it is issued before it is opened
    text        the paper in an edition of which it asks for silence
    record      circulars/NAME.yaml, what happened to it (`content.models.circular`)
    reminder    the paper to those who have not acknowledged it
    notice      the paper that says whether the text is adopted

`procedure` is the state machine, `notices` writes the papers, `keeping` puts both into a content folder,
`register` lists everything. (OSCE Rules of Procedure, MC.DOC/1/06, Annex 1(A): the chair says a time of
expiry; a written objection or amendment before it breaks the silence; the chair tells all at once.)
"""
