"""Word's automatic numbering: which labels Word arrives at when it counts, in a document and in a redline."""
