"""The phrases of a summary of changes. A plan in another language gives its own in `plan.yaml`:

wording:
  summary: {heading: Résumé des modifications, removed: "{subject} supprimé : « {words} »"}
"""

from __future__ import annotations

import re
from typing import Literal

Phrase = Literal[
    "heading",
    "editions",
    "since",
    "text",
    "front",
    "introduction",
    "notes",
    "action",
    "priority",
    "row",
    "item",
    "note",
    "paragraph",
    "section",
    "figure",
    "formerly",
    "changed",
    "added",
    "paragraph_added",
    "removed",
    "paragraph_removed",
    "moved",
    "renumbered",
    "set",
    "cleared",
    "from_to",
    "member_added",
    "member_removed",
    "member_changed",
    "linked_added",
    "linked_removed",
    "words_replaced",
    "words_added",
    "words_removed",
    "spaces",
    "formatted",
    "level",
    "split",
    "joined",
    "described",
]

#: In English. `{…}` stand for what is filled in; a translation uses the same ones.
PHRASES: dict[Phrase, str] = {
    "heading": "Summary of changes",
    "editions": "From edition {old} to edition {new}",
    "since": "changes since {old}",
    "text": "Text with changes marked",
    "front": "Title",
    "introduction": "Introduction",
    "notes": "Footnotes",
    "action": "Action {number}",
    "priority": "Priority {number}",
    "row": "Row {number}",
    "item": "Item {number}",
    "note": "Footnote {number}",
    "paragraph": "Paragraph “{words}”",
    "section": "Heading “{words}”",
    "figure": "Figure “{words}”",
    "formerly": "{subject} (formerly {number})",
    "changed": "{subject}: {changes}",
    "added": "{subject} added: “{words}”",
    "paragraph_added": "Paragraph added: “{words}”",
    "removed": "{subject} removed: “{words}”",
    "paragraph_removed": "Paragraph removed: “{words}”",
    "moved": "moved",
    "renumbered": "{old} renumbered {new}",
    "set": "{field} set to “{new}”",
    "cleared": "{field} “{old}” removed",
    "from_to": "{field} changed from “{old}” to “{new}”",
    "member_added": "{member} added to {field}",
    "member_removed": "{member} removed from {field}",
    "member_changed": "“{old}” in {field} changed to “{new}”",
    "linked_added": "{field} {number} added",
    "linked_removed": "{field} {number} removed",
    "words_replaced": "“{old}” replaced with “{new}”",
    "words_added": "“{new}” added",
    "words_removed": "“{old}” removed",
    "spaces": "spaces changed",
    "formatted": "formatting of “{words}” changed",
    "level": "put on another level",
    "split": "split into two paragraphs",
    "joined": "joined with the next paragraph",
    "described": "description for screen readers changed",
}

_FILLED = re.compile(r"\{\w*\}")


def complete(given: dict[Phrase, str]) -> dict[Phrase, str]:
    """All phrases, those of the plan's own before ours. Raises ValueError for one that leaves out, or makes
    up, something to be filled in."""
    for name, words in given.items():
        wanted = sorted(_FILLED.findall(PHRASES[name]))
        if sorted(_FILLED.findall(words)) != wanted or words.replace("{", "").count("}") != len(wanted):
            held = " and ".join(wanted) or "nothing in braces"
            raise ValueError(f"{name} must hold {held}")
    return {**PHRASES, **given}
