"""The law: every word of the source is in the content, or in the report.

What is compared are letters, and not words: two runs of the source may be one word of the plan, or a word of
the source the end of one cell and the beginning of another, and many scripts have no spaces between words.

    letters    what both sides say, line by line: letters and signs without white space, and where words
               begin and end among them
    lost       which letters of the source are neither printed nor told

A line of the source that is a line of the plan is found. In what is left, between two lines that were found,
words are looked for in their order; then anywhere, whole words alone. Letters that a rule says are left out
are taken from its own lines only, and letters that a rule says are added cover nothing.
"""

from workplan.importing.law.letters import inline_texts, printed
from workplan.importing.law.lost import Lost, lost_words

__all__ = ["Lost", "inline_texts", "lost_words", "printed"]
