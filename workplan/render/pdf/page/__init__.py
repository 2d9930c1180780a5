"""One page: what a reader meets on it (`reading`), its content stream, and what stands beside the words."""
