"""Headers and footers: they are the theme's, so that what an editor changes there is said and left out.

[x] tracked insertions and deletions: said, with the words as they were changed
[ ] changes that were not tracked: a house template's own headers are nobody's edits
"""

from __future__ import annotations

from lxml.etree import _Element

from workplan.word.opening import WordFile
from workplan.word.reader.findings import Findings
from workplan.word.xml import w

_CHANGED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_MESSAGE = "a change of the running {} is left out: it is made of the plan's short title and its edition"


def note_heads(file: WordFile, findings: Findings) -> None:
    """A finding, at no line, for each header and footer with tracked changes; `words` are its new ones."""
    for relation in file.relations.get(file.main, ()):
        kind = relation.type.rpartition("/")[2]
        if kind not in {"header", "footer"} or relation.external or relation.target not in file.data:
            continue
        root = file.xml(relation.target)
        if any(True for _ in root.iter(*_CHANGED)):
            findings.at = -1
            message = _MESSAGE.format("head" if kind == "header" else "foot")
            findings.add("running head", message, _words(root))


def _words(root: _Element) -> str:
    """The words that stand there after the changes: those that went are `w:delText`, or moved away."""
    found = root.iterfind(f".//{w('t')}")
    return "".join(text.text or "" for text in found if next(text.iterancestors(w("moveFrom")), None) is None)
