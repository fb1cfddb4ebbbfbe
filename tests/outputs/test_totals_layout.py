"""Tables are drawn as the form draws them: held against the corpus, which was written from the form apart."""

import pytest

from corpus.statutory_form import FORMS
from review.model import TABLE_KEYS
from review.outputs.form_layout import layout_of
from review.report.forms import FORM_IDS, load_form


@pytest.mark.parametrize("form_id", FORM_IDS)
@pytest.mark.parametrize("key", TABLE_KEYS)
def test_layout_is_that_of_the_form(form_id: str, key: str) -> None:
    """Every label and every figure stands at its place with its spans."""
    layout = layout_of(load_form(form_id).tables[key])  # type: ignore[index]
    official = FORMS[form_id][key]()
    assert (layout.rows, layout.columns) == (official.rows, official.columns)

    def places(cells):  # type: ignore[no-untyped-def]
        return {(c.row, c.column): (c.text, c.key or "", c.row_span, c.column_span) for c in cells}

    assert places(layout.cells) == places(official.cells)


@pytest.mark.parametrize("form_id", FORM_IDS)
@pytest.mark.parametrize("key", TABLE_KEYS)
def test_cells_cover_the_table_once(form_id: str, key: str) -> None:
    """No hole and no overlap."""
    layout = layout_of(load_form(form_id).tables[key])  # type: ignore[index]
    covered = [
        (c.row + r, c.column + s)
        for c in layout.cells
        for r in range(c.row_span)
        for s in range(c.column_span)
    ]
    assert sorted(covered) == [(r, c) for r in range(layout.rows) for c in range(layout.columns)]
