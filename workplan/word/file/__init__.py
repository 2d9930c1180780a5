"""A Word file as both who writes and who reads one need to know it: a package of parts, their XML, and the
names and properties that both agree on."""
