"""One structured source in, an intergovernmental working group's official papers out."""

__version__ = "0.1.0"
