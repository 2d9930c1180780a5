"""What follows from a tree alone: ids of places, labels and numbers, and what stands beside the blocks."""
