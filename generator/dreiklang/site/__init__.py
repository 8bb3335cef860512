"""What is true of the whole site: addresses, relations, times of events, archives, where recordings lie."""
