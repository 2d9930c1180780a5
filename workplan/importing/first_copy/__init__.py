"""The tracked changes and comments of a file as a first copy for review: the text before them is the content.

    copying       the import of the text before all changes, and the copy
    steps         the changes in steps: each author's, day by day
    stacked       the steps as marks over each other
    places        where comments stand in the copy
    accounting    whether each change is in the copy

The file is read once for each step, with the changes up to it accepted; what differs from one step to the
next is that author's. So the copy accepted is what `--accept-changes` imports, and rejected
`--reject-changes`, however the file was typed: rules see whole texts, never a mixture.
"""

from workplan.importing.first_copy.copying import FirstCopy, first_copy

__all__ = ["FirstCopy", "first_copy"]
