"""Real sentences with the labels of two hands.

The sentences are not in the source tree: only their labels and places are (`tests/classifier`), and
their files are where the variable NIANBAO_REAL points.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review.classifier.features import Placed, placed
from review.classifier.training import Labelled
from review.readers import read_document
from review.report.build import build_report
from review.zh.sentences import split_sentences


def labels_of(corpus: Path) -> Path:
    """The file of labels that goes with a corpus."""
    return corpus.parent.parent / "tests" / "classifier" / "real_sentences.jsonl"


@dataclass(frozen=True)
class RealLabels:
    """Real sentences with the labels of two hands; `tuned` is the half that was looked at."""

    first: list[Labelled]
    second: list[Labelled]


def real_labels(labels: Path, files: Path, half: str) -> RealLabels:
    """The labels of one half ("tuned", "kept") with the sentences that they stand for.

    ValueError where a sentence is not the one that was labelled.
    """
    reports: dict[str, dict[str, list[Placed]]] = {}
    hands: tuple[list[Labelled], list[Labelled]] = ([], [])
    for line in labels.read_text(encoding="utf-8").splitlines():
        entry: dict[str, Any] = json.loads(line)
        if entry["half"] != half:
            continue
        name, (section, number) = entry["file"], entry["id"].split(":")
        if name not in reports:
            reports[name] = _sections(files / name)
        sentence = reports[name][section][int(number) - 1]
        if hashlib.sha256(sentence.text.encode()).hexdigest()[:16] != entry["sha256"]:
            raise ValueError(f"{name} {entry['id']}: not the sentence that was labelled")
        for hand, mine in zip(hands, (entry["a"], entry["b"]), strict=True):
            topics = frozenset(mine["topics"])
            hand.append(Labelled(sentence, mine["role"], topics, mine["boilerplate"], name))
    return RealLabels(*hands)


def _sections(path: Path) -> dict[str, list[Placed]]:
    report = build_report(read_document(path.read_bytes(), path.name))
    out: dict[str, list[Placed]] = {}
    for section in report.sections:
        spans = list(split_sentences(section.text))
        texts = [(section.text[span.start : span.end], span.heading) for span in spans]
        out[section.key] = list(placed(section.key, texts, report.agency.name))
    return out
