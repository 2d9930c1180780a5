"""The pages of a pack that are its own, laid out by our own PDF process, and its number on every page."""
