"""What puts files into a content folder: a new plan or paper (`scaffold`), an edition (`issuing`); one
command at a time (`locked`)."""
