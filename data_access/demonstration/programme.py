"""Money, results, targets and registers of the programme, of the country or a part of it."""

from collections.abc import Iterator
from pathlib import Path

from data_access.demonstration.bulk import Batch, register_batch
from data_access.demonstration.generation import Country
from data_access.demonstration.geography import Geography
from data_access.demonstration.households import Provinces
from data_access.demonstration.money.plan import Plan
from data_access.demonstration.money.provinces import money_of_province
from data_access.demonstration.money.rows import money_batches
from data_access.demonstration.published import reviews
from data_access.demonstration.results.provinces import results_of_province
from data_access.demonstration.results.registers import register_batches
from data_access.demonstration.results.rows import result_batches
from data_access.demonstration.targets import target_batches


def programme_batches(
    data_dir: Path, geography: Geography, country: Country, load_id: int
) -> Iterator[Batch]:
    """All their rows, of the provinces that ``country`` was made of."""
    plan = Plan(geography, Provinces(geography, reviews(data_dir)))
    money = [money_of_province(geography, plan, country, code) for code in country.provinces]
    results = [
        results_of_province(geography, country, code, *of_province)
        for code, of_province in zip(country.provinces, money, strict=True)
    ]
    yield from money_batches(geography, [old for old, _ in money], [new for _, new in money], load_id)
    yield from result_batches(geography, results, load_id)
    yield from target_batches(geography, country, load_id)
    yield from register_batches(geography, results, load_id)
    yield register_batch("livelihood_model", [model for part in results for model in part.models], load_id)
