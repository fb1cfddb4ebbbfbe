"""Cases of form, dates, wording and personal data: what is changed in the sound report, what must fire, what must not.

The cases stand in `cases/*.toml`, one a line, written from the catalogue before the checks were read.
A file names the `code` and the `section` that its cases are about; a case may name others. Keys of a case:

- `text` is added to the section as a paragraph; `set` replaces the section; `period` replaces the sentence
  of the preface on the statistical period; `end` replaces the signature; `sections`, `cells`, `edits` are
  those of the builder; `agency` is the body's name in the whole report.
- `fires`: the quotes that evidence must hold (true: any place). Without it the code must be silent.
  `also`: other codes that must fire; `may`: codes that the case leaves open; `either`: one of them must fire, not both.
- `level`, `count`: of the findings; `never`: a level that no finding may have; `not_run`: a word of the reason.
- `why`: for the reader.

`python -m tests.checks.form_cases [open|held]` prints precision and recall for each code.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from review.finding import Finding
from review.model import Span
from review.outcome import Review
from tests.builders import AGENCY, SECTIONS, report_text, review_text

CODES = frozenset(
    [
        "S104",
        "S105",
        "S205",
        "S301",
        "S302",
        "S303",
        "S304",
        "S305",
        "T101",
        "T102",
        "T302",
        "T303",
        "P101",
        "P102",
        "P103",
        "W101",
        "W102",
        "W103",
        "W104",
        "W105",
        "W106",
        "D103",
    ]
)
_PERIOD = "报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
_KEYS = frozenset(
    [
        "code",
        "section",
        "text",
        "set",
        "period",
        "end",
        "sections",
        "cells",
        "edits",
        "agency",
        "fires",
        "also",
        "may",
        "either",
        "level",
        "count",
        "never",
        "not_run",
        "why",
    ]
)


@dataclass(frozen=True)
class Case:
    """One case: the report as text, and what is expected of the codes."""

    id: str
    code: str
    report: str
    fires: tuple[str, ...] | bool
    also: frozenset[str]
    may: frozenset[str]
    either: frozenset[str]
    level: str = ""
    count: int = 0
    never: str = ""
    not_run: str = ""


@dataclass
class Verdict:
    """How a review did on a case: codes found, missed, found where they must not be; complaints in words."""

    found: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    false: set[str] = field(default_factory=set)
    false_must: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)


def load_cases(part: str) -> tuple[Case, ...]:
    """All cases of a part: `open` or `held` (files held_*). AssertionError at an unknown key."""
    folder = Path(__file__).parent / "cases"
    cases: list[Case] = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem.startswith("held_") == (part == "held"):
            table = tomllib.loads(path.read_text("utf-8"))
            for number, entry in enumerate(table["cases"], start=1):
                assert entry.keys() <= _KEYS, f"{path.name}: {entry.keys() - _KEYS}"
                given = {k: table[k] for k in ("code", "section") if k in table} | entry
                cases.append(_case(f"{path.stem}-{number}", given))
    return tuple(cases)


def _case(name: str, entry: dict[str, Any]) -> Case:
    fires = entry.get("fires", False)
    return Case(
        id=name,
        code=entry["code"],
        report=_report(entry),
        fires=(fires,)
        if isinstance(fires, str)
        else fires
        if fires is True
        else tuple(fires or ()),
        also=frozenset(entry.get("also", ())),
        may=frozenset(entry.get("may", ())),
        either=frozenset(entry.get("either", ())),
        **{k: entry[k] for k in ("level", "count", "never", "not_run") if k in entry},
    )


def _report(entry: dict[str, Any]) -> str:
    sections = dict(entry.get("sections", {}))
    if "set" in entry:
        sections[entry["section"]] = entry["set"]
    if "text" in entry:
        sound = SECTIONS[entry["section"]]
        sections[entry["section"]] = f"{sound}\n{entry['text']}" if sound else entry["text"]
    if "end" in entry:
        sections["end"] = entry["end"]
    if "period" in entry:
        assert _PERIOD in SECTIONS["front"]
        sections["front"] = SECTIONS["front"].replace(_PERIOD, entry["period"])
    edits = [(old, new) for old, new in entry.get("edits", ())]
    if "agency" in entry:
        edits.append((AGENCY, entry["agency"]))
    return report_text(sections=sections, cells=entry.get("cells", {}), edits=tuple(edits))


@cache
def review_of(text: str) -> Review:
    """The review of a report's text."""
    return review_text(text)


def judge(case: Case) -> Verdict:
    """Compare the review of a case with what it expects; codes of other subjects are left alone."""
    review = review_of(case.report)
    found: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.code in CODES:
            found.setdefault(finding.code, []).append(finding)
    verdict = Verdict()
    wanted = set(case.also) | ({case.code} if case.fires else set())
    for code in wanted:
        if code not in found:
            verdict.missed.add(code)
            continue
        quotes = [quote for finding in found[code] for quote in _quotes(finding)]
        lost = [
            quote
            for quote in (case.fires if code == case.code and isinstance(case.fires, tuple) else ())
            if not any(quote in other or other in quote for other in quotes)
        ]
        (verdict.missed if lost else verdict.found).add(code)
        if lost:
            verdict.complaints.append(f"{code}: {lost} not among {quotes}")
    if case.either:
        if len(case.either & found.keys()) == 1:
            verdict.found |= case.either & found.keys()
        else:
            verdict.missed.add(min(case.either))
            verdict.complaints.append(f"one of {sorted(case.either)}: {sorted(found)}")
    verdict.false = set(found) - wanted - case.may - case.either
    for code in verdict.false:
        verdict.complaints += [f"false {code}: {f.message}" for f in found[code]]
        if any(f.severity == "must" for f in found[code]):
            verdict.false_must.add(code)
    for finding in found.get(case.code, []):
        if case.level and finding.severity != case.level:
            verdict.complaints.append(f"{case.code} is {finding.severity}, not {case.level}")
        if case.never and finding.severity == case.never:
            verdict.false_must.add(case.code)
            verdict.complaints.append(f"{case.code} is {finding.severity}")
    if case.count and len(found.get(case.code, [])) != case.count:
        verdict.complaints.append(f"{len(found.get(case.code, []))} findings, not {case.count}")
    if case.not_run:
        reasons = [item.reason for item in review.not_run if item.code == case.code]
        if not any(case.not_run in reason for reason in reasons):
            verdict.complaints.append(f"not_run of {case.code}: {reasons}")
    verdict.complaints += [f"missed {code}" for code in sorted(verdict.missed)]
    return verdict


def _quotes(finding: Finding) -> Iterator[str]:
    for evidence in finding.evidence:
        yield evidence.quote if isinstance(evidence, Span) else evidence.raw


def _print_scores(part: str) -> None:
    right, missed, false, musts = Counter(), Counter(), Counter(), Counter()
    bad = 0
    cases = load_cases(part)
    for case in cases:
        verdict = judge(case)
        right.update(verdict.found)
        missed.update(verdict.missed)
        false.update(verdict.false)
        musts.update(verdict.false_must)
        if verdict.complaints:
            bad += 1
            print(case.id, " | ".join(verdict.complaints))
    print(f"{part}: {len(cases) - bad} of {len(cases)} cases as expected")
    print("code  found missed false (must)  precision recall")
    for code in sorted(CODES):
        tp, fn, fp = right[code], missed[code], false[code]
        print(
            f"{code}  {tp:5} {fn:6} {fp:5} ({musts[code]:4})"
            f"  {tp / max(tp + fp, 1):9.2f} {tp / max(tp + fn, 1):6.2f}"
        )


if __name__ == "__main__":
    _print_scores(sys.argv[1] if len(sys.argv) > 1 else "open")
