"""Pictures of a map without any page: the address of a picture, what it is made of, its document, its kinds.

Store and geometry meet here. It imports ``ui.cached``, ``ui.text`` and ``geo``, and no Streamlit. Start
reading in ``map_state`` (what the address of a map asks for), ``picture_address`` (what a picture shows) and
``kinds`` (how each kind is painted).
"""
