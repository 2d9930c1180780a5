"""What all formats print alike and no node says: the contents list, directions, colours, spaces, signs."""
