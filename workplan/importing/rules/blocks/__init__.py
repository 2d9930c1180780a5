"""Lines and tables that are known, as blocks of the tree."""
