"""Commands for what goes out to members, and for what comes back from them."""
