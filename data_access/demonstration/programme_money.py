"""The invented money of the programme, of the whole country or of the part that is made."""

from collections.abc import Iterator
from pathlib import Path

from data_access.demonstration.bulk import Batch
from data_access.demonstration.generation import Country
from data_access.demonstration.geography import Geography
from data_access.demonstration.households import Provinces
from data_access.demonstration.money_plan import Plan
from data_access.demonstration.money_provinces import money_of_province
from data_access.demonstration.money_rows import money_batches
from data_access.demonstration.published import reviews


def programme_batches(
    data_dir: Path, geography: Geography, country: Country, load_id: int
) -> Iterator[Batch]:
    """Rows of money of the provinces that ``country`` was made of."""
    plan = Plan(geography, Provinces(geography, reviews(data_dir)))
    found = [money_of_province(geography, plan, country, code) for code in country.provinces]
    yield from money_batches(geography, [old for old, _ in found], [new for _, new in found], load_id)
