from typing import get_args

from data_access.workbooks.checking.record_fields import RECORD_FIELDS, FieldKind
from data_access.workbooks.checking.record_values import READERS


def test_every_kind_of_field_has_a_reader_but_areas_which_may_have_several_columns() -> None:
    assert set(READERS) == set(get_args(FieldKind)) - {"area"}
    assert {field.kind for fields in RECORD_FIELDS.values() for field in fields} <= {*READERS, "area"}
