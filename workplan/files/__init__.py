"""Files and folders, whatever they hold: how they are read, checked, taken apart, and written whole."""
