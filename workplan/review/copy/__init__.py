"""One copy, as changes to the baseline that have an author and a number each.

on_baseline     the steps, in order
lost_names      lines of a copy without bookmarks get their ids again
untracked       edits that no revision covers, found by comparing
stacking        the copy's own marks over those that were found
moved_rows      rows that were cut and pasted are moves
whole_letters   marks begin and end at letters
state_shapes    the shapes of states beside the names that editors type
numbering       each amendment gets its number
"""
