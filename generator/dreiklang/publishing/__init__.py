"""Outputs become a published site, and what a build remembers for the next one."""
