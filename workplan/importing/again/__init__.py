"""Import again: a corrected file into the folder that an earlier import made, as a three-way merge.

    record       what the last import said, kept in the folder: the base of the next one
    same         which action, heading or note is which: all three under the folder's names
    settings     plan.yaml, field by field
    columns      the options of directives
    appendices   appendices that came with the file, or are not in it any more
    conflict     what both changed, and which of the two was chosen
    quiet        rows that nobody changed, which are no part of it
    texts        what is said, line by line
    files        settings, columns, appendices and pictures: what no change of words can say
    deciding     what words say: changes that are made, and conflicts
    merging      all of that: what the content is to say

What we call things:

    base      what the file said when it was imported last
    mine      what the folder says today
    theirs    what the file says now
    chosen    for a conflict: the folder's words are kept, or the file's taken
"""
