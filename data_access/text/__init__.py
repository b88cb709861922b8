"""Text for what is no page: Vietnamese folded for search, sentences of the catalogues, spreadsheet cells."""
