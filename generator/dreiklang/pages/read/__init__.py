"""Pages to read: building blocks, articles, plain pages, recommendations."""
