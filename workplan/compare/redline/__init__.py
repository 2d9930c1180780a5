"""The redline of two documents.

redline            its steps
places             in which list a line stands that is gone
moved_sentences    makes moves of what goes here and comes there
notes              follow their first calls
page_layouts       how blocks stood on pages
in_common          whether two documents are versions of one at all
"""
