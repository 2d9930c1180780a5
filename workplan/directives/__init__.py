"""What a manuscript may have printed from the plan's data: one folder for each directive.

    declared    the list of the directives, for whoever reads content: names, options, checks
    printed     the same list, for whoever composes: blocks, targets of references, places in the content
    read_back   the same list, for whoever writes back: what a changed block makes of the content

Each folder has its part of each list: `declared`, `blocks`, `read_back`. Nobody else names a directive.
"""
