"""Files, whatever they hold: read within limits, taken apart, written whole. YAML, spreadsheets and what is
written (`output`) have rooms of their own."""
