"""What things in a document are called, in words and in the plan's language (`content.phrases`).

parts      the pieces of names: "14 (a)", "2.b", a column, a row, a line of the front page
subjects   line by line, as a summary of changes tells them: "Priority 2.b", "Bullet “…”"
places     all at once, by id, as a matrix and the findings of a review tell them: "Action 4, status"
added      of a document that was made of another one, as findings tell them: "After action 4, status"
"""
