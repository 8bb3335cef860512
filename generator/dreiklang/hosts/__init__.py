"""Hosts carry the finished site; each module is the only one that knows its program."""
