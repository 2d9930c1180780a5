"""The priorities and the actions, as the YAML files have them."""
