"""The directive `:::{recommendations}`."""
