"""What the commands share: how they start, options, words on the terminal, making files, nothing twice."""
