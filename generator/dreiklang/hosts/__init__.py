"""Hosts carry the finished site; each is the only file that knows its program."""
