"""The directive `:::{status-summary}`."""
