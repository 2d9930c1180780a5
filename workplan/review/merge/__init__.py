"""All copies together: which amendments are equal, which are in conflict, and one document with all of them."""
