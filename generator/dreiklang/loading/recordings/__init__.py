"""Recordings, read frame by frame: how long they truly are, and whether they are whole."""
