"""The directive `:::{interest-matrix}`."""
