"""Tables of what was measured, as they are shown and written."""
