"""What the checks of copied text find in a built batch (corpus.copying), against the truth that came with it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review.checking import Check, NotApplicable
from review.checks.d101_copied_from_last_year import copied_from_last_year
from review.checks.d103_foreign_name import foreign_name
from review.copying.batch_map import CopyMap, by_report
from review.copying.passages import Shared
from review.copying.shared_passage import handed
from review.copying.texts import OwnText, own_text
from review.facts import Facts
from review.finding import Finding
from review.model import Report
from review.pipeline import recognise
from review.profile import load_profile
from review.report.last_year import LastYear

Truth = dict[str, Any]
_LARGE = 0.6


@dataclass(frozen=True)
class Batch:
    """The reports of a batch by file name, this year's first; last year's have `last_year/` before the name."""

    files: list[str]
    reports: list[Report]
    truth: list[Truth]
    pairs: list[Truth]


def batches(folder: Path) -> Iterator[Batch]:
    """The batches of a drawn benchmark, one after the other."""
    truth, pairs = (_by_batch(folder / f"{name}.jsonl") for name in ("truth", "pairs"))
    for place in sorted(folder.glob("batch_*")):
        paths = [*sorted(place.glob("reports/*.txt")), *sorted(place.glob("last_year/*.txt"))]
        reports = [recognise(path) for path in paths]
        read = [report for report in reports if isinstance(report, Report)]
        assert len(read) == len(paths), f"{place}: not all files are read"
        files = [str(path.relative_to(place)) for path in paths]
        yield Batch(files, read, truth[place.name], pairs[place.name])


def _by_batch(path: Path) -> dict[str, list[Truth]]:
    out: dict[str, list[Truth]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            out[str(row["batch"])].append(row)
    return out


@dataclass
class Found:
    """What was found in a batch: pairs of files, and findings by file."""

    pairs: dict[tuple[str, str], Shared] = field(default_factory=dict)
    d101: dict[str, list[Finding]] = field(default_factory=dict)
    d103: dict[str, list[Finding]] = field(default_factory=dict)
    candidates: int = 0


def texts_of(batch: Batch) -> list[OwnText]:
    """The texts as workers would give them."""
    return [own_text(report) for report in batch.reports]


def look(batch: Batch, texts: list[OwnText]) -> Found:
    """The copy map, D101 and D103 of a batch."""
    found = Found()
    copies = CopyMap(texts.__getitem__)
    for number, text in enumerate(texts):
        copies.add(number, text)
    pairs = list(copies.shared())
    found.candidates = copies.candidates
    found.pairs = {(batch.files[s.one], batch.files[s.other]): s for s in pairs}
    shared = by_report(iter(pairs))
    before = {
        r.agency.name: r
        for r, f in zip(batch.reports, batch.files, strict=True)
        if "last_year" in f
    }
    for number, file in enumerate(batch.files):
        if "last_year" in file:
            continue
        report = batch.reports[number]
        last = before.get(report.agency.name)
        passages = tuple(handed(shared.get(number, []), texts[number], texts.__getitem__))
        last_year = LastYear(last, "") if last else LastYear()
        facts = Facts(report, load_profile(), last_year=last_year, shared=passages)
        found.d103[file] = findings_of(foreign_name, facts)
        if last:
            found.d101[file] = findings_of(copied_from_last_year, facts)
    return found


def findings_of(check: Check, facts: Facts) -> list[Finding]:
    """What a check says; nothing where it cannot be made."""
    try:
        return list(check.run(facts))
    except NotApplicable:
        return []


@dataclass
class Count:
    """Found of all, and what was found wrongly."""

    found: int = 0
    missed: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, hit: bool, what: str) -> None:
        """One that is there by the truth."""
        self.found += hit
        self.missed += not hit
        if not hit:
            self.misses.append(what)

    def add_false(self, what: str) -> None:
        """One that the truth does not have."""
        self.false += 1
        self.wrong.append(what)

    @property
    def recall(self) -> float:
        """Found of all that are there."""
        return self.found / max(1, self.found + self.missed)

    def __str__(self) -> str:
        precision = self.found / max(1, self.found + self.false)
        return (
            f"召回率 {self.recall:.3f}（{self.found}/{self.found + self.missed}）"
            f"，精确率 {precision:.3f}（误报 {self.false}）"
        )


@dataclass
class Score:
    """Counts over all batches; `large`: pairs that share 60 % or more of a part.

    `by_edit`: pairs by the share of letters edited, asked for.
    """

    pairs: Count = field(default_factory=Count)
    large: Count = field(default_factory=Count)
    d101: Count = field(default_factory=Count)
    d101_small: Count = field(default_factory=Count)
    d102: Count = field(default_factory=Count)
    d103: Count = field(default_factory=Count)
    d103_certain: Count = field(default_factory=Count)
    by_edit: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    d103_kinds: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    reports: int = 0
    candidates: int = 0


def score(batch: Batch, found: Found, into: Score) -> None:
    """Hold what was found against the truth."""
    into.reports += len(batch.files)
    into.candidates += found.candidates
    _score_pairs(batch, found, into)
    for row in batch.truth:
        if row["file"] in found.d101:
            _score_d101(row, found.d101[row["file"]], into)
        if row["file"] in found.d103:
            _score_d103(row, found.d103[row["file"]], into)


def _score_pairs(batch: Batch, found: Found, into: Score) -> None:
    labels = {frozenset((row["a"], row["b"])): row["label"] for row in batch.pairs}
    got = {frozenset(pair) for pair in found.pairs}
    rate = {
        frozenset((row["file"], part["source_file"])): part["edit_rate"]
        for row in batch.truth
        for part in row["copied"]
    }
    large = {
        frozenset((row["file"], part["source_file"]))
        for row in batch.truth
        for part in row["copied"]
        if part["share"] >= _LARGE
    }
    involved = set()
    for pair, label in labels.items():
        name = f"{batch.truth[0]['batch']}: {' / '.join(sorted(pair))}"
        if label != "sound":
            involved |= pair
        if any("last_year" in file for file in pair):
            continue
        if label == "copied":
            into.pairs.add(pair in got, name)
            into.by_edit[str(rate.get(pair))].add(pair in got, name)
            if pair in large:
                into.large.add(pair in got, name)
        elif label == "sound" and pair in got:
            into.pairs.add_false(name)
    flagged = {file for pair in got for file in pair}
    for row in batch.truth:
        other = [p for p in row["copied"] if p["from"] == "other_agency"]
        if other:
            into.d102.add(row["file"] in flagged, row["file"])
        elif row["file"] in flagged - involved:
            into.d102.add_false(row["file"])


def _score_d101(row: Truth, findings: list[Finding], into: Score) -> None:
    parts = {p["section"]: p["share"] for p in row["copied"] if p["from"] == "last_year"}
    got = {finding.subject for finding in findings}
    for section, share in parts.items():
        count = into.d101 if share >= _LARGE else into.d101_small
        count.add(section in got, f"{row['batch']} {row['file']} {section} {share}")
    for section in got - parts.keys():
        into.d101.add_false(f"{row['batch']} {row['file']} {section}")


def _score_d103(row: Truth, findings: list[Finding], into: Score) -> None:
    quotes = [(span.quote, finding) for finding in findings for span in finding.spans]
    for left in row["leftovers"]:
        hits = [f for q, f in quotes if q in left["place"] or left["place"] in q]
        name = f"{left['kind']} {row['agency']}: {left['quote']}"
        into.d103.add(bool(hits), name)
        into.d103_kinds[left["kind"]].add(bool(hits), name)
        into.d103_certain.add(any(f.severity == "must" for f in hits), name)
    places = [left["place"] for left in row["leftovers"]]
    for quote, finding in quotes:
        if not any(quote in place or place in quote for place in places):
            count = into.d103_certain if finding.severity == "must" else into.d103
            count.add_false(f"{row['agency']}: {quote} {finding.message}")
