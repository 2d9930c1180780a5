"""Plain text: the reply that works without any attachment.

passages.py  what a form says in plain text, passage by passage
writing.py   these as a text to fill in
mail.py      a saved message: its words, what is attached
lines.py     the lines of a reply: own, quoted, ours
grammar.py   what one line says: "3 lead, 5 contributing"
reading.py   all of it together
"""
