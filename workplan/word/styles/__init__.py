"""The styles of our files: made of the theme, in its colours, each saying only what it does not inherit."""
