"""The directive `:::{edition-history}`."""
