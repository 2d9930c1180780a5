"""The directive `:::{members}`."""
