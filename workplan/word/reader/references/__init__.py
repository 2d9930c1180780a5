"""What refers to what: notes and their calls, the targets of references, and the words that follow from
them."""
