"""The words of a form that members fill in. A group with another language gives its own in `plan.yaml`:

wording:
  form: {form: Formulaire, comment: Observations}
"""

from __future__ import annotations

from workplan.content.phrased import Phrased
from workplan.content.values import Words


class FormWords(Phrased):
    """All of them, in English where the plan says nothing else. `{…}` stand for what is filled in; a
    translation uses the same ones."""

    form: Words = "Form"
    title: Words = "Return form"
    of_call: Words = "Reply to {call}"
    return_by: Words = "Please return this form by {date}."
    how: Words = "What to do"
    tick_table: Words = (
        "In the row of each action that your member is interested in, tick “{lead}” or “{contributing}”. You "
        "may write a comment. Leave all other rows as they are."
    )
    tick_list: Words = (
        "Below each action that your member is interested in, tick “{lead}” or “{contributing}”. You may "
        "write a comment. Leave all other actions as they are."
    )
    without_boxes: Words = "Where no box can be ticked, type an x beside the word or into the cell."
    save: Words = (
        "Save the file and send it back. Keep the line that begins with “{form}”: it says whose form this is."
    )
    action: Words = "Action"
    comment: Words = "Comment"
    answered_by: Words = "Name of the person who answers"
    remarks: Words = "General comment"
    field: Words = "Action {number}: {answer}"  # a field's name, for a screen reader
    reported: Words = "Interest so far: {members}"
    actions: Words = "The actions, with a place for the interest in each"
    for_member: Words = "For {member}"
    # In a spreadsheet.
    yes: Words = "yes"
    choose: Words = (
        "In the row of each action that your member is interested in, choose “{yes}” below “{lead}” or "
        "“{contributing}”. You may write a comment. Leave all other rows as they are."
    )
    # In a plain-text reply.
    answer: Words = "Answer"
    no_interest: Words = "none"
    reply: Words = (
        "You need no attachment to reply. Below each action that your member is interested in, write "
        "“{lead}” or “{contributing}” behind “{answer}”, and leave the other lines as they are."
    )
    reply_short: Words = (
        "Or send one line with the numbers of these actions alone, together with the line that begins with "
        "“{form}”. For example: {example}"
    )
