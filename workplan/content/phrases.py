"""The phrases of a summary of changes. A plan in another language gives its own in `plan.yaml`:

wording:
  summary: {heading: Résumé des modifications, removed: "{subject} supprimé : « {words} »"}
"""

from __future__ import annotations

import re

from pydantic import ValidationInfo, field_validator

from workplan.content.values import Model, Words


class Phrases(Model):
    """All phrases, in English where the plan says nothing else. `{…}` stand for what is filled in; a
    translation uses the same ones."""

    heading: Words = "Summary of changes"
    editions: Words = "From edition {old} to edition {new}"
    redline: Words = "Redline: edition {old} compared with edition {new}"
    dated: Words = "{edition} of {date}"
    fingerprint: Words = "{edition}, fingerprint {digest}"
    since: Words = "changes since {old}"
    text: Words = "Text with changes marked"
    front: Words = "Title"
    introduction: Words = "Introduction"
    notes: Words = "Footnotes"
    document: Words = "Document"
    organisation: Words = "Organisation"
    mandate: Words = "Mandate"
    group: Words = "Group"
    title: Words = "Title"
    short_title: Words = "Short title"
    subject: Words = "Subject"
    keywords: Words = "Keywords"
    language: Words = "Language"
    wording: Words = "Wording “{old}” changed to “{new}”"
    action: Words = "Action {number}"
    actions: Words = "Actions {number}"
    priority: Words = "Priority {number}"
    priorities: Words = "Priorities {number}"
    row: Words = "Row {number}"
    rows: Words = "Rows {number}"
    item: Words = "Item {number}"
    note: Words = "Footnote {number}"
    footnotes: Words = "Footnotes {number}"
    paragraph: Words = "Paragraph “{words}”"
    paragraph_number: Words = "Paragraph {number}"
    after: Words = "After {subject}"
    before: Words = "Before {subject}"
    bullet: Words = "Bullet “{words}”"
    list: Words = "List “{words}”"
    appendix: Words = "{label} “{words}”"
    table: Words = "Table “{words}”"
    column: Words = "Column “{words}”"
    part: Words = "Section “{words}”"
    section: Words = "Heading “{words}”"
    figure: Words = "Figure “{words}”"
    formerly: Words = "{subject} (formerly {number})"
    changed: Words = "{subject}: {changes}"
    comma: Words = "{first}, {next}"
    both: Words = "{first} and {last}"
    added: Words = "{subject} added: “{words}”"
    paragraph_added: Words = "Paragraph added: “{words}”"
    bullet_added: Words = "Bullet added: “{words}”"
    whole_added: Words = "{subject} added"
    removed: Words = "{subject} removed: “{words}”"
    paragraph_removed: Words = "Paragraph removed: “{words}”"
    bullet_removed: Words = "Bullet removed: “{words}”"
    whole_removed: Words = "{subject} removed"
    moved: Words = "moved"
    moved_from: Words = "moved from {section}"
    renumbered: Words = "{old} renumbered {new}"
    named_before: Words = "formerly “{old}”"
    relettered: Words = "{old} is now {new}"
    merged: Words = "{subjects} merged into {subject}: “{words}”"
    divided: Words = "{subject} divided into {subjects}"
    quoted: Words = "{subject}: “{words}”"
    cell: Words = "{field}: {words}"
    cell_changed: Words = "{field}: {changes}"
    set: Words = "{field} set to “{new}”"
    cleared: Words = "{field} “{old}” removed"
    from_to: Words = "{field} changed from “{old}” to “{new}”"
    member_added: Words = "{member} added to {field}"
    member_removed: Words = "{member} removed from {field}"
    member_changed: Words = "“{old}” in {field} changed to “{new}”"
    linked_added: Words = "{field} {number} added"
    linked_removed: Words = "{field} {number} removed"
    linked_changed: Words = "{field} {old} replaced with {new}"
    words_replaced: Words = "“{old}” replaced with “{new}”"
    words_added: Words = "“{new}” added"
    words_removed: Words = "“{old}” removed"
    words_changed: Words = "“{old}” changed to “{new}”"
    word_added: Words = "“{new}” added in “{words}”"
    word_removed: Words = "“{old}” removed from “{words}”"
    words_moved: Words = "“{words}” moved, to read “{new}”"
    sentence: Words = "sentence amended: “{words}”"
    sentence_moved: Words = "sentence moved: “{words}”"
    reordered: Words = "order of words changed: “{words}”"
    punctuation: Words = "punctuation changed: “{old}” is now “{new}”"
    note_added: Words = "footnote {number} added"
    note_removed: Words = "footnote {number} removed"
    note_added_words: Words = "footnote {number} added: “{words}”"
    note_removed_words: Words = "footnote {number} removed: “{words}”"
    note_moved: Words = "footnote {number} moved here"
    link_added: Words = "link to {new} added to “{words}”"
    link_removed: Words = "link to {old} removed from “{words}”"
    link_changed: Words = "link of “{words}” changed from {old} to {new}"
    reference_added: Words = "cross-reference added to “{words}”"
    reference_removed: Words = "cross-reference removed from “{words}”"
    reference_changed: Words = "cross-reference of “{words}” leads elsewhere"
    spaces: Words = "spaces changed"
    formatted: Words = "formatting of “{words}” changed"
    formatted_in: Words = "{change} in “{words}”"
    bold_on: Words = "“{words}” put in bold"
    bold_off: Words = "“{words}” no longer in bold"
    italic_on: Words = "“{words}” put in italics"
    italic_off: Words = "“{words}” no longer in italics"
    level: Words = "put on another level"
    into_list: Words = "put into a list"
    out_of_list: Words = "taken out of the list"
    into_heading: Words = "made a heading"
    out_of_heading: Words = "no longer a heading"
    numbered: Words = "numbered instead of bulleted"
    bulleted: Words = "bulleted instead of numbered"
    numbered_otherwise: Words = "numbered in another way"
    other_place: Words = "put into another list"
    other_name: Words = "name for links to it changed"
    split: Words = "split into two paragraphs"
    joined: Words = "joined with the next paragraph"
    described: Words = "description for screen readers changed"

    @field_validator("*")
    @classmethod
    def _keeps_what_is_filled_in(cls, words: str, about: ValidationInfo) -> str:
        name = about.field_name or ""
        wanted = _filled(str(cls.model_fields[name].default))
        if _filled(words) != wanted or words.replace("{", "").count("}") != len(wanted):
            raise ValueError(f"{name} must hold {' and '.join(wanted) or 'nothing in braces'}")
        return words


def _filled(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", words))
