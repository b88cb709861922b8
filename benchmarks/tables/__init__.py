"""Tables of what was measured beside what must be reached, in Markdown."""
