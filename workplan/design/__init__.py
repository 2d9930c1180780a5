"""How everything looks that this program makes: its own styles and templates, found and read."""
