"""The share of a part that is last year's."""

import json

import jsonschema
import pytest

from review.checking import Example
from review.copying.reuse import reuse_of
from review.outputs.json_form import as_json
from review.outputs.json_schema import json_schema
from tests.builders import report_text, review_text
from tests.copying.texts import GENRE, OTHERS, PASSAGE, REWORDED, report
from tests.last_year_report import draw_last_year

OWN = "".join(OTHERS[:3])


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        (PASSAGE, PASSAGE, 1.0, 1.0),
        (REWORDED, PASSAGE, 0.95, 1.0),
        (OWN, PASSAGE, 0.0, 0.0),
        (PASSAGE + OWN, PASSAGE, 0.3, 0.7),
        (OWN + "".join(GENRE), PASSAGE + "".join(GENRE), 0.0, 0.0),
    ],
)
def test_share_is_what_is_last_years(now: str, before: str, low: float, high: float) -> None:
    """Reworded and reordered text is last year's, new text and statutory phrases are not."""
    reuse = reuse_of(
        report("清和县水务局", {"problems": now}),
        report("清和县水务局", {"problems": before}, 2022),
    )
    assert low <= reuse.shares["problems"] <= high
    assert "overview" not in reuse.shares


def test_full_stop_that_became_a_comma() -> None:
    """A sentence made of two of last year's is last year's."""
    now = PASSAGE.replace("改写。补贴", "改写，补贴")
    before = report("清和县水务局", {"problems": PASSAGE}, 2022)
    assert reuse_of(report("清和县水务局", {"problems": now}), before).shares["problems"] == 1.0


def test_shares_stand_in_the_json() -> None:
    """reuse.last_year is null without last year's report, and the two shares with it; the schema knows both."""
    alone = as_json(review_text(report_text()))
    beside = as_json(review_text(report_text(), last_year=draw_last_year(Example(""))))
    assert alone["reuse"] == {"last_year": None}
    assert set(beside["reuse"]["last_year"]) == {"overview", "problems"}
    for document in (alone, beside):
        jsonschema.validate(json.loads(json.dumps(document)), json_schema())
