"""The directive `:::{agenda}`."""
