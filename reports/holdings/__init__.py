"""What is held, read for the pages that list and count it. Published data only; a fixed number of queries each."""
