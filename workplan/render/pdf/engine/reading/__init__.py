"""HTML and style sheets, up to the style of each element."""
