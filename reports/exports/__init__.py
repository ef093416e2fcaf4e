"""Tables as files: CSV and XLSX of what a page shows, and all figures at once."""
