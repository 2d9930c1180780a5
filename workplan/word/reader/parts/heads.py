"""Headers and footers: they are the theme's, so that what an editor changes there is said and left out.

[x] tracked insertions and deletions: said, with the words as they were changed
[x] a running head that says something else, or is gone, although no change of it was tracked
[ ] untracked changes of a footer, and of a house template's own headers, whose words we do not know
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from workplan.document.printing.directions import unisolated
from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.findings import Findings

_CHANGED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_MADE_OF = "it is made of the plan's group, short title and edition"
_MESSAGE = f"a change of the running {{}} is left out: {_MADE_OF}"

_UNTRACKED = "the running head says something else, though no change was tracked: " + _MADE_OF


def note_heads(file: WordFile, running_head: str | None, statement: str, findings: Findings) -> None:
    """A finding, at no line, for each header and footer with tracked changes; `words` are its new ones. And
    one for the running head, if it is not the one that was sent out (None: not known). The `statement` of a
    redline stands below it and is no part of it; who takes it out has changed nothing."""
    findings.at = -1
    tracked, heads = False, []
    for kind, root in _margins(file):
        words = " ".join(unisolated(_words(root)).split())
        if statement:
            words = words.removesuffix(" ".join(unisolated(statement).split())).rstrip()
        if any(True for _ in root.iter(*_CHANGED)):
            tracked = True
            findings.add("running head", _MESSAGE.format("head" if kind == "header" else "foot"), words)
        elif kind == "header":
            heads.append(words)
    running_head = running_head and " ".join(unisolated(running_head).split())
    others = [words for words in heads if words and words != running_head]
    if running_head and not tracked and (others or running_head not in heads):
        findings.add("running head", _UNTRACKED, "".join(others[:1]))


def _margins(file: WordFile) -> Iterator[tuple[str, _Element]]:
    """The headers and footers of the document."""
    found = {
        relation.target: relation.type.rpartition("/")[2]
        for relation in file.relations.get(file.main, ())
        if not relation.external and relation.target in file.data
    }
    for target, kind in found.items():
        if kind in {"header", "footer"}:
            yield kind, file.xml(target)


def _words(root: _Element) -> str:
    """The words that stand there after the changes: those that went are `w:delText`, or moved away."""
    found = root.iter(w("t"), *HYPHENS)
    kept = (part for part in found if next(part.iterancestors(w("moveFrom")), None) is None)
    return "".join(HYPHENS.get(part.tag) or part.text or "" for part in kept)
