"""Which line is which, and the blocks of the tree that the lines make."""
