"""Forms in which members say what they lead and contribute to: out, and what comes back.

    form.py       a form, and what it asks: one schema behind all carriers
    naming.py     what carriers call the places where an answer goes: bookmarks, controls, fields, keys
    stamp.py      the line by which a form is known wherever its words are
    making.py     the forms of a call, from the content
    asked.py      which of them somebody asks for
    page.py       a form as a document, for the carriers that print it
    answers.py    what was read from a file that came back, and how sure that is
    carriers.py   the kinds of files in which a form goes out and comes back
    word/         a Word file, with controls to tick and fill in
    pdf/          a PDF to fill in
    sheet/        a spreadsheet
    reply/        plain text, which works without any of them

*Call*: the paper that asks members for their interest. *Form*: what one member gets of it, or a blank one for
anybody. *Carrier*: a kind of file. *Return*: a file that came back. *Row*: an action, and what a member can
say of it: two *ticks* (lead, contributing) and a comment. *Field*: one of these, or one of the few that
belong to the whole form. *Stamp*: the line that says whose form it is.
"""
