"""What comes in: who sent each copy, and what a comment matrix was made from, kept beside it."""
