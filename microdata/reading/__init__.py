"""Files of a register opened: its columns, the values of each row, and what is wrong with them.

``files`` names the files and refuses what is no register; ``values`` reads cells into typed values;
``rules`` says what is wrong with a row; ``findings`` counts it, with the first row of each and no value.
"""
