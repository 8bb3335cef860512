"""Pictures: their size, and what in them is more than a picture."""
