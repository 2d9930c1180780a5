"""Spreadsheets that people fill in (XLSX, ECMA-376 Part 1, 18): written without a trace of clock or program,
and read back as hostile input.

    writing.py           words as text, one page across, the same bytes
    comma_separated.py   tables as CSV
    cells.py             the cells of a file that came from outside
"""
