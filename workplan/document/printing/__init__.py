"""What all formats print alike, and no node says: the list of contents, charts, directions, colours,
blanks, the signs of a matrix, spaces at which no line ends."""
