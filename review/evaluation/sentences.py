"""The sentence model measured: on agencies it was not trained on, and on real sentences of two hands.

Beside it stand two baselines: keywords, and scikit-learn's own TF-IDF with logistic regression over
jieba's words. Real sentences are not in the source tree: only their labels and places are
(`tests/classifier`), and their files are where the variable NIANBAO_REAL points.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from review.classifier.evidence import evidence
from review.classifier.features import Placed, placed
from review.classifier.model import CARD, ROLES, STEPS, Judgement, Model, dump, load, trained
from review.classifier.rules import role_of, topics_of
from review.classifier.training import (
    DRAWN_IN,
    MILDER,
    Labelled,
    corpus_hash,
    read_decisions,
    read_reports,
    train,
)
from review.outcome import TOPICS
from review.readers import read_document
from review.report.build import build_report
from review.zh.sentences import split_sentences

HELD_OUT = 5  # one agency in so many is held out
DRAWS = 1000  # of the bootstrap
BINS = 10  # of the calibration error

Judge = Callable[[Sequence[Placed]], list[Judgement]]


def is_held_out(agency: str) -> bool:
    """Whether an invented agency is kept for measuring: by its name alone."""
    return int(hashlib.sha256(agency.encode()).hexdigest(), 16) % HELD_OUT == 0


# --- judges -----------------------------------------------------------------------------------


def keywords(sentences: Sequence[Placed]) -> list[Judgement]:
    """The first baseline: phrases of boilerplate without a figure; roles and topics by keywords."""
    out = []
    for sentence in sentences:
        found = evidence(sentence.text)
        empty = found["vague"] >= 2 and not found["count.digits"]
        role = role_of(sentence.text, sentence.section, False)
        out.append(Judgement(0.8 if empty else 0.2, role, topics_of(sentence.text)))
    return out


def usual(corpus: Sequence[Labelled]) -> Judge:
    """The second baseline: TF-IDF of jieba's words and logistic regression, as they come."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    jieba.setLogLevel(60)
    used = [labelled for labelled in corpus if not labelled.is_heading]
    words = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None)
    matrix = words.fit_transform([labelled.sentence.text for labelled in used])
    empty = LogisticRegression(max_iter=1000).fit(matrix, [d.boilerplate for d in used])
    roles = LogisticRegression(max_iter=1000).fit(matrix, [d.role for d in used])
    given = np.array([[topic in d.topics for topic in TOPICS] for d in used])
    topics = OneVsRestClassifier(LogisticRegression(max_iter=1000)).fit(matrix, given)

    def judge(sentences: Sequence[Placed]) -> list[Judgement]:
        found = words.transform([sentence.text for sentence in sentences])
        likely = empty.predict_proba(found)[:, 1]
        named, told = roles.predict(found), topics.predict_proba(found) >= 0.5
        return [
            Judgement(float(p), role, tuple(t for t, yes in zip(TOPICS, row, strict=True) if yes))
            for p, role, row in zip(likely, named, told, strict=True)
        ]

    return judge


# --- scores -----------------------------------------------------------------------------------


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
    drawn = [_figures(found.drawn(draw)) for draw in _draws(found)]
    ends = {name: np.percentile([one[name] for one in drawn], [2.5, 97.5]) for name in drawn[0]}
    return {
        name: (round(float(low), 3), round(float(high), 3)) for name, (low, high) in ends.items()
    }


def _draws(found: Scored) -> list[NDArray[np.int64]]:
    random, count = np.random.default_rng(0), len(found.boilerplate)
    return [random.integers(0, count, count) for _ in range(DRAWS)]


# --- real sentences ---------------------------------------------------------------------------


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


# --- lines ------------------------------------------------------------------------------------


def _line(name: str, found: Scored) -> str:
    return (
        f"{name:<22}套话 macro-F1 {found.macro_f1():.3f}  校准误差 {found.calibration_error():.3f}  "
        f"角色准确率 {found.role_accuracy():.3f}  主题 micro-F1 {found.topic_f1():.3f}"
    )


def _figures(found: Scored) -> dict[str, float]:
    return {
        "boilerplate_macro_f1": round(found.macro_f1(), 3),
        "calibration_error": round(found.calibration_error(), 3),
        "role_accuracy": round(found.role_accuracy(), 3),
        "topics_micro_f1": round(found.topic_f1(), 3),
    }


def _by_label(sentences: Sequence[Labelled], judge: Judge) -> dict[str, dict[str, float]]:
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


def _left_out(sentences: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Each writer measured by a model of the others: the nearest thing to reports never seen."""
    writers = sorted({labelled.writer for labelled in sentences})
    out = {}
    for writer in writers if len(writers) > 1 else ():
        others = [labelled for labelled in sentences if labelled.writer != writer]
        one = [labelled for labelled in sentences if labelled.writer == writer]
        out[writer] = _figures(scored(one, train(others).judge))
    return out


def _real_figures(corpus: Path, model: Model, before: Any) -> dict[str, Any]:
    """The figures on real sentences where they are here, else those given of this model before."""
    folder, labels = os.environ.get("NIANBAO_REAL"), _real_labels_of(corpus)
    if folder and labels.exists():
        out: dict[str, Any] = {"model_sha256": model.sha256}
        for half in ("tuned", "kept"):
            hands = real_labels(labels, Path(folder), half)
            for name, hand in (("first", hands.first), ("second", hands.second)):
                found = scored(hand, model.judge)
                out[f"{half}, {name} hand"] = {**_figures(found), "intervals": intervals(found)}
        return out
    if isinstance(before, dict) and before.get("model_sha256") == model.sha256:
        return before
    return {"not measured": "nianbao evaluate sentences"}


def _real_labels_of(corpus: Path) -> Path:
    return corpus.parent.parent / "tests" / "classifier" / "real_sentences.jsonl"


def build(corpus: Path, models: Path, decisions: Path | None = None) -> Iterator[str]:
    """Train on all reports and write the model with its card; yields what was done."""
    sentences = read_reports(corpus)
    more = read_decisions(decisions) if decisions else []
    rest = [s for s in sentences if not is_held_out(s.agency)]
    kept = [s for s in sentences if is_held_out(s.agency)]
    judge = train(rest, more).judge
    measured = scored(kept, judge)
    model = train(sentences, more)
    card = {
        "corpus_sha256": corpus_hash(corpus),
        "decisions_sha256": hashlib.sha256(decisions.read_bytes()).hexdigest()
        if decisions
        else None,
        "sentences": len(sentences),
        "agencies": len({s.agency for s in sentences}),
        "decisions": len(more),
        "grams": len(model.gram_index),
        "names": len(model.name_index),
        "calibration": {
            "fitted_on": "log-odds of writers left out, sentences that no specific settles",
            "drawn_in": DRAWN_IN,
            "milder": MILDER,
            "steps": STEPS,
            "chosen_on": "drawn_in, milder and steps: real sentences, tuned half",
        },
        "held_out_agencies": {
            "agencies": len({s.agency for s in kept}),
            **_figures(measured),
            "labels": _by_label(kept, judge),
        },
        "writers_left_out": _left_out(sentences),
    }
    card_of_before = models / CARD
    before = json.loads(card_of_before.read_text("utf-8")) if card_of_before.exists() else {}
    dump(model, card, models)
    card["real_sentences"] = _real_figures(corpus, load(models), before.get("real_sentences"))
    dump(model, card, models)
    yield f"{len(sentences)}句、{card['agencies']}个机关；写入{models.name}/，模型{load(models).sha256[:12]}"
    yield _line("未参加训练的机关", measured)


def report_lines(corpus: Path) -> Iterator[str]:
    """The model and both baselines on held-out agencies and, where they are, on real sentences."""
    sentences = read_reports(corpus)
    rest = [s for s in sentences if not is_held_out(s.agency)]
    kept = [s for s in sentences if is_held_out(s.agency)]
    yield f"未参加训练的机关（{len({s.agency for s in kept})}个）"
    yield from _compared(kept, train(rest).judge, usual(rest))
    folder = os.environ.get("NIANBAO_REAL")
    labels = _real_labels_of(corpus)
    model: Model | None = trained()
    if model is not None:
        yield _speed(model, sentences)
    if not folder or not labels.exists() or model is None:
        yield "真实报告的句子：未设 NIANBAO_REAL，没有测"
        return
    baseline = usual(sentences)
    for half, words in (("tuned", "看过的一半"), ("kept", "留出的一半")):
        hands = real_labels(labels, Path(folder), half)
        for number, hand in (("一", hands.first), ("二", hands.second)):
            yield f"真实报告，{words}，第{number}人标注（{len(hand)}句）"
            yield from _compared(hand, model.judge, baseline)


def _speed(model: Model, sentences: Sequence[Labelled]) -> str:
    """Sentences a second of one core's time, on distinct sentences: nothing is remembered between them."""
    distinct = list({d.sentence.text: d.sentence for d in sentences if not d.is_heading}.values())
    start = time.process_time()
    model.judge(distinct)
    of_text = len(distinct) / (time.process_time() - start)
    features = [model.features(sentence) for sentence in distinct]
    start = time.process_time()
    for one in features:
        model.score(one)
    of_features = len(distinct) / (time.process_time() - start)
    return f"速度（{len(distinct)}个互不相同的句子，单核）：从文本每秒{of_text:.0f}句，从特征每秒{of_features:.0f}句"


def _compared(sentences: Sequence[Labelled], ours: Judge, baseline: Judge) -> Iterator[str]:
    found = scored(sentences, ours)
    yield _line("  模型", found)
    names = ("套话", "校准误差", "角色", "主题")
    ends = zip(names, intervals(found).values(), strict=True)
    yield "    95%区间  " + "  ".join(
        f"{name} [{low:.3f}, {high:.3f}]" for name, (low, high) in ends
    )
    for name, judge in (("  关键词", keywords), ("  TF-IDF＋逻辑回归", baseline)):
        theirs = scored(sentences, judge)
        low, high = difference(found, theirs)
        yield f"{_line(name, theirs)}  模型高出 [{low:+.3f}, {high:+.3f}]"
