"""Two figures of a report's own text, in plain words, and where they stand among reports of its kind.

Specificity (after Hope, Hu and Lu 2016): named things in each hundred letters, that is names of places and
bodies, dates, figures and titles of documents. Change (after Brown and Tucker 2011): one minus the cosine
of this year's and last year's text, weighted by rarity, less what the text's length explains in the batch.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from review.copying.masking import Template
from review.copying.rarity import Codes, pairs_of, worth_of

_NAMED = re.compile(r"[@#]|《[^《》]{2,60}》")
_LEAST_LETTERS = 40
_LEAST_FITTED = 30


def specificity(templates: Sequence[Template]) -> float | None:
    """Named things in a hundred letters; None where there is too little text."""
    text = "\n".join(t.text for t in templates)
    letters = len(re.sub(r"[\n@#]", "", text))
    if letters < _LEAST_LETTERS:
        return None
    return round(100 * len(_NAMED.findall(text)) / letters, 2)


def change(now: Sequence[Template], before: Sequence[Template]) -> float | None:
    """How different the text is from last year's: 0 the same words, 1 no word in common."""
    one, other = _counts(now), _counts(before)
    if not len(one[0]) or not len(other[0]):
        return None
    pairs = np.unique(np.concatenate((one[0], other[0])))
    weight = worth_of(pairs)
    vectors = [np.zeros(len(pairs)), np.zeros(len(pairs))]
    for vector, (codes, counts) in zip(vectors, (one, other), strict=True):
        vector[np.searchsorted(pairs, codes)] = counts
    left, right = (vector * weight for vector in vectors)
    norms = float(np.linalg.norm(left) * np.linalg.norm(right))
    return round(max(0.0, 1 - float(left @ right) / norms), 3)


def length_adjusted(values: Sequence[float | None], letters: Sequence[int]) -> list[float | None]:
    """Changes less what the length of the text explains; as they are where reports are too few to tell."""
    known = [at for at, value in enumerate(values) if value is not None and letters[at]]
    if len(known) < _LEAST_FITTED:
        return list(values)
    x = np.log([letters[at] for at in known])
    y = np.array([values[at] for at in known], dtype=float)
    bends = min(2, len(np.unique(x)) - 1)
    fitted = np.polyval(np.polyfit(x, y, bends), x)
    out = list(values)
    for at, value in zip(known, y - fitted + y.mean(), strict=True):
        out[at] = round(float(value), 3)
    return out


def percentiles(values: Sequence[float | None], kinds: Sequence[str]) -> list[int | None]:
    """For each value how many in a hundred of the same kind are lower (half of the equal ones counted)."""
    groups: dict[str, list[float]] = {}
    for value, kind in zip(values, kinds, strict=True):
        if value is not None:
            groups.setdefault(kind, []).append(value)
    sorted_groups = {kind: np.sort(np.array(found)) for kind, found in groups.items()}
    out: list[int | None] = []
    for value, kind in zip(values, kinds, strict=True):
        if value is None or len(sorted_groups[kind]) < 2:
            out.append(None)
            continue
        group = sorted_groups[kind]
        below, upto = np.searchsorted(group, value), np.searchsorted(group, value, "right")
        out.append(round(100 * float(below + upto - 1) / 2 / (len(group) - 1)))
    return out


def _counts(templates: Sequence[Template]) -> tuple[Codes, NDArray[np.int64]]:
    codes, counts = np.unique(pairs_of([t.text for t in templates])[0], return_counts=True)
    return codes, counts
