"""What exists: frozen models of the content. No files, no host."""
