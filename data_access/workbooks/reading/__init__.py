"""An upload read into sheets of typed cells, and the cells found in them: layouts, places, numbers, text.

Start reading in ``upload``, then ``layouts``.
"""
