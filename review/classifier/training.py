"""Training of the sentence model from labelled reports, with scikit-learn."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.classifier.features import Placed, grams, named, placed
from review.classifier.model import ROLES, Array, Model
from review.errors import ReviewError
from review.model import SectionKey
from review.outcome import TOPICS

RARE = 3  # an n-gram of fewer sentences is left out
FOLDS = 4  # of agencies, for the calibration
DECIMALS = 3  # of the weights


@dataclass(frozen=True, slots=True)
class Task:
    """How a label is learnt: the weight of n-grams and of named features, the inverse of regularisation."""

    grams: float
    names: float
    strength: float


TASKS = {
    "boilerplate": Task(1.5, 6.0, 1.0),
    "role": Task(1.5, 3.0, 0.5),
    "topic": Task(1.5, 1.0, 3.0),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence in its place with its labels; sentences of one agency are never split."""

    sentence: Placed
    role: str
    topics: frozenset[str]
    boilerplate: bool
    agency: str

    @property
    def is_heading(self) -> bool:
        return self.role == "heading"


def corpus_hash(folder: Path) -> str:
    """The hash of all labelled reports of a folder, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_reports(folder: Path) -> list[Labelled]:
    """The sentences of all reports of a folder, in order."""
    return [
        sentence
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
        for sentence in _sentences(json.loads(line))
    ]


def _sentences(report: Mapping[str, Any]) -> Iterable[Labelled]:
    for section, entries in report["sections"].items():
        texts = [(entry["text"], entry["role"] == "heading") for entry in entries]
        for sentence, entry in zip(placed(section, texts), entries, strict=True):
            yield Labelled(
                sentence,
                entry["role"],
                frozenset(entry["topics"]),
                entry["boilerplate"],
                report["agency"],
            )


def read_decisions(path: Path) -> list[Labelled]:
    """Sentences labelled by reviewers, one JSON object a line: text, section, and the labels they gave.

    ReviewError names the line that cannot be taken. A sentence stands alone, without neighbours.
    """
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            section: SectionKey = entry["section"]
            role, topics = entry["role"], frozenset(entry["topics"])
            if role not in (*ROLES, "heading") or not topics <= set(TOPICS):
                raise ValueError("role or topics")
            sentence = Placed(str(entry["text"]), section, 0.5, "", "")
            out.append(
                Labelled(sentence, role, topics, bool(entry["boilerplate"]), f"decision {number}")
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ReviewError(
                f"{path.name}第{number}行不是一条标注：应有 text、section、role、topics、boilerplate，"
                "取值见 shared 约定的标签名；请改正后再训练。"
            ) from error
    return out


def train(corpus: Sequence[Labelled], decisions: Sequence[Labelled] = ()) -> Model:
    """The model of a corpus; reviewers' decisions count three times."""
    sentences = [*corpus, *(d for d in decisions for _ in range(3))]
    data = _Data.of(sentences)
    plain = np.array([not labelled.is_heading for labelled in sentences])
    columns: list[NDArray[np.float64]] = []
    wanted = np.array([labelled.boilerplate for labelled in sentences])
    agencies = np.array([labelled.agency for labelled in sentences])
    columns.append(_calibrated(data, plain, wanted, agencies))
    columns += _roles(data, plain, np.array([labelled.role for labelled in sentences]))
    everything = np.ones(len(sentences), dtype=bool)
    for topic in TOPICS:
        given = np.array([topic in labelled.topics for labelled in sentences])
        columns.append(_fitted(data, everything, given, TASKS["topic"]))
    weights = np.round(np.stack(columns, axis=1), DECIMALS).astype(np.float32)
    count = len(data.gram_index)
    of_grams, of_names, bias = weights[:count], weights[count:-1], weights[-1]
    return Model(data.gram_index, data.name_index, data.idf, of_grams, of_names, bias, "")


@dataclass(frozen=True)
class _Data:
    """The features of all sentences: tf-idf of n-grams and named ones, as sparse matrices."""

    gram_index: Mapping[str, int]
    name_index: Mapping[str, int]
    idf: Array
    of_grams: Any
    of_names: Any

    @staticmethod
    def of(sentences: Sequence[Labelled]) -> "_Data":
        from scipy.sparse import csr_matrix

        own = [grams(labelled.sentence.text) for labelled in sentences]
        seen: dict[str, int] = {}
        for found in own:
            for gram in set(found):
                seen[gram] = seen.get(gram, 0) + 1
        gram_index = {
            gram: at for at, gram in enumerate(sorted(g for g in seen if seen[g] >= RARE))
        }
        features = [named(labelled.sentence) for labelled in sentences]
        name_index = {
            n: at for at, n in enumerate(sorted({n for found in features for n in found}))
        }
        documents = np.array([seen[gram] for gram in gram_index])
        idf = np.round(np.log((1 + len(own)) / (1 + documents)) + 1, DECIMALS).astype(np.float32)
        rows: list[int] = []
        places: list[int] = []
        values: list[float] = []
        for number, found in enumerate(own):
            counts: dict[int, int] = {}
            for gram in found:
                if gram in gram_index:
                    counts[gram_index[gram]] = counts.get(gram_index[gram], 0) + 1
            tf = {at: (1 + np.log(times)) * idf[at] for at, times in sorted(counts.items())}
            length = float(np.sqrt(sum(value * value for value in tf.values()))) or 1.0
            rows += [number] * len(tf)
            places += tf
            values += [value / length for value in tf.values()]
        of_grams = csr_matrix((values, (rows, places)), shape=(len(own), len(gram_index)))
        entries = [
            (r, name_index[n], v) for r, found in enumerate(features) for n, v in found.items()
        ]
        of_names = csr_matrix(
            ([v for *_, v in entries], ([r for r, *_ in entries], [n for _, n, _ in entries])),
            shape=(len(own), len(name_index)),
        )
        return _Data(gram_index, name_index, idf, of_grams, of_names)

    def matrix(self, task: Task) -> Any:
        from scipy.sparse import hstack

        return hstack([self.of_grams * task.grams, self.of_names * task.names]).tocsr()

    def unscaled(
        self, weights: NDArray[np.float64], bias: float, task: Task
    ) -> NDArray[np.float64]:
        """Weights of the features as they are, and the bias behind them."""
        count = len(self.gram_index)
        scaled = np.concatenate([weights[:count] * task.grams, weights[count:] * task.names])
        return np.append(scaled, bias)


def _regression(task: Task) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=task.strength, max_iter=5000, tol=1e-6)


def _fitted(
    data: _Data, used: NDArray[np.bool_], wanted: NDArray[np.bool_], task: Task
) -> NDArray[np.float64]:
    fitted = _regression(task).fit(data.matrix(task)[used], wanted[used])
    return data.unscaled(fitted.coef_[0], float(fitted.intercept_[0]), task)


def _roles(
    data: _Data, used: NDArray[np.bool_], wanted: NDArray[np.str_]
) -> list[NDArray[np.float64]]:
    task = TASKS["role"]
    fitted = _regression(task).fit(data.matrix(task)[used], wanted[used])
    order = [list(fitted.classes_).index(role) for role in ROLES]
    return [data.unscaled(fitted.coef_[at], float(fitted.intercept_[at]), task) for at in order]


def _calibrated(
    data: _Data, used: NDArray[np.bool_], wanted: NDArray[np.bool_], agencies: NDArray[np.str_]
) -> NDArray[np.float64]:
    """Boilerplate, with its log-odds stretched so that they are right for agencies not trained on."""
    task = TASKS["boilerplate"]
    matrix = data.matrix(task)
    names = sorted(set(agencies[used]))
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    folds = np.array([fold_of.get(name, -1) for name in agencies])
    odds = np.zeros(len(wanted))
    for fold in range(FOLDS):
        inside, outside = used & (folds != fold), used & (folds == fold)
        odds[outside] = (
            _regression(task).fit(matrix[inside], wanted[inside]).decision_function(matrix[outside])
        )
    stretch = _regression(Task(1, 1, 1e6)).fit(odds[used].reshape(-1, 1), wanted[used])
    slope, shift = float(stretch.coef_[0, 0]), float(stretch.intercept_[0])
    fitted = _fitted(data, used, wanted, task) * slope
    fitted[-1] += shift
    return fitted
