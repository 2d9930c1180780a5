"""Commands for a file that somebody has: what it is, and the content in it."""
