"""A judge of sentences held against labels: figures, their intervals, figures of each label."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review.classifier.model import ROLES
from review.classifier.training import (
    Labelled,
)
from review.evaluation.baselines import Judge
from review.outcome import TOPICS

DRAWS = 1000  # of the bootstrap
BINS = 10  # of the calibration error


@dataclass(frozen=True)
class Scored:
    """Right answers beside a judge's: arrays over sentences that are no headings."""

    boilerplate: NDArray[np.bool_]
    likely: NDArray[np.float64]
    role_right: NDArray[np.bool_]
    topics: NDArray[np.int64]
    """Shape (sentences, 3): hits, found, there."""

    def drawn(self, draw: NDArray[np.int64]) -> "Scored":
        """The same of some of the sentences, each as often as it was drawn."""
        return Scored(
            self.boilerplate[draw], self.likely[draw], self.role_right[draw], self.topics[draw]
        )

    def macro_f1(self) -> float:
        """Macro-F1 of boilerplate."""
        true, said = self.boilerplate, self.likely >= 0.5
        scores = []
        for wanted in (True, False):
            hits = np.sum((true == wanted) & (said == wanted))
            scores.append(2 * hits / max(1, np.sum(true == wanted) + np.sum(said == wanted)))
        return float(np.mean(scores))

    def calibration_error(self) -> float:
        """Expected calibration error of boilerplate, in ten bins."""
        bins = np.minimum((self.likely * BINS).astype(int), BINS - 1)
        error = 0.0
        for number in range(BINS):
            inside = bins == number
            if inside.any():
                gap = abs(self.likely[inside].mean() - self.boilerplate[inside].mean())
                error += gap * inside.mean()
        return float(error)

    def topic_f1(self) -> float:
        """Micro-F1 of topics."""
        hits, found, there = self.topics.sum(axis=0)
        return float(2 * hits / max(1, found + there))

    def role_accuracy(self) -> float:
        return float(self.role_right.mean())


def scored(sentences: Sequence[Labelled], judge: Judge) -> Scored:
    """A judge held against labels; headings are left out, their role is told by how they stand."""
    used = [labelled for labelled in sentences if not labelled.is_heading]
    said = judge([labelled.sentence for labelled in used])
    pairs = list(zip(used, said, strict=True))
    return Scored(
        np.array([labelled.boilerplate for labelled in used]),
        np.array([j.boilerplate for j in said]),
        np.array([labelled.role == j.role for labelled, j in pairs]),
        np.array([(len(d.topics & set(j.topics)), len(j.topics), len(d.topics)) for d, j in pairs]),
    )


def difference(ours: Scored, theirs: Scored) -> tuple[float, float]:
    """The 95 % bootstrap interval of our macro-F1 less theirs, on the same sentences."""
    gaps = [ours.drawn(d).macro_f1() - theirs.drawn(d).macro_f1() for d in _draws(ours)]
    low, high = np.percentile(gaps, [2.5, 97.5])
    return float(low), float(high)


def intervals(found: Scored) -> dict[str, tuple[float, float]]:
    """The 95 % bootstrap intervals of the figures. A draw's calibration error is larger than that of all
    the sentences: the interval is of what another sample would show, and errs to the strict side."""
    drawn = [figures(found.drawn(draw)) for draw in _draws(found)]
    ends = {name: np.percentile([one[name] for one in drawn], [2.5, 97.5]) for name in drawn[0]}
    return {
        name: (round(float(low), 3), round(float(high), 3)) for name, (low, high) in ends.items()
    }


def _draws(found: Scored) -> list[NDArray[np.int64]]:
    random, count = np.random.default_rng(0), len(found.boilerplate)
    return [random.integers(0, count, count) for _ in range(DRAWS)]


def figures(found: Scored) -> dict[str, float]:
    """The four figures, to three places."""
    return {
        "boilerplate_macro_f1": round(found.macro_f1(), 3),
        "calibration_error": round(found.calibration_error(), 3),
        "role_accuracy": round(found.role_accuracy(), 3),
        "topics_micro_f1": round(found.topic_f1(), 3),
    }


def by_label(sentences: Sequence[Labelled], judge: Judge) -> dict[str, dict[str, float]]:
    """Precision, recall and number of each label, headings left out."""
    used = [labelled for labelled in sentences if not labelled.is_heading]
    said = judge([labelled.sentence for labelled in used])

    def counted(pairs: Sequence[tuple[bool, bool]]) -> dict[str, float]:
        hits = sum(there and found for there, found in pairs)
        there, found = sum(there for there, _ in pairs), sum(found for _, found in pairs)
        precision, recall = hits / max(1, found), hits / max(1, there)
        return {"precision": round(precision, 3), "recall": round(recall, 3), "sentences": there}

    both = list(zip(used, said, strict=True))
    out = {"boilerplate": counted([(d.boilerplate, j.boilerplate >= 0.5) for d, j in both])}
    for role in ROLES:
        out[f"role:{role}"] = counted([(d.role == role, j.role == role) for d, j in both])
    for topic in TOPICS:
        out[f"topic:{topic}"] = counted([(topic in d.topics, topic in j.topics) for d, j in both])
    return out
