"""Training of the sentence model from labelled reports, with scikit-learn."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.classifier.features import Placed, grams, is_saved, named, placed
from review.classifier.model import ROLES, Array, Model
from review.errors import ReviewError
from review.model import SectionKey
from review.outcome import TOPICS

RARE = 3  # an n-gram of fewer sentences is left out
FOLDS = 4  # for the calibration: writers where there are so many, else folds of agencies
DRAWN_IN, MILDER = 0.45, 0.3
"""Of the log-odds that fit writers left out: real reports are farther from the writers than they from each
other, and their readers are milder. Both were chosen on the real sentences that are looked at."""
DECIMALS = 3  # of the weights


@dataclass(frozen=True, slots=True)
class Task:
    """How a label is learnt: the weight of n-grams and of named features, the inverse of regularisation.

    `blind`: named features that it does not see, by how they begin.
    """

    grams: float
    names: float
    strength: float
    blind: tuple[str, ...] = ()


# Whether a sentence could stand anywhere does not hang on what stands around it or on its role, and the
# stricter specifics tell more than the signs that they are drawn from: both misled on writers left out.
_BLIND = (
    *("lead", "listed", "heading", "before", "done", "will", "bettered", "rule", "topic="),
    *("overview&rule", "problems&rule", "other&rule", "front&rule", "end&rule"),
    *("count", "date", "document", "name", "body", "some", "none", "nothing", "object"),
)
TASKS = {
    "boilerplate": Task(4.0, 6.0, 1.0, _BLIND),
    "role": Task(4.0, 1.0, 3.0, ("saved", "unsaved")),
    "topic": Task(7.0, 1.0, 6.0),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence in its place with its labels; sentences of one agency are never split.

    `writer`: the part of the corpus that it stands in, empty where it is none of the corpus'.
    """

    sentence: Placed
    role: str
    topics: frozenset[str]
    boilerplate: bool
    agency: str
    writer: str = ""

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
        for sentence in _sentences(json.loads(line), path.stem)
    ]


def _sentences(report: Mapping[str, Any], writer: str) -> Iterable[Labelled]:
    for section, entries in report["sections"].items():
        texts = [(entry["text"], entry["role"] == "heading") for entry in entries]
        for sentence, entry in zip(placed(section, texts, report["agency"]), entries, strict=True):
            yield Labelled(
                sentence,
                entry["role"],
                frozenset(entry["topics"]),
                entry["boilerplate"],
                report["agency"],
                writer,
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
    """The model of a corpus; reviewers' decisions count three times.

    On one core: sums in another order would give other bytes, and many threads are slower here.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(1):
        return _train(corpus, decisions)


def _train(corpus: Sequence[Labelled], decisions: Sequence[Labelled]) -> Model:
    sentences = [*corpus, *(d for d in decisions for _ in range(3))]
    data = _Data.of(sentences)
    plain = np.array([not labelled.is_heading for labelled in sentences])
    columns: list[NDArray[np.float64]] = []
    wanted = np.array([labelled.boilerplate for labelled in sentences])
    columns.append(_calibrated(data, plain, wanted, sentences))
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

        return hstack([self.of_grams * task.grams, self.of_names * self._seen(task)]).tocsr()

    def _seen(self, task: Task) -> Any:
        """The weight of each named feature before it is learnt, as a diagonal matrix."""
        from scipy.sparse import diags

        seen = [0.0 if name.startswith(task.blind) else task.names for name in self.name_index]
        return diags(np.array(seen, dtype=np.float64))

    def unscaled(
        self, weights: NDArray[np.float64], bias: float, task: Task
    ) -> NDArray[np.float64]:
        """Weights of the features as they are, and the bias behind them."""
        count = len(self.gram_index)
        scaled = np.concatenate([weights[:count] * task.grams, self._seen(task) @ weights[count:]])
        return np.append(scaled, bias)


def _regression(task: Task) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=task.strength, max_iter=1000)


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


def _folds(sentences: Sequence[Labelled]) -> NDArray[np.int64]:
    """The fold of each sentence: its writer, or its agency where there are not writers enough; else -1."""
    writers = sorted({labelled.writer for labelled in sentences} - {""})
    if len(writers) >= FOLDS:
        fold_of = {writer: at for at, writer in enumerate(writers)}
        return np.array([fold_of.get(labelled.writer, -1) for labelled in sentences])
    agencies = sorted({labelled.agency for labelled in sentences})
    fold_of = {agency: at % FOLDS for at, agency in enumerate(agencies)}
    return np.array([fold_of[labelled.agency] for labelled in sentences])


def _calibrated(
    data: _Data,
    used: NDArray[np.bool_],
    wanted: NDArray[np.bool_],
    sentences: Sequence[Labelled],
) -> NDArray[np.float64]:
    """Boilerplate, with its log-odds stretched so that they are right for writers not trained on.

    Sentences that one specific settles do not count for it: what is said of them is fixed.
    """
    task = TASKS["boilerplate"]
    matrix = data.matrix(task)
    folds = _folds(sentences)
    open_to_doubt = np.array([not is_saved(labelled.sentence) for labelled in sentences])
    odds = np.zeros(len(wanted))
    for fold in range(folds.max() + 1):
        inside, outside = used & (folds != fold), used & (folds == fold)
        odds[outside] = (
            _regression(task).fit(matrix[inside], wanted[inside]).decision_function(matrix[outside])
        )
    told = used & open_to_doubt & (folds >= 0)
    stretch = _regression(Task(1, 1, 1e6)).fit(odds[told].reshape(-1, 1), wanted[told])
    slope, shift = (
        DRAWN_IN * float(stretch.coef_[0, 0]),
        DRAWN_IN * float(stretch.intercept_[0]) - MILDER,
    )
    fitted = _fitted(data, used, wanted, task) * slope
    fitted[-1] += shift
    return fitted
