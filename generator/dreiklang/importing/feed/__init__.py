"""A podcast's feed, of whatever system, becomes a podcast with seasons, episodes and people.

``parsing.py`` turns RSS into plain values (``model.py``), ``planning.py`` decides ids, folders and
people, ``content_files.py`` writes commented front matter, ``markdown.py`` turns show notes into Markdown.
What cannot be kept is named, item by item.
"""
