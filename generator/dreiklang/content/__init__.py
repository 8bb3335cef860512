"""What exists: every kind of content as frozen models, which know no files and no host."""
