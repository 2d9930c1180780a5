"""The directive `:::{action-items}`."""
