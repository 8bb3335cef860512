"""The podcast's feeds, for podcast apps and directories."""
