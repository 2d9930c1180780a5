"""From a plan to its document: `compose` has the steps."""
