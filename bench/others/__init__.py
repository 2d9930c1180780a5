"""What others would use for the same content: Typst by hand, pandoc's chains, LibreOffice, Docxodus."""
