"""Dreiklang: Markdown in git becomes a knowledge base, a podcast and an event archive."""

__version__ = "0.1.0"
