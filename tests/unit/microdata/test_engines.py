"""Every question about a register is written once, for all engines."""

import ibis
import pandas as pd

from microdata.counting.review import counted
from microdata.engines import DuckEngine
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table
from tests.small_registers import engine_with, households


class BothDialects(DuckEngine):
    """Answers by DuckDB what can be asked of Spark as well."""

    def answer(self, question: ibis.Table) -> pd.DataFrame:
        assert "SELECT" in str(ibis.to_sql(question, dialect="pyspark"))
        return super().answer(question)


def test_every_question_can_be_put_into_the_words_of_spark() -> None:
    with engine_with(households(4, 40)) as (engine, columns):
        both = BothDialects(engine.connection)
        assert findings_of(both, raw_table(columns)).empty
        assert counted(both, columns).counts["total_households"].sum() > 20
