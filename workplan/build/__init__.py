"""From a content folder to files: a document that can be printed (`prepare`), its formats, several side by
side."""
