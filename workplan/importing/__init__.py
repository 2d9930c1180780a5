"""Import: from the Word file that a group has today to a content folder, with a proof that no word was lost.

The rooms, in the order of the data:

    source     a file of any origin, as flat lines, tables, notes, heads and feet, each with its address
    rules      what each of them is: claims, each with its evidence and the id of its rule
    writing    what was understood, as the files of a content folder
    again      a corrected file, merged into the folder that an earlier import made
    law        whether every word of the source is in the content or in the report
    proof      what the built plan says beside what the source says, word for word
    report     all of that for people: in the terminal, as Markdown, as a web page

`bringing_in` calls them, for the folder that `into` is given. `first_copy` calls it for each state of a file
with tracked changes, and makes a copy for review of what differs.

What we call things:

    source     the file as it was read, before anything is understood
    line       a paragraph of the source, wherever it stands
    piece      words of a line that look alike
    address    the name of a line in the source: p12, t1.r3.c2.p1, n4.p1
    evidence   what of a line a rule looks at: its style, numbering, alignment, size …
    claim      what a rule says of lines: understood, guessed, left out, or asks
    doubt      a claim that somebody should look at: all that was guessed
    question   a claim that stops the import until it is answered
    answer     a choice for a question, given on the command line
"""
