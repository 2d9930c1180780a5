"""What a file says beside its text: styles, numbering, our outline, properties, comments, running heads,
pictures."""
