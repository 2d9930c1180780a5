"""The directive `:::{changes}`."""
