"""What a meeting decided, as one document: amendments that were accepted, and the words that were agreed on."""
