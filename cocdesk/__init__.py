"""cocdesk: an offline desk for the Code of Conduct team of a conference."""

__version__ = "0.1.0"
