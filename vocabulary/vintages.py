"""The vintages of administrative areas: which units there were, and until when.

A code means something only with its vintage: seven province codes changed their meaning on 1 July 2025.
"""

# Until 1 August 2008: Hà Tây was a province.
EARLIEST = "v2004"
# Until 30 June 2025: 63 provinces, districts, communes.
OLD = "v2008"
# Since 1 July 2025: 34 provinces and 3,321 communes, no districts.
NEW = "v2025"
# The nation, regions and groups of areas are stored once, under this vintage, whatever the year.
OF_LARGE_AREAS = OLD
# Provinces of 1976 and later that ended before 2004, and districts of the census of 2009 that ended before
# 30 June 2025: only those that ended, each with its own last day.
FORMER_PROVINCES = "v1976"
FORMER_DISTRICTS = "v2009"


def vintage_above(vintage: str) -> str:
    """Return the vintage of the areas that those of a vintage lie in: its own, but for former districts."""
    return OLD if vintage == FORMER_DISTRICTS else vintage
