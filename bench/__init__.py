"""`make bench`: how long this program takes and how much memory, beside its peers.

    plans.py     content folders of any size, always the same
    ours.py      what is measured of this program: commands, cold and warm, and the bare cost
    markdown.py  a `Document` as pandoc's Markdown, so that the peers print the same content
    peers.py     pandoc → Word, pandoc → Typst, pandoc → WeasyPrint
    measure.py   a command's wall time and peak memory, within limits
    redlines.py  a redline of this plan, beside Docxodus; comparing as plans grow
    packs.py     a meeting's papers merged into one PDF
    replies.py   from members' copies of this plan to the comment matrix, as copies and changes grow
    returns.py   forms that members sent back to a call for interest, collected
    imports.py   Word files of many actions, imported
    report.py    the tables, and the same in JSON

Terms: *cold* is a new process that has the files it reads in the system's cache; *warm* is a second
build in a process that has made one; *peak* is the largest sum of the resident memory of a process
and its descendants at any moment, sampled every 50 ms. Linux only.
"""
