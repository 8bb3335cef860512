"""The forms feeds are written in, each by one module: RSS, Atom, JSON Feed, and what they share."""
