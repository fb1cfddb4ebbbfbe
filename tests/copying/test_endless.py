"""Reports of endless text: made to fill the memory of who compares them."""

import tracemalloc
from random import Random

import numpy as np
import pytest

from review.copying import alignment
from review.copying.alignment import likeness, weigh
from review.copying.batch_map import CopyMap
from review.copying.masking import templates_of
from review.copying.reuse import reuse_of
from review.copying.texts import own_text, pack_text, unpack_text
from review.model import SectionKey
from tests.copying.texts import OTHERS, PASSAGE, REWORDED, report, shared

_MOST_BYTES = 200_000_000
_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")


def _differing(count: int) -> str:
    letters = Random(1)
    ends = ("".join(letters.choices("窗台栏柜灯椅桥井渠塘", k=6)) for _ in range(count))
    return "".join(f"办事指南由两名没有接触过该业务的同事交叉试填{end}。" for end in ends)


@pytest.mark.parametrize("text", [PASSAGE * 3_000, _differing(9_000)], ids=["same", "differing"])
def test_endless_text_is_compared_within_bounds(text: str) -> None:
    sections = dict.fromkeys(_SECTIONS, text)
    one, other = report("清和县教育局", sections), report("临河县商务局", sections, year=2022)
    tracemalloc.start()
    try:
        found = shared([one, other])
        reuse = reuse_of(one, other)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[0].sentences
    assert reuse.shares["problems"] > 0.9
    assert peak < _MOST_BYTES


def test_first_sentences_of_endless_text_are_compared() -> None:
    templates = templates_of(report("清和县教育局", {"problems": OTHERS[0] + PASSAGE * 3_000}))
    assert "网站改版后" in templates[0].text
    assert len(templates) < 1_000


def test_pairs_that_many_sentences_have_count_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = (
        weigh(templates_of(report("清和县教育局", {"problems": text + "".join(OTHERS)})))
        for text in (PASSAGE, REWORDED + PASSAGE)
    )
    listed = likeness(here, there)
    for often in (0, 1, 2):
        monkeypatch.setattr(alignment, "_OFTEN", often)
        np.testing.assert_allclose(likeness(here, there), listed, rtol=1e-6)


def test_of_a_report_only_its_keys_stay_in_memory() -> None:
    """A batch may have ten thousand."""
    packed = pack_text(own_text(report("清和县教育局", {"problems": "".join(OTHERS) * 4})))
    copies = CopyMap(lambda number: unpack_text(packed))
    tracemalloc.start()
    try:
        for number in range(100):
            copies.add(number, unpack_text(packed[:1] + packed[1:]))
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert held < 100 * len(packed) / 2
