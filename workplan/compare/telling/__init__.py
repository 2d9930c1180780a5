"""How one change is told.

told           runs of words with marks
edits          the words of one line, sentence by sentence; `enumerations` has names in a row
interest       who a cell of members' interest lists
telling        phrases, filled in; what became of a line or a cell
"""
