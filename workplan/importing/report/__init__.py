"""The report of an import, for people: what is doubtful first, the original's words beside."""
