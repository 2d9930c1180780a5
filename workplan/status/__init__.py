"""The register of the actions: who is interested in each, and where it stands.

    register.py   the register, filtered and grouped, as lines
    since.py      what of it differs between two editions, and its history
    changes.py    changes of it, written into actions.yaml: only those lines, checked, all or nothing
    columns.py    what the spreadsheet and its reader agree on
    sheet.py      the register as a spreadsheet, for those who fill it in
    returned.py   a spreadsheet that was filled in: what it changes, and what is in conflict

*State* is one of those that plan.yaml lists; *status* is all that was reported of an action: its state, a
text, a timeframe, and the meeting.
"""
