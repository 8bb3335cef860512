"""The formats of feeds, one module each: RSS, Atom, JSON Feed, style sheets; and what they share."""
