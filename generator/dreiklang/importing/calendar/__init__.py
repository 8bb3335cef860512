"""A calendar of another system (iCalendar, RFC 5545) becomes event files.

``reading.py`` turns bytes into components with lines, ``times.py`` and ``zones.py`` say what moments
are meant, ``repeating.py`` what comes again, ``places.py`` where; ``planning.py`` decides ids and paths,
``texts.py`` and ``files.py`` write commented front matter. What cannot be kept is named.
"""
