"""Tables of what was measured, for the terminal and as Markdown."""
