"""Write back: a document that is wanted, into the content that it was made from."""
