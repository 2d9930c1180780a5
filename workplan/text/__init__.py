"""Text in any script, apart from every file: its characters, letters, words and sentences, and how it is cut,
named and quoted for people."""
