"""What the content has become since the copies were sent: its order and names, and what it says already."""
