"""The sentence model built and measured: on agencies it was not trained on, and on real sentences of two hands.

Beside it stand two baselines (`baselines`).
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from review.classifier.model import CARD, STEPS, Model, dump, load, trained
from review.classifier.training import (
    DRAWN_IN,
    MILDER,
    Labelled,
    corpus_hash,
    read_decisions,
    read_reports,
    train,
)
from review.evaluation.baselines import Judge, keywords, usual
from review.evaluation.real_sentences import labels_of, real_labels
from review.evaluation.sentence_scores import (
    Scored,
    by_label,
    difference,
    figures,
    intervals,
    scored,
)

HELD_OUT = 5  # one agency in so many is held out


def is_held_out(agency: str) -> bool:
    """Whether an invented agency is kept for measuring: by its name alone."""
    return int(hashlib.sha256(agency.encode()).hexdigest(), 16) % HELD_OUT == 0


def _line(name: str, found: Scored) -> str:
    return (
        f"{name:<22}套话 macro-F1 {found.macro_f1():.3f}  校准误差 {found.calibration_error():.3f}  "
        f"角色准确率 {found.role_accuracy():.3f}  主题 micro-F1 {found.topic_f1():.3f}"
    )


def _left_out(sentences: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Each writer measured by a model of the others: the nearest thing to reports never seen."""
    writers = sorted({labelled.writer for labelled in sentences})
    out = {}
    for writer in writers if len(writers) > 1 else ():
        others = [labelled for labelled in sentences if labelled.writer != writer]
        one = [labelled for labelled in sentences if labelled.writer == writer]
        out[writer] = figures(scored(one, train(others).judge))
    return out


def _real_figures(corpus: Path, model: Model, before: Any) -> dict[str, Any]:
    """The figures on real sentences where they are here, else those given of this model before."""
    folder, labels = os.environ.get("NIANBAO_REAL"), labels_of(corpus)
    if folder and labels.exists():
        out: dict[str, Any] = {"model_sha256": model.sha256}
        for half in ("tuned", "kept"):
            hands = real_labels(labels, Path(folder), half)
            for name, hand in (("first", hands.first), ("second", hands.second)):
                found = scored(hand, model.judge)
                out[f"{half}, {name} hand"] = {**figures(found), "intervals": intervals(found)}
        return out
    if isinstance(before, dict) and before.get("model_sha256") == model.sha256:
        return before
    return {"not measured": "nianbao evaluate sentences"}


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
            **figures(measured),
            "labels": by_label(kept, judge),
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
    labels = labels_of(corpus)
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
