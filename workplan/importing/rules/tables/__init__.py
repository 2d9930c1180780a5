"""Which table holds the actions, and what is true of any table."""
