"""Text in any script: its letters, words and sentences, and how it is cut, named and shown to people."""
