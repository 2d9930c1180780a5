"""Documents as HTML and PDF."""
