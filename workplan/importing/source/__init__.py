"""The source: a file of any origin as it was read, before anything is understood."""
