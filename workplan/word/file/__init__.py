"""What a Word file is to whoever writes or reads one: a package of parts, their XML, and the names and properties that both sides agree on."""
