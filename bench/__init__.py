"""`make bench`: how long this program takes and how much memory, beside its peers.

    plans.py     content folders of any size, always the same
    tasks.py     what a user does with a plan, from `check` to a circulation, as commands
    sent.py      members' copies of a plan, for a review
    ours.py      the bare cost: WeasyPrint alone
    markdown.py  a `Document` as pandoc's Markdown, so that the peers print the same content
    by_hand.py   a `Document` as somebody types it in Typst
    peers.py     Typst by hand, pandoc's chains, LibreOffice, Docxodus
    measure.py   a command's wall time, processor time and peak memory, within limits
    packs.py     a meeting's papers merged into one PDF, as papers grow
    replies.py   from members' copies of this plan to the comment matrix, as copies and changes grow
    copies.py    named copies of this plan, beside a compile of Typst for each
    returns.py   forms that members sent back to a call for interest, collected
    imports.py   Word files of many actions, imported
    hostile.py   Word files made to be slow to read
    report.py    one table of tasks and peers at all sizes, with ratios and growth; the same in JSON

`--write` puts the table into RESULTS.md. Every command is a new process, started as a user starts it, whose
files are in the system's cache; *peak* is the largest sum of the memory of a process and its descendants at
any moment, sampled every 50 ms. Linux only.
"""
