"""Parts of the program that grow with something else than a plan."""
