"""What is taken away: stills, documents, workbooks, geodata, slides, and the commands that make them."""
