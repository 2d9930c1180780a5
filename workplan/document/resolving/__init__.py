"""What follows from a tree alone (`resolve` has the steps): names of places, labels, numbers, words of
references; and what stands beside the blocks (`pages`)."""
