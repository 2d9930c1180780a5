"""Fonts, letters and objects of the file."""
