"""Commands for papers: to begin, check, build and issue them, to show what changed, to pack them."""
