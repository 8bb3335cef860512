"""Pages to meet: events from announcement to report, their series, archives and months."""
