"""Rules: from a source to what is understood of it.

A rule is a small function with an id. It looks at lines and says what it takes them for, with its evidence.
The modules are kinds of rules; `understanding` asks them in order. docs/import-rules.md is made of the
docstrings (`documentation`).
"""
