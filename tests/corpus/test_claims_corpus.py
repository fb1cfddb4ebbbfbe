"""The passages are well made: labels fit their text and cells, and the parts share no phrasing."""

import re
from pathlib import Path

import pytest

from review.evaluation.claims import evaluate, load_passages
from review.report.forms import all_cell_keys

FOLDER = Path(__file__).parents[2] / "corpus" / "claims"
PARTS = ("dev", "test")


@pytest.mark.parametrize("part", PARTS)
def test_labels_point_into_their_text_and_into_the_form(part: str) -> None:
    keys = set(all_cell_keys("2021"))
    passages = load_passages(FOLDER, part)
    assert len({p["id"] for p in passages}) == len(passages)
    for passage in passages:
        for claim in passage["claims"]:
            assert passage["text"].count(claim["quote"]) > claim.get("nth", 0), passage["id"]
            assert set(claim["cells"]) <= keys, passage["id"]


def _masked(text: str) -> str:
    return re.sub(r"[\d零一二两三四五六七八九十百千万０-９]+|\s", "#", text)


def test_no_passage_of_the_test_part_is_phrased_like_another() -> None:
    """Digits masked, no two passages are the same, and no text of one part stands in the other."""
    dev = {_masked(p["text"]) for p in load_passages(FOLDER, "dev")}
    test = [_masked(p["text"]) for p in load_passages(FOLDER, "test")]
    assert len(set(test)) == len(test)
    assert not dev & set(test)


@pytest.mark.slow
@pytest.mark.usefixtures("diagnosed_once")
def test_the_grammar_keeps_what_it_reads_of_the_part_it_was_built_on() -> None:
    """No aim, a floor: a change that loses readings, or contradicts sound passages, shows here."""
    _, claims, codes = evaluate(load_passages(FOLDER, "dev"))
    assert claims["claims"].precision >= 0.97
    assert claims["claims"].recall >= 0.83
    assert codes["must"].precision >= 0.97
    assert codes["must"].recall >= 0.78
