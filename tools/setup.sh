#!/bin/sh
# Find a Python that is new enough and let it set up what PURPOSE needs (see setup.py).
# usage: tools/setup.sh plan|test|bench
set -eu

for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
    # A name on the PATH may be a stub that only says what to install: run it to find out.
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -I "$(dirname "$0")/setup.py" "$@"
    fi
done

echo "setup: needs Python 3.11 or newer, and found none on the PATH" >&2
echo "  hint: install one (Debian and Ubuntu, as root: apt-get install python3.11 python3.11-venv)," >&2
echo "        or name it: make plan PYTHON=/path/to/python3" >&2
exit 3
