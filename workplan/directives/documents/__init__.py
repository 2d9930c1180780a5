"""The directive `:::{documents}`."""
