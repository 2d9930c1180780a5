"""The page: its measures, and what must fit on it: pictures and rows."""
