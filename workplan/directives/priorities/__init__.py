"""The directive `:::{priorities}`."""
