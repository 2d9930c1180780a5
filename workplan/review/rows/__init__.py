"""The rows of the comment matrix: each amendment once, with its place, its words and the comments on it."""
