"""Statistics rows and training sentences."""

import json
from pathlib import Path
from typing import Any

from review.classifier.training import read_decisions
from review.finding import Severity
from review.store import Store
from tests.screens.made import TEXTS, made_document
from tests.store.conftest import Put

SUBJECT = "某县水务局|2024"


def finding(code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in made_document()["findings"] if f["code"] == code)
    return found


def test_rule_quality_counts_what_was_decided(store: Store, put: Put) -> None:
    """Adopted, rewritten, rejected with reasons, open; also of findings that a later run lost."""
    number = put()
    put("乙局")
    store.decide(SUBJECT, finding("T201")["id"], "accepted", edited="改写")
    store.decide("乙局|2024", finding("T201")["id"], "rejected", reason="口径不同")
    store.decide(SUBJECT, finding("N101")["id"], "doubtful", reason="再查")
    rules = {rule.code: rule for rule in store.rule_quality(2024)}
    sums = rules["T201"]
    assert (sums.adopted, sums.rewritten, sums.rejected, sums.undecided) == (1, 1, 1, 0)
    assert sums.reasons == (("口径不同", 1),)
    assert (rules["N101"].doubtful, rules["N101"].undecided) == (1, 1)
    assert rules["W101"].undecided == 2
    assert "Q101" not in rules
    assert store.rule_quality(2023) == []
    document = made_document()
    document["findings"] = []
    store.save_review(number, document)
    assert {r.code: r.adopted for r in store.rule_quality()}["T201"] == 1


def test_rounds_are_not_counted_twice(store: Store, put: Put) -> None:
    """Of an agency and year the last round stands in the statistics; withdrawn ones do not."""
    put()
    last = put()
    wrong = put()
    store.withdraw(wrong)
    [row] = store.score_rows(2024)
    assert (row.submission_id, row.round, row.score, row.grade) == (last, 2, 71.5, "合格")
    assert {f.submission_id for f in store.finding_rows()} == {last}
    assert len(store.finding_rows()) == 6  # what only helps is left out
    assert {r.code: r.undecided for r in store.rule_quality()}["W101"] == 1


def test_faults_leave_out_what_was_rejected(store: Store, put: Put) -> None:
    """By check, level, kind and agency."""
    put()
    store.decide(SUBJECT, finding("T201")["id"], "rejected")
    counted = {f.code: f for f in store.fault_counts(2024)}
    assert "T201" not in counted
    fault = counted["N101"]
    assert (fault.severity, fault.kind, fault.agency, fault.count) == (
        Severity.MUST,
        "department",
        "某县水务局",
        1,
    )


def with_sentences(*texts: tuple[str, str]) -> dict[str, Any]:
    document = made_document()
    document["sentences"] = [
        {
            "id": f"{section}:{n}",
            "section": section,
            "start": TEXTS[section].index(text),
            "end": TEXTS[section].index(text) + len(text),
            "text": text,
            "role": "practice",
            "topics": ["platform"],
            "boilerplate": 0.7,
        }
        for n, (section, text) in enumerate(texts)
    ]
    return document


def test_decisions_on_boilerplate_teach(store: Store, put: Put, tmp_path: Path) -> None:
    """Rejected 套话 says that its sentences are none; an own finding says that one is; training takes it."""
    number = put()
    told = [e["quote"] for e in finding("Q101")["evidence"]]
    own = "（五）监督保障。开展业务培训2次，参训46人次。"
    document = with_sentences(*(("overview", text) for text in [*told, own]))
    store.save_review(number, document)
    assert list(store.training_sentences()) == []
    store.decide(SUBJECT, finding("Q101")["id"], "rejected")
    store.add_own_finding(
        SUBJECT, section="overview", severity=Severity.ASK, message="这句是套话", quote=own
    )
    sentences = list(store.training_sentences(2024))
    assert {s["text"]: s["boilerplate"] for s in sentences} == {
        **dict.fromkeys(told, False),
        own: True,
    }
    path = tmp_path / "labels.jsonl"
    lines = (json.dumps(sentence, ensure_ascii=False) for sentence in sentences)
    path.write_text("\n".join(lines), "utf-8")
    assert len(read_decisions(path)) == 3
