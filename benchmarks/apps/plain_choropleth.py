"""The same areas and values by ``folium.Choropleth`` in ``st_folium``, as its documentation shows it.

Two things differ from the documentation, both in favour of it: Leaflet comes from this machine, and
there is no colour bar, whose scripts would come from two other hosts.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.generated_areas import geojson
from benchmarks.invented_figures import YEARS, values
from geo.assets import leaflet_script
from geo.choropleth import INITIAL_VIEW


class LocalMap(folium.Map):
    """A map whose Leaflet comes from this machine."""

    def __init__(self) -> None:
        location, zoom = INITIAL_VIEW
        super().__init__(location=location, zoom_start=zoom, tiles=None)
        self.default_js = [("leaflet", leaflet_script().url)]
        self.default_css = []


def without_colour_bar(layer: folium.Choropleth) -> folium.Choropleth:
    """Take the colour bar, and nothing else, out of a layer."""
    for name, child in list(layer._children.items()):
        if child is layer.color_scale:
            del layer._children[name]
    layer.color_scale = None
    return layer


st.set_page_config(layout="wide")
kept_geojson = st.cache_data(geojson)

count = int(st.query_params["areas"])
if st.button("next year"):
    st.session_state["position"] = (st.session_state.get("position", 0) + 1) % len(YEARS)
year = YEARS[st.session_state.get("position", 0)]
chart = LocalMap()
layer = folium.Choropleth(
    geo_data=kept_geojson(count),
    data=values(count).reset_index(),
    columns=["code", year],
    key_on="feature.properties.code",
    fill_color="YlOrBr",
    bins=5,
)
without_colour_bar(layer).add_to(chart)
st_folium(chart, width=1200, height=760)
