"""A map as files: still, sheet, workbook, geodata, one HTML file. Start reading in ``files``."""
