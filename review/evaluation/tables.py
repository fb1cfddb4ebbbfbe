"""The reader of reports on generated files whose every cell is known (corpus/layouts)."""

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from review.batch import Job, object_of
from review.pool import Result, WorkerPool

Truth = dict[str, Any]
_OF_READING = ("S1", "S2", "S303", "T", "N")


@dataclass(slots=True)
class FileOutcome:
    """What came of one file: cells right, wrong, refused; agency and year; findings missing and false."""

    truth: Truth
    exact: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    agency: bool = True
    year: bool = True
    missing: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    must: list[str] = field(default_factory=list)
    error: str = ""


def _same(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return Decimal(str(found)) == Decimal(str(wanted))


def outcome_of(truth: Truth, document: dict[str, Any]) -> FileOutcome:
    """Hold a review's JSON against the truth of its file."""
    out = FileOutcome(truth)
    cells = truth["cells"]
    if document["error"]:
        out.error = document["error"]["code"]
        out.refused = list(cells)
        out.agency = out.year = False
        out.missing = list(truth["faults"])
        return out
    report = document["report"]
    tables = report["tables"]
    for key, wanted in cells.items():
        if key not in tables:
            out.refused.append(key)
        elif _same(tables[key]["value"], wanted):
            out.exact += 1
        else:
            out.wrong.append(key)
    pictures = tuple(f"{part}." for part in truth.get("picture_tables", ()))
    out.invented = [k for k in tables if k not in cells or (pictures and k.startswith(pictures))]
    out.agency = report["agency"] == truth["agency"] or not truth["agency_full"]
    out.year = report["year"] == truth["year"]
    codes = {f["code"] for f in document["findings"]}
    allowed = {*truth["faults"], *truth.get("arguable", ())}
    hanging = bool(out.refused)
    out.missing = [
        c for c in truth["faults"] if c not in codes and not (hanging and c[0] in "TN")
        and not (hanging and c in ("S203", "S204"))
    ]  # fmt: skip
    out.false = sorted(
        c for c in codes - allowed if c.startswith(_OF_READING) and not (c == "S206" and hanging)
    )
    out.must = [
        f"{f['code']} {f['message']}"
        for f in document["findings"]
        if f["severity"] == "must" and f["code"] in out.false
    ]
    return out


def evaluate(truths: Iterable[Truth], results: Iterable[Result]) -> Iterator[FileOutcome]:
    """The outcome of each file, in order."""
    for truth, result in zip(truths, results, strict=True):
        yield outcome_of(truth, object_of(result))


def from_folder(folder: Path, processes: int) -> Iterator[FileOutcome]:
    """The outcomes of files written before by `python -m corpus.layouts`."""
    lines = (folder / "truth.jsonl").read_text("utf-8").splitlines()
    truths = [json.loads(line) for line in lines if line.strip()]
    with WorkerPool(processes) as pool:
        yield from evaluate(truths, pool.map(Job(folder / t["file"]) for t in truths))


def generated(corpus: Path, count: int, seed: int, processes: int) -> Iterator[FileOutcome]:
    """The outcomes of files drawn for the occasion by the generator of the source tree."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "corpus.layouts", name]
        options = ["--count", str(count), "--seed", str(seed), "--only", "docx,html,mht,txt,md,pdf"]
        subprocess.run([*command, *options], cwd=corpus.parent, check=True, stdout=sys.stderr)
        yield from from_folder(Path(name), processes)


def summary(outcomes: Iterable[FileOutcome]) -> Iterator[str]:
    """The table that `nianbao evaluate tables` prints: by format, then layouts and codes at fault."""
    by_format: dict[str, list[FileOutcome]] = defaultdict(list)
    for out in outcomes:
        by_format[out.truth["format"]].append(out)
    every = [o for outs in by_format.values() for o in outs]
    yield "格式    文件  格子      读对         读错  拒读    机关     年度    假问题 漏问题 假必须"
    for name, outs in [*sorted(by_format.items()), ("全部", every)]:
        fair = [o for o in outs if not o.truth["may_refuse"]]
        cells = sum(len(o.truth["cells"]) for o in fair)
        exact = sum(o.exact for o in fair)
        wrong = sum(len(o.wrong) + len(o.invented) for o in outs)
        refused = sum(len(o.refused) for o in fair)
        yield (
            f"{name:<6} {len(outs):>5} {cells:>7} {exact / max(1, cells):>9.4%} {wrong:>10} {refused:>6}"
            f" {sum(o.agency for o in outs) / len(outs):>9.2%} {sum(o.year for o in outs) / len(outs):>7.2%}"
            f" {sum(bool(o.false) for o in outs):>6} {sum(bool(o.missing) for o in outs):>6}"
            f" {sum(bool(o.must) for o in outs):>6}"
        )
    for title, pick in (("假问题", "false"), ("漏问题", "missing")):
        codes = Counter(c for o in every for c in getattr(o, pick))
        yield f"{title}：" + "，".join(f"{code} {n}" for code, n in codes.most_common())
