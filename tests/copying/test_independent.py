"""Reports that nobody copied: the samples, and those of the labelled sentences, by many writers. None is told."""

import json
from pathlib import Path

import corpus.samples
from review.copying.texts import own_text
from review.model import Report
from review.pipeline import recognise
from tests.copying.texts import report, shared

_CORPUS = Path(corpus.samples.__path__[0]).parent


def test_samples_share_nothing() -> None:
    read = [recognise(path) for path in sorted((_CORPUS / "samples" / "reports").iterdir())]
    batch = [each for each in read if isinstance(each, Report)]
    assert len(batch) > 5
    assert shared(batch) == []


def test_independent_reports_share_nothing() -> None:
    batch = []
    for path in sorted((_CORPUS / "sentences").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            sections = {
                key: "\n".join(sentence["text"] for sentence in sentences)
                for key, sentences in row["sections"].items()
                if key in ("overview", "problems", "other")
            }
            batch.append(report(row["agency"], sections, row["year"]))  # type: ignore[arg-type]
    assert len(batch) > 150
    assert sum(len(own_text(each).templates) for each in batch) > 2_000
    assert shared(batch) == []
