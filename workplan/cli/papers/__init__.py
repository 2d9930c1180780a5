"""Commands for papers: to begin, check and build them, to issue editions, to show what changed, to pack them."""
