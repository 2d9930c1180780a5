"""Processes of ours beside this one: what limits them, and copies of it (forks) that share its work."""
