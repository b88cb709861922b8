"""Templates that offices fill: what is in each, and its workbook. Start reading in ``handing_out``."""
