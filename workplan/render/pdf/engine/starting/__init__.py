"""WeasyPrint's import, and the first use of what it imports."""
