"""Moving in: what other systems keep becomes content files.

Everything read here was written elsewhere and may be hostile: bounded, without entities, without
network unless asked for.
"""
