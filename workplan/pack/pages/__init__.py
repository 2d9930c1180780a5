"""The pages of a pack that are its own, and its number on each page of all."""
