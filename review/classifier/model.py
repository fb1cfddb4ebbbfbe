"""The trained model: arrays and word lists from `models/`, and what it says of sentences.

Linear over character n-grams (tf-idf) and named features; scikit-learn is needed to train it only.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.classifier.features import MOST_TEXT, Placed, around, grams, is_saved, own
from review.classifier.rules import announces, role_of
from review.errors import ReviewError
from review.locations import models_dir
from review.model import SectionKey
from review.outcome import TOPICS, Role

Array = NDArray[np.float32]
Sparse = tuple[NDArray[np.int64], Array]
"""Places and values."""

ROLES: tuple[Role, ...] = ("practice", "problem", "measure", "rectification", "notice")
"""Roles that the model tells apart; headings are told by how they stand."""
LABELS = (
    "boilerplate",
    *(f"role:{role}" for role in ROLES),
    *(f"topic:{topic}" for topic in TOPICS),
)
NOTICES = ("front", "end")  # sections that speak of the report itself
SAVED = 0.03  # no sentence that one specific settles is more likely boilerplate, however long
STEPS = ((0.1, 0.5, 0.17), (0.5, 0.8, 0.685), (0.8, 1.0, 0.95))
"""Probabilities between two bounds are told as the share of boilerplate among them, chosen on the real
sentences that are looked at: so few labels of real reports bear no finer scale."""
WITHIN_STEP = 0.024  # what is left of the differences inside a step: the order of sentences stays
TOPIC_SURE = 0.3  # a topic is given from this probability on

WEIGHTS, WORDS, CARD = "sentences.npz", "sentences.json", "sentences.card.json"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model says of a sentence: a probability, a role, topics in the contract's order."""

    boilerplate: float
    role: Role
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one sentence: named ones and n-grams."""

    names: Sparse
    grams: Sparse


@dataclass(frozen=True, eq=False)
class Model:
    """Weights by n-gram and by named feature, a column for each of `LABELS`.

    `idf`: shape (grams,); `of_grams`: (grams, labels);
    `of_names`: (names, labels); `bias`: (labels,).
    """

    gram_index: Mapping[str, int]
    name_index: Mapping[str, int]
    idf: Array
    of_grams: Array
    of_names: Array
    bias: Array
    sha256: str

    def _scores(self, sentences: Sequence[Placed]) -> tuple[Array, NDArray[np.bool_]]:
        """Log-odds, shape (sentences, labels), and which sentences one specific settles."""
        out = np.empty((len(sentences), len(LABELS)), dtype=np.float32)
        saved = np.empty(len(sentences), dtype=bool)
        for number, sentence in enumerate(sentences):
            out[number] = self._score(sentence)
            saved[number] = is_saved(sentence)  # at once: its specifics are still remembered
        return out, saved

    def _score(self, sentence: Placed) -> Array:
        return self._of(around(sentence)) + self._of_text(
            sentence.text, sentence.section, sentence.agency
        )

    def features(self, sentence: Placed) -> "Features":
        """The places and values of a sentence's features among those that the model knows."""
        of_text = own(sentence.text, sentence.section, sentence.agency)
        return Features(self._named([*of_text, *around(sentence)]), self._grams(sentence.text))

    def score(self, features: "Features") -> Array:
        """Log-odds from features, shape (labels,)."""
        (names, named), (places, values) = features.names, features.grams
        found: Array = self.bias + named @ self.of_names[names] + values @ self.of_grams[places]
        return found

    def _of(self, features: Iterable[tuple[str, float]]) -> Array:
        """What named features say together."""
        places, values = self._named(features)
        found: Array = values @ self.of_names[places]
        return found

    def _named(self, features: Iterable[tuple[str, float]]) -> Sparse:
        known = [(self.name_index.get(name, -1), value) for name, value in features]
        places = np.array([place for place, _ in known if place >= 0], dtype=np.int64)
        return places, np.array([value for place, value in known if place >= 0], dtype=np.float32)

    @lru_cache(maxsize=8192)  # noqa: B019 — one model a process; set phrases come in report after report
    def _of_text(self, text: str, section: SectionKey, agency: str) -> Array:
        """What a sentence says by itself, with the bias: the same wherever it stands in its section."""
        places, values = self._grams(text)
        found: Array = self.bias + self._of(own(text, section, agency))
        return found + values @ self.of_grams[places]

    def _grams(self, text: str) -> Sparse:
        """The n-grams of a text that are known, with their tf-idf, of length 1 together."""
        counts = Counter(map(self.gram_index.get, grams(text)))
        counts.pop(None, None)
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values: Array = (np.log(times) + np.float32(1.0)) * self.idf[places]
        return places, values / np.sqrt(values @ values) if len(counts) else values

    def judge(self, sentences: Sequence[Placed]) -> list[Judgement]:
        """What the model says of sentences that are no headings, in their order."""
        if not sentences:
            return []
        scores, saved = self._scores(sentences)
        roles = scores[:, 1 : 1 + len(ROLES)].argmax(axis=1)
        likely = 1.0 / (1.0 + np.exp(-scores))
        topics = likely[:, 1 + len(ROLES) :] >= TOPIC_SURE
        empty = in_steps(likely[:, 0])
        empty[saved] = np.minimum(empty[saved], SAVED)
        return [
            Judgement(
                round(float(empty[number]), 3),
                _role(sentence, ROLES[roles[number]]),
                tuple(topic for topic, given in zip(TOPICS, topics[number], strict=True) if given),
            )
            for number, sentence in enumerate(sentences)
        ]


def in_steps(likely: NDArray[np.floating]) -> NDArray[np.floating]:
    """Probabilities as they are told: drawn to the middle of their step, their order kept."""
    out = likely.copy()
    for low, high, share in STEPS:
        inside = (likely >= low) & (likely <= high)
        out[inside] = share + WITHIN_STEP * ((likely[inside] - low) / (high - low) - 0.5)
    return out


def _role(sentence: Placed, said: Role) -> Role:
    """The role said, but what speaks of the future and names no fault is no problem, nor is what opens with
    下一步 or says 我局将继续 anything that was done, in whatever part it stands."""
    if sentence.section in NOTICES:
        return "notice"
    if said == "practice" and announces(sentence.text[:MOST_TEXT]):
        return "measure"
    if (
        said == "problem"
        and role_of(sentence.text[:MOST_TEXT], sentence.section, False) == "measure"
    ):
        return "measure"
    return said


def dump(model: Model, card: Mapping[str, Any], folder: Path) -> None:
    """Write the model's files; the same model gives the same bytes."""
    packed = BytesIO()
    np.savez_compressed(
        packed, idf=model.idf, of_grams=model.of_grams, of_names=model.of_names, bias=model.bias
    )
    words = {"grams": list(model.gram_index), "names": list(model.name_index)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(packed.getvalue())
    (folder / WORDS).write_text(
        json.dumps(words, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n"
    )
    (folder / CARD).write_text(
        json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )


def load(folder: Path) -> Model:
    """The model in a folder. ReviewError where its files do not belong together."""
    weights, words = (folder / WEIGHTS).read_bytes(), (folder / WORDS).read_bytes()
    with np.load(BytesIO(weights), allow_pickle=False) as arrays:
        idf, of_grams, of_names, bias = (
            arrays[name].astype(np.float32) for name in ("idf", "of_grams", "of_names", "bias")
        )
    lists = json.loads(words)
    model = Model(
        {gram: at for at, gram in enumerate(lists["grams"])},
        {name: at for at, name in enumerate(lists["names"])},
        idf,
        of_grams,
        of_names,
        bias,
        hashlib.sha256(weights + words).hexdigest(),
    )
    wide = (len(model.gram_index), len(LABELS)), (len(model.name_index), len(LABELS))
    if (of_grams.shape, of_names.shape) != wide or bias.shape != (len(LABELS),):
        raise ReviewError(
            "句子模型的文件互不相符；请重新安装，或在源码目录运行 nianbao train 重建。"
        )
    return model


@cache
def trained() -> Model | None:
    """The model of this installation, read once a process; None where there is none."""
    folder = models_dir()
    return load(folder) if folder is not None and (folder / WEIGHTS).exists() else None
