"""The geometry of areas: layers that ship, class breaks, colours, and the map layer that paints them.

Knows no Streamlit and no SQL. Geometry and figures meet by area code: a layer is a level and a vintage, a
feature is a code.
"""
