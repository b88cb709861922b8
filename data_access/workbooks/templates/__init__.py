"""Templates that offices fill: what stands in each, and its workbook. Start reading in ``handing_out``."""
