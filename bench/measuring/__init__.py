"""Commands, measured: one, many in turns, and functions within one."""
