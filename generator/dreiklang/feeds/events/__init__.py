"""The feeds of events: what is new about them."""
