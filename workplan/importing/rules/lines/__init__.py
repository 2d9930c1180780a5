"""What each line is: headings, items of lists, paragraphs; and the sections that headings make."""
