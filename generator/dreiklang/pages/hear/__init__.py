"""Pages to hear: the podcast, its seasons and episodes, how to subscribe."""
