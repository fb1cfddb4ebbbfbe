"""Reviews of drawn reports with faults by chance, and decisions by chance, for the tests of outputs."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from corpus.drawing.drawn import DrawnReport
from corpus.drawing.text import text_of
from corpus.generated import sound_report
from review.outputs.json_form import as_json
from review.pipeline import review_bytes
from review.profile import load_profile

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "reports"
_SENTENCES = (
    "本年度加强加强政策解读工作。",
    "联系人手机号码为13812345678。",
    "全年未收到政府信息公开申请，也没有发生行政复议。",
    "按照《政府信息公开条理》的规定办理。",
    "全年收到政府信息公开申请987件，全部按期办结。",
)


@dataclass(frozen=True)
class Said:
    """A decision as the outputs need it."""

    verdict: str
    edited: str = ""
    reason: str = ""
    decided_at: str = "2025-02-01 09:30"
    reviewer: str = "张三"


@dataclass(frozen=True)
class Mine:
    """A finding of the reviewer's own."""

    id: str = "a" * 16
    section: str = "overview"
    start: int = 0
    end: int = 0
    quote: str = ""
    cell: str = ""
    severity: str = "should"
    message: str = "这里写得不清楚。"
    advice: str = "请写清楚。"
    withdrawn: bool = False


def faulty_report(rng: Random) -> DrawnReport:
    """A sound report with one to five faults: figures, narrative, parts, names of columns."""
    report = sound_report(rng)
    for _ in range(rng.randint(1, 5)):
        report = rng.choice(_FAULTS)(report, rng)
    return report


def _wrong_cell(report: DrawnReport, rng: Random) -> DrawnReport:
    key = rng.choice([k for k in report.cells if isinstance(report.cells[k], int)])
    return replace(report, cells={**report.cells, key: int(report.cells[key]) + rng.randint(1, 40)})


def _odd_cell(report: DrawnReport, rng: Random) -> DrawnReport:
    key = rng.choice(list(report.cells))
    raw = rng.choice(["", "/", "12件", "5（其中线上3件）", "-4", "无"])
    return replace(report, raw={**report.raw, key: raw})


def _wrong_narrative(report: DrawnReport, rng: Random) -> DrawnReport:
    text = re.sub(
        r"\d+", lambda m: str(int(m[0]) + rng.choice((0, 0, 3))), report.sections["overview"]
    )
    return replace(report, sections={**report.sections, "overview": text})


def _more_words(report: DrawnReport, rng: Random) -> DrawnReport:
    key = rng.choice(list(report.sections))
    text = f"{report.sections[key]}\n{rng.choice(_SENTENCES)}".strip()
    return replace(report, sections={**report.sections, key: text})


def _no_part(report: DrawnReport, rng: Random) -> DrawnReport:
    kept = {k: v for k, v in report.sections.items() if k != rng.choice(["other", "problems"])}
    return replace(report, sections=kept) if len(kept) >= 5 else report


_FAULTS = (_wrong_cell, _wrong_cell, _odd_cell, _wrong_narrative, _more_words, _no_part)


def reviewed_text(text: str, name: str = "报告.txt") -> dict[str, Any]:
    """The review of a text as JSON."""
    return as_json(review_bytes(text.encode(), name, load_profile("national")))


def faulty_document(seed: int) -> tuple[str, dict[str, Any]]:
    """A faulty report's text and its review."""
    rng = Random(seed)
    text = text_of(faulty_report(rng), "tabs")
    return text, reviewed_text(text)


def decided(document: dict[str, Any], rng: Random) -> dict[str, Said]:
    """Every 必须修改 decided, of the others most."""
    out = {}
    for finding in document["findings"]:
        if finding["severity"] == "must" or rng.random() < 0.8:
            verdict = rng.choice(("accepted", "accepted", "accepted", "rejected", "doubtful"))
            out[finding["id"]] = Said(verdict)
    return out


def all_accepted(document: dict[str, Any]) -> dict[str, Said]:
    """Everything adopted."""
    return {f["id"]: Said("accepted") for f in document["findings"]}
