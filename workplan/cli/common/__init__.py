"""What the commands share: how they start, their options, words on the terminal, making files and making
none twice, what to do next."""
