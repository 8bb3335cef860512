"""Transcripts in files that a site keeps as they are, read strictly."""
