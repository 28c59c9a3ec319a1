"""The version of the tool; recorded in indexes and exports."""

__version__ = "0.1.0"
