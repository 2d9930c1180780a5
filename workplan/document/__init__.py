"""Document: the tree between content and formats, and all that is known of one without content or format.

tree         its nodes; `ids` says what their names are made of, `look` how words look
walking      going through a tree, and making another of which most is the very same
resolving    what follows from a tree alone: names of places, labels, numbers, words of references
revisions    accepting and rejecting what is marked
settle       what follows from the rest of a document with marks
printing     what all formats print alike, and no node says
composing    from a plan to its document
"""
