"""Write back: a document that is wanted, into the content that it was made from.

The rooms, in the order of the data:

    wanted      the document, so that content can say it: ids for what is new, words, the file of each block
    markdown    manuscripts, changed in the lines of what changes
    yaml        YAML files, changed likewise
    lines       what both need: pieces in another order, wrapping, line ends

`write` calls them. `workplan.directives` knows the plan's data (`read_back`), `front_page` the rest of
plan.yaml and the heads. `agreement` asks whether the written content says what was wanted.

What we call things:

    wanted      the document that the content is to say
    file        a file of the content, by its name in the folder
    manuscript  a Markdown file, as blocks and the lines that they stand on
    loss        what cannot be written back as it is wanted (`losses`); `explaining` says what it follows from
    place       `file:line` in the content
"""
