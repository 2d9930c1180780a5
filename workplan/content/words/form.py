"""The words of a form that members fill in. A group with another language gives its own in `plan.yaml`:

wording:
  form: {form: Formulaire, comment: Observations}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workplan.content.words.phrased import Phrased

if TYPE_CHECKING:
    from workplan.content.values.values import Words


class FormWords(Phrased):
    """All of them, in English where the plan says nothing else. `{…}` stand for what is filled in; a
    translation uses the same ones."""

    form: Words = "Form"
    title: Words = "Return form"
    for_member: Words = "For {member}"
    return_by: Words = "Please return this form by {date}."
    tick_table: Words = (
        "In the row of each action that you are interested in, tick “{lead}” or “{contributing}”. You may "
        "write a comment."
    )
    tick_list: Words = (
        "Below each action that you are interested in, tick “{lead}” or “{contributing}”. You may write a "
        "comment."
    )
    without_boxes: Words = "Where a box cannot be ticked, type an x beside it."
    rest: Words = (
        "Leave everything else as it is, the line that begins with “{form}” too: it says whose form this is."
    )
    save: Words = "Save the file, and send it back."
    action: Words = "Action"
    one_action: Words = "Action {number}"
    comment: Words = "Comment"
    answered_by: Words = "Name of the person who answers"
    remarks: Words = "General comment"
    field: Words = "Action {number}: {answer}"  # what a field is called for a screen reader
    reported: Words = "Interest so far: {members}"
    actions: Words = "The actions, with a place to say your interest in each"
    # In a spreadsheet.
    yes: Words = "yes"
    choose: Words = (
        "In the row of each action that you are interested in, choose “{yes}” below “{lead}” or "
        "“{contributing}”. You may write a comment. Leave all other rows as they are."
    )
    # In a plain-text reply.
    answer: Words = "Answer"
    no_interest: Words = "none"
    reply: Words = (
        "You need no attachment to reply. Below each action that you are interested in, write "
        "“{lead}” or “{contributing}” behind “{answer}”, and leave the other lines as they are."
    )
    reply_short: Words = (
        "Or send one line with the numbers of these actions alone, together with the line that begins with "
        "“{form}”. For example: {example}"
    )
