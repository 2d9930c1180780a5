"""The directive `:::{chart}`."""
