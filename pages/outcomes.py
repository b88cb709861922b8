"""What came of the money: results chains, models, training, houses, credit, overlaps and bottlenecks."""

from ui.outcomes.view import outcomes_page

outcomes_page()
