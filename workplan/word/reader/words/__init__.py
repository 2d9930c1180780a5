"""What stands in one paragraph: its runs, fields, links, calls and drawings, as inlines of the tree."""
