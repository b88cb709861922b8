"""Every question a page may ask; each function takes a session first and answers with a frame."""
