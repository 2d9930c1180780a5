"""Boxes, lines, notes and pages."""
