"""Official boundaries from a user's file: read, matched to the areas, reported, and put in place or undone.

``examination.examine`` reads and reports and changes nothing; ``replacing.accept`` puts an examined file in
place of the layer, ``replacing.undo`` takes it away again.
"""
