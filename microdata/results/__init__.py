"""What came of a register, kept for the page of its office: facts and counts, never a household.

``kept`` writes and reads it in ``VAR_DIR``; ``comparing`` sets the forms beside what is published. Neither
needs an engine, so that a page that shows results loads none.
"""
