"""Ways into the content: the home page, overviews, records, the A–Z, credits."""
