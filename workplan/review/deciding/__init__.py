"""What a meeting decided, as one document: what was accepted, and the words that were agreed on."""
