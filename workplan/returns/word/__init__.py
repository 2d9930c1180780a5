"""The form as a Word file.

writing.py    the form as any document of ours, with controls in the places of answers
identity.py   which form a file is: what it says of itself, hidden and in its words
"""

from workplan.returns.word.writing import write

__all__ = ["write"]
