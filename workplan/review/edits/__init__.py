"""A text as letters, and a copy as edits of them: what `copy` and `merge` both work on."""
