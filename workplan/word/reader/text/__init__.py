"""The text as it stands in the file: lines, tables and figures in their order, without names yet."""
