"""One structured source in, an intergovernmental working group's official papers out."""

__version__ = "0.1.0"

#: What files say of the program that made them.
PRODUCER = f"workplan {__version__}"
