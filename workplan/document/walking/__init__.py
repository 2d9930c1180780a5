"""Going through a tree, node by node (`walk`), as lines or as runs, and making another of which most is the
very same (`same`, `shared`)."""
