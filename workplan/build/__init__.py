"""From a content folder to finished files: what `build` does, and all commands that make files."""
