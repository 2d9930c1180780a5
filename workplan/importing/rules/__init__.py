"""Rules: from a source to what is understood of it.

A rule is a small function with an id. It looks at lines and says what it takes them for, with its evidence.
`understanding` asks them in order, room by room:

    apart      what is no line of the text: running heads, contents, stamps; notes; what page ends parted
    front      the front page                              languages  the language
    lines      what each line is: headings, lists, paragraphs; and the sections that headings make
    tables     which table holds the actions; what is true of any table
    blocks     lines and tables as blocks of the tree, with pictures
    data       priorities and actions as data

What all of them use: `claims`, `labels`, `pieces`, `inlines`, `ids`. docs/import-rules.md is made of the
docstrings (`documentation`).
"""
