"""The form as a Word file: `write` makes it, `read` reads one that came back.

writing.py    the form as any document of ours, with controls in the places of answers
identity.py   which form a file is: what it says of itself, hidden and in its words
places.py     the text of a file that came back, by lines and cells, tracked changes accepted
spots.py      where in it each answer stands
answers.py    what stands there, taken for an answer or not
reading.py    all together
"""

from workplan.returns.word.reading import read
from workplan.returns.word.writing import write

__all__ = ["read", "write"]
