"""Folding of Vietnamese for search, sentences of the catalogues for what is no page, safe spreadsheet text."""
