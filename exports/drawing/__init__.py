"""Drawing on a sheet as SVG: text, maps, legends, series; and SVG as PNG and PDF.

Start reading in ``canvas``.
"""
