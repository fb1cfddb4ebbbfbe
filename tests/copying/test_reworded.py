"""Text reworded by hand, in other words and the same order (corpus.reworded), and controls on the same subjects."""

import json
from pathlib import Path

import corpus.reworded
from review.copying.batch_map import CopyMap
from review.copying.reuse import reuse_between
from review.copying.texts import OwnText, own_text
from tests.copying.texts import report

_ROWS = [
    json.loads(line)
    for line in Path(corpus.reworded.__file__)
    .with_name("pairs.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def _texts() -> dict[tuple[str, str], OwnText]:
    return {
        (row["id"], name): own_text(
            report(row[name]["agency"], {row["section"]: row[name]["text"]}, 2024)
        )
        for row in _ROWS
        for name in ("source", "copy", "control")
    }


def test_reworded_copies_are_told_and_independent_texts_are_not() -> None:
    texts = _texts()
    names = list(texts)
    copies = CopyMap(lambda number: texts[names[number]])
    for number, text in enumerate(texts.values()):
        copies.add(number, text)
    found = {frozenset((names[s.one], names[s.other])) for s in copies.shared()}
    copied = {
        frozenset(((row["id"], "source"), (row["id"], "copy")))
        for row in _ROWS
        if row["kind"] != "last_year"
    }
    assert found == copied


def test_last_years_text_reworded_is_last_years() -> None:
    texts = _texts()
    for row in _ROWS:
        last, now, control = (texts[row["id"], name] for name in ("source", "copy", "control"))
        section = row["section"]
        if row["kind"] == "last_year":
            assert reuse_between(now, last).shares[section] >= 0.8, row["id"]
        assert reuse_between(control, last).shares.get(section, 0.0) <= 0.1, row["id"]
