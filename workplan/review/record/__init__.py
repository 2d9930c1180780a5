"""What was decided so far: the log beside the content, and the table of it in a paper."""
