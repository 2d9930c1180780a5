"""Content: from the files of a content folder to a plan, or to every problem in them. `load` is the way in;
`elsewhere` says what a change of one paper makes of the others.

The rooms, in the order of the data. Each uses the ones above it alone (`lint-imports` holds that):

    values        what a single field can say
    files         the files of a content folder
    words         the words that the program adds
    markup        markup in a line of words
    models        a model for each file that people write
    paper         the plan, or another paper, as one value; its front page
    manuscript    the blocks of a manuscript
    sources       every file of a folder, read on its own
    checks        what no file can know alone
"""
