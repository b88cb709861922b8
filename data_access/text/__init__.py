"""Text for what is no page: Vietnamese folded for search, spreadsheet cells."""
