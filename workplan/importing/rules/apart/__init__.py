"""What is no line of the text: furniture, notes, and what page ends parted."""
