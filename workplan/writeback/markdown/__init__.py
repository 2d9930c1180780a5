"""Manuscripts: Markdown that is changed in the lines of what changes, and new Markdown."""
