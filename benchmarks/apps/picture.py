"""The dashboard's picture, its year changed by a button outside it or by a click in its timeline."""

import streamlit as st

from benchmarks.invented_figures import YEARS
from ui.controls import address
from ui.controls.choropleth import choropleth

st.set_page_config(layout="wide")
count = int(st.query_params["areas"])
year = int(st.query_params.get("year", YEARS[0]))
st.button("next year", on_click=address.write, args=({"year": YEARS[(YEARS.index(year) + 1) % len(YEARS)]},))
choropleth(f"/invented/{count}.json", key="map", year=int(st.query_params.get("year", year)), selected=None)
