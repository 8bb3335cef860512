"""The preview: a web server of our own, and building again while somebody writes."""
