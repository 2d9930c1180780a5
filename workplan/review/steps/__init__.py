"""What `review` and `apply` do, whoever asks: the commands, another program, a test."""
