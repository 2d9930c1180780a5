#!/usr/bin/env python3
"""The command line from a checkout; `pip install .` gives the same as `workplan`."""

from workplan.cli import main

if __name__ == "__main__":
    main()
