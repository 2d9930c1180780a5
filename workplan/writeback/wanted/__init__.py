"""The document that is wanted, as content can say it."""
