"""All copies together: equal amendments, conflicts, and one document with all proposals."""
