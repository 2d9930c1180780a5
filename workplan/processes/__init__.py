"""Processes beside this one: their limits, and copies of it (forks) that share its work."""
