"""Which cells of a register's forms are hidden, so that no few households can be told apart.

``blocks`` says which columns stand or fall together and when; ``tree`` knows which areas lie in which;
``cells`` hides blocks of small areas, and as many more as keep differences between published tables from
showing them.
"""
