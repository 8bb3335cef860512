"""A calendar of another system (iCalendar, RFC 5545) becomes event files.

``parsing.py`` turns bytes into components with lines; ``times.py`` and ``zones.py`` find the moments that
are meant, ``recurrence.py`` how events recur, ``places.py`` where people meet; ``planning.py`` decides ids
and paths, ``texts.py`` and ``content_files.py`` write commented front matter. What cannot be kept is named.
"""
