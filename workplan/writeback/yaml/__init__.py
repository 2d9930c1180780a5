"""YAML files that are changed in the lines of what changes, and new values."""
