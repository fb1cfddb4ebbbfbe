"""The claim grammar on passages with labelled claims and findings (corpus/claims).

A passage stands alone in its section beside the tables of its scenario. A claim found is right if it
overlaps a labelled one and has its cells (or an accepted alternative), its value and its verdict.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from review.checks import CHECKS
from review.evaluation.scores import Score, line
from review.facts import Facts
from review.model import (
    SECTION_KEYS,
    TABLE_KEYS,
    Agency,
    Cell,
    Report,
    Section,
    Source,
    TableReading,
)
from review.outcome import Claim
from review.pipeline import run_checks
from review.profile import load_profile
from review.report.forms import load_form

Passage = dict[str, Any]


def load_passages(folder: Path, part: str) -> list[Passage]:
    """The passages of a part ("dev", "test"), each with its scenario under `scenario`."""
    scenarios = {s["id"]: s for s in _lines(folder / "scenarios.jsonl")}
    passages = map(_joined, _lines(folder / f"{part}.jsonl"))
    return [{**p, "scenario": scenarios[p["scenario"]]} for p in passages]


_BROKEN = re.compile(r"(?<![。；：！？\n])\n(?=\S)")


def _joined(passage: Passage) -> Passage:
    """A passage with hard line breaks inside sentences joined, as the readers join them."""
    claims = [{**c, "quote": _BROKEN.sub("", c["quote"])} for c in passage["claims"]]
    return {**passage, "text": _BROKEN.sub("", passage["text"]), "claims": claims}


def _lines(path: Path) -> Iterator[Passage]:
    with path.open(encoding="utf-8") as stream:
        for text in stream:
            if text.strip():
                yield json.loads(text)


def _report(scenario: Passage, cells: dict[str, Any], sections: dict[str, str]) -> Report:
    form = load_form("2021")
    tables = {}
    for key in TABLE_KEYS:
        values = {k: cells.get(k, 0) for k in form.tables[key].cell_keys()}
        read = {
            k: Cell(k, str(v), Decimal(str(v)) if isinstance(v, float) else v)
            for k, v in values.items()
        }
        tables[key] = TableReading(key, "read", "2021", MappingProxyType(read))
    year = scenario["year"]
    return Report(
        source=Source("passage", "", "text/plain"),
        title=f"{scenario['agency']}{year}年政府信息公开工作年度报告",
        agency=Agency(scenario["agency"], scenario["kind"], True),
        year=year,
        years=(),
        period=None,
        published=None,
        published_span=None,
        form="2021",
        sections=tuple(Section(k, "", k in sections, sections.get(k, "")) for k in SECTION_KEYS),
        tables=MappingProxyType(tables),
    )


def facts_of(passage: Passage) -> Facts:
    """The facts of a report that holds the passage and its scenario's tables, and nothing else."""
    scenario = passage["scenario"]
    report = _report(scenario, scenario["cells"], {passage["section"]: passage["text"]})
    last_year = None
    if scenario.get("last_year"):
        last_year = dict(scenario["last_year"].items())
    return Facts(report, load_profile(), last_year_values=last_year)


@dataclass(slots=True)
class Outcome:
    """What came of one passage: claims right, missed, too many; finding codes found and wanted."""

    passage: Passage
    right: list[Passage] = field(default_factory=list)
    extra: list[Claim] = field(default_factory=list)
    missed: list[Passage] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def _place(text: str, claim: Passage) -> tuple[int, int]:
    at = -1
    for _ in range(claim.get("nth", 0) + 1):
        at = text.index(claim["quote"], at + 1)
    return at, at + len(claim["quote"])


def _part_of_zero(found: Claim, wanted: Passage, text: str) -> bool:
    """Of zeros, one statement over several cells and one statement a cell say the same."""
    start, end = _place(text, wanted)
    return (
        found.kind == "zero"
        and wanted["kind"] == "zero"
        and not (found.start >= end or start >= found.end)
        and found.verdict == wanted["verdict"]
        and (set(found.cells) < set(wanted["cells"]) or set(found.cells) > set(wanted["cells"]))
    )


def _agrees(found: Claim, wanted: Passage, text: str) -> bool:
    start, end = _place(text, wanted)
    if found.start >= end or start >= found.end:
        return False
    kinds = {found.kind, wanted["kind"]}
    # all five were opened, five were opened: the same, said of the same cells at the same place
    single = kinds == {"all", "count"} and (found.kind == "all" or wanted["value"] in (1, None))
    # 办结率100%: all of them, or a share
    whole = kinds == {"all", "share"} and 100 in (found.value, wanted["value"])
    if whole and wanted["value"] is None:
        kinds = {"all"}
    if len(kinds) > 1 and kinds != {"count", "zero"} and not (single or whole):
        return False
    accepted = [set(wanted["cells"]), *(set(a) for a in wanted.get("alt", ()))]
    if set(found.cells) not in accepted:
        return False
    if "all" not in kinds and not _same_figure(found, wanted):
        return False
    return bool(found.verdict == wanted["verdict"])


def _same_figure(found: Claim, wanted: Passage) -> bool:
    """Of an interval the labels name its ends (give or take one), or the figure as printed."""
    if wanted["value"] is not None or wanted["relation"] != "in":
        return _same(found.value, wanted["value"])
    ends = ((found.low, wanted["low"]), (found.high, wanted["high"]))
    return all(
        end is not None and abs(Decimal(str(end)) - Decimal(str(label))) <= 1 for end, label in ends
    )


def _same(one: Any, two: Any) -> bool:
    if one is None or two is None:
        return one is two
    return abs(Decimal(str(one)) - Decimal(str(two))) < Decimal("0.0001")


def outcome_of(passage: Passage) -> Outcome:
    """Read a passage and hold what was read against its labels."""
    facts = facts_of(passage)
    out = Outcome(passage)
    wanted = [c for c in passage["claims"] if c["cells"]]
    optional = [_place(passage["text"], c) for c in passage["claims"] if not c["cells"]]
    left = list(wanted)
    shared: list[Passage] = []
    for found in (read.claim for read in facts.claims):
        if not found.cells:
            continue
        match = next((w for w in left if _agrees(found, w, passage["text"])), None)
        if match is not None:
            left.remove(match)
            out.right.append(match)
        elif some := [w for w in wanted if _part_of_zero(found, w, passage["text"])]:
            shared += some
        elif found.verdict != "unverifiable" or not any(
            found.start < b and a < found.end for a, b in optional
        ):
            out.extra.append(found)
    for match in shared:
        if match in left:
            left.remove(match)
            out.right.append(match)
    # an unverifiable claim may be listed or not
    out.missed = [w for w in left if w["verdict"] != "unverifiable"]
    findings, _ = run_checks(facts, tuple(c for c in CHECKS if c.code[0] == "N"))
    out.codes = [f.code for f in findings]
    out.messages = [f.message for f in findings]
    return out


def evaluate(passages: list[Passage]) -> tuple[list[Outcome], dict[str, Score], dict[str, Score]]:
    """Outcomes; scores of claims by kind ("claims" for all); scores of findings by code."""
    outcomes = [outcome_of(p) for p in passages]
    claims: dict[str, Score] = {"claims": Score()}
    codes: dict[str, Score] = {"findings": Score(), "must": Score()}
    must = {"N101", "N102", "N201", "N203", "N301"}
    for out in outcomes:
        for wanted in out.right:
            for name in ("claims", wanted["kind"]):
                score = claims.setdefault(name, Score())
                score.hits += 1
                score.found += 1
                score.there += wanted["verdict"] != "unverifiable"
                score.hits -= wanted["verdict"] == "unverifiable"
                score.found -= wanted["verdict"] == "unverifiable"
        for extra in out.extra:
            for name in ("claims", extra.kind):
                claims.setdefault(name, Score()).found += 1
        for missed in out.missed:
            for name in ("claims", missed["kind"]):
                claims.setdefault(name, Score()).there += 1
        left = list(out.passage["findings"])
        for code in out.codes:
            hit = code in left
            if hit:
                left.remove(code)
            for name in ("findings", code, *(("must",) if code in must else ())):
                score = codes.setdefault(name, Score())
                score.found += 1
                score.hits += hit
                score.there += hit
        for code in left:
            for name in ("findings", code, *(("must",) if code in must else ())):
                codes.setdefault(name, Score()).there += 1
    return outcomes, claims, codes


def report_lines(folder: Path, part: str) -> Iterator[str]:
    """The table that `nianbao evaluate claims` prints."""
    passages = load_passages(folder, part)
    _, claims, codes = evaluate(passages)
    yield f"{part}：{len(passages)} 段"
    for name in ("claims", "count", "zero", "all", "share", "growth"):
        if name in claims:
            yield line(name, claims[name])
    for name in sorted(codes, key=lambda n: (n not in ("findings", "must"), n)):
        yield line(name, codes[name])
