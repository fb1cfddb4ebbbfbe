"""The labelled sentences: whole, by the contract's names, and no two alike."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from review.classifier.model import ROLES
from review.evaluation.sentences import is_held_out
from review.outcome import TOPICS

CORPUS = Path(__file__).parents[2] / "corpus" / "sentences"
REPORTS = [
    json.loads(line)
    for path in sorted(CORPUS.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
SENTENCES = [s for report in REPORTS for part in report["sections"].values() for s in part]
_FIGURES = re.compile(r"[\d０-９零〇一二三四五六七八九十百千万两]+")
ALIKE = 0.6


def trigrams(text: str) -> set[str]:
    text = _FIGURES.sub("0", "".join(text.split()))
    return {text[at : at + 3] for at in range(max(1, len(text) - 2))}


def test_labels_are_the_contracts() -> None:
    """Roles and topics have the contract's names; no heading is boilerplate."""
    for sentence in SENTENCES:
        assert sentence["role"] in (*ROLES, "heading")
        assert set(sentence["topics"]) <= set(TOPICS)
        assert sentence["text"].strip()
        assert not (sentence["role"] == "heading" and sentence["boilerplate"])


def test_the_corpus_is_varied() -> None:
    """Many agencies of all kinds and years, each once; every label occurs; some are held out."""
    agencies = [report["agency"] for report in REPORTS]
    assert len(set(agencies)) == len(agencies) > 80
    assert {report["year"] for report in REPORTS} == set(range(2019, 2026))
    kinds = Counter(report["kind"] for report in REPORTS)
    assert min(kinds[k] for k in ("department", "town", "street", "government", "vertical")) > 2
    assert {topic for s in SENTENCES for topic in s["topics"]} == set(TOPICS)
    assert 0.1 < sum(map(is_held_out, agencies)) / len(agencies) < 0.3


def test_no_two_sentences_are_alike() -> None:
    """Once figures are masked, no two sentences share more than 60 % of their trigrams."""
    texts = [s["text"] for s in SENTENCES if s["role"] != "heading"]
    own = [trigrams(text) for text in texts]
    index = {gram: at for at, gram in enumerate(sorted(set().union(*own)))}
    places = [index[gram] for grams in own for gram in sorted(grams)]
    ends = np.cumsum([0, *map(len, own)])
    matrix = csr_matrix((np.ones(len(places), dtype=np.int32), places, ends))
    shared = (matrix @ matrix.T).tocoo()
    sizes = np.array([len(grams) for grams in own])
    share = shared.data / (sizes[shared.row] + sizes[shared.col] - shared.data)
    pairs = [
        (texts[i], texts[j])
        for i, j, value in zip(shared.row, shared.col, share, strict=True)
        if i < j and value > ALIKE
    ]
    assert pairs == []
