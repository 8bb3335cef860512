"""What people do with recordings before a build: measure one at its host, and tag copies.

Builds never come here: they fetch nothing and need no library that writes tags.
"""
