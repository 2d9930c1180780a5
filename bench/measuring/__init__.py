"""Measuring: one command within limits, many in turns, functions of a running program."""
