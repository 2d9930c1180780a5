"""Going through a tree, as lines, runs or marks, and making another of which most is the very same."""
