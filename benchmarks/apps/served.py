"""One benchmark application: the script that ``BENCHMARK_SCRIPT`` names, and what its pictures fetch."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from benchmarks.generated_areas import drawing, geojson
from benchmarks.invented_figures import picture_bytes, values
from geo.assets import leaflet_script
from geo.palettes import colours
from ui.server.routes import send_asset
from ui.server.start import server_settings_in_environment

HERE = Path(__file__).parent
COMPRESSED = {"Content-Encoding": "gzip", "Cache-Control": "public, max-age=31536000, immutable"}
CLASSES = 5


def send_drawing(request: Request) -> Response:
    """Send the generated areas as the picture draws them."""
    for count in map(int, os.environ["BENCHMARK_SIZES"].split()):
        if drawing(count).filename == request.path_params["filename"]:
            return Response(drawing(count).compressed, media_type="application/json", headers=COMPRESSED)
    return Response(status_code=404)


def send_picture(request: Request) -> Response:
    """Send the picture's document of so many areas."""
    content = picture_bytes(request.path_params["count"])
    return Response(content, media_type="application/json", headers=COMPRESSED)


def send_leaflet(request: Request) -> Response:
    """Send a page with nothing but Leaflet, the areas, and a button that changes their colours."""
    count = request.path_params["count"]
    classes = np.ceil(values(count).rank(pct=True).to_numpy() * CLASSES) - 1
    given = {
        "__LEAFLET__": leaflet_script().url,
        "__AREAS__": json.dumps(geojson(count)),
        "__CLASSES__": json.dumps(classes.T.astype(int).tolist()),
        "__COLOURS__": json.dumps(colours("lower", CLASSES)),
    }
    page = (HERE / "leaflet.html").read_text()
    for name, text in given.items():
        page = page.replace(name, text)
    return HTMLResponse(page)


app = st.App(
    str(HERE / os.environ["BENCHMARK_SCRIPT"]),
    routes=[
        Route("/assets/{filename}", send_asset),
        Route("/geometry/{filename}", send_drawing),
        Route("/invented/{count:int}.json", send_picture),
        Route("/leaflet/{count:int}", send_leaflet),
    ],
)

if __name__ == "__main__":
    app.run(config={**server_settings_in_environment(), "browser.gatherUsageStats": False})
