"""Calendars (RFC 5545): one for every archive of events, and each event by itself."""
