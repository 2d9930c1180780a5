"""The paragraphs of a file: what each is on either side of a redline, and how its changes are marked."""
