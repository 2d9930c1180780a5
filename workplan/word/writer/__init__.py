"""The Word writer: gathers what a document says, and writes each part of the file with a template."""
