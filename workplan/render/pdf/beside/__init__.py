"""Pages drawn beside the layout by copies of the process (`copies`), and taken into the file (`drawn`)."""
