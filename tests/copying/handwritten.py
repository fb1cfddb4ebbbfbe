"""What is found in the batch written by hand (corpus.handcopies): `python -m tests.copying.handwritten [--part dev]`.

Prints counts, and in the `dev` part what was missed or found wrongly.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import corpus.handcopies
from review.checks.d101_copied_from_last_year import copied_from_last_year
from review.checks.d103_foreign_name import foreign_name
from review.copying.batch_map import CopyMap, by_report
from review.copying.shared_passage import handed
from review.copying.texts import own_text
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Report
from review.profile import load_profile
from review.report.last_year import LastYear
from tests.copying.measuring import Count, findings_of
from tests.copying.texts import report

FOLDER = Path(corpus.handcopies.__file__).parent
Row = dict[str, Any]


@dataclass
class Measured:
    """D102 by pairs of agencies and by report; D101 by part; D103 by name."""

    pairs: Count = field(default_factory=Count)
    reports: Count = field(default_factory=Count)
    last_year: Count = field(default_factory=Count)
    last_year_small: Count = field(default_factory=Count)
    names: Count = field(default_factory=Count)
    certain: Count = field(default_factory=Count)


def rows(name: str) -> Iterator[Row]:
    """The rows of one of the two files."""
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def measure(part: str) -> Measured:
    """Hold what the checks find in a part against its truth."""
    truth = {row["id"]: row for row in rows("truth") if row["part"] == part}
    reports = {row["id"]: _report(row) for row in rows("reports") if row["id"] in truth}
    out = Measured()
    found = _copied(reports)
    _score_shared(truth, {i: {o for o, _ in pairs} for i, pairs in found.items()}, out)
    for name, of_this in reports.items():
        last = reports.get(f"{name}-2023")
        facts = Facts(
            of_this,
            load_profile(),
            last_year=LastYear(last, "") if last else LastYear(),
            shared=tuple(passage for _, passage in found[name]),
        )
        if last:
            _score_last_year(truth[name], findings_of(copied_from_last_year, facts), out)
        _score_names(truth[name], findings_of(foreign_name, facts), out)
    return out


def _report(row: Row) -> Report:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return report(row["agency"], row["sections"], row["year"], published)


def _copied(reports: dict[str, Report]) -> dict[str, list[tuple[str, Any]]]:
    ids = list(reports)
    texts = [own_text(each) for each in reports.values()]
    copies = CopyMap(texts.__getitem__)
    for number, text in enumerate(texts):
        copies.add(number, text)
    shared = by_report(copies.shared())
    return {
        name: [
            (ids[pair.other], passage)
            for pair in shared.get(number, [])
            for passage in handed([pair], texts[number], texts.__getitem__)
        ]
        for number, name in enumerate(ids)
    }


def _score_shared(truth: dict[str, Row], found: dict[str, set[str]], out: Measured) -> None:
    told = {
        frozenset((name, entry["from_id"])): entry["share"]
        for name, row in truth.items()
        for entry in row["copied"]
        if entry["from_id"].removesuffix("-2023") != name.removesuffix("-2023")
    }
    kin = _kin(truth)
    for name, others in found.items():
        for other in others:
            if name < other and kin[name] != kin[other]:
                out.pairs.add_false(f"{name} {other}")
    for pair, share in told.items():
        one, other = sorted(pair)
        out.pairs.add(other in found[one], f"{one} {other} {share}")
    for name, row in truth.items():
        if any(frozenset((name, e["from_id"])) in told for e in row["copied"]):
            out.reports.add(bool(found[name]), name)
        elif any(kin[name] != kin[other] for other in found[name]):
            out.reports.add_false(f"{name} {found[name]}")


def _kin(truth: dict[str, Row]) -> dict[str, str]:
    """Reports that hold the same passages, whoever was first: of each the name of the group."""
    kin = {name: name for name in truth}
    for name, row in truth.items():
        for entry in row["copied"]:
            for other in (entry["from_id"], *entry.get("also", ())):
                old, new = kin[other], kin[name]
                kin = {each: new if group == old else group for each, group in kin.items()}
    return kin


def _score_last_year(row: Row, findings: list[Finding], out: Measured) -> None:
    shares = {
        e["section"]: e["share"] for e in row["copied"] if e["from_id"] == f"{row['id']}-2023"
    }
    got = {finding.subject for finding in findings}
    for section in ("overview", "problems"):
        name = f"{row['id']} {section} {shares.get(section)}"
        if section in shares:
            count = out.last_year if shares[section] >= 0.6 else out.last_year_small
            count.add(section in got, name)
        elif section in got:
            out.last_year.add_false(name)


def _score_names(row: Row, findings: list[Finding], out: Measured) -> None:
    told = [(span.quote, f.severity) for f in findings for span in f.spans]
    for left in row["leftovers"]:
        levels = [s for q, s in told if q in left["place"] or left["place"] in q]
        out.names.add(bool(levels), f"{row['id']} {left['place']}: {left['quote']}")
        out.certain.add(Severity.MUST in levels, f"{row['id']} {left['place']}")
    places = [left["place"] for left in row["leftovers"]]
    for quote, severity in told:
        if not any(quote in place or place in quote for place in places):
            count = out.certain if severity == Severity.MUST else out.names
            count.add_false(f"{row['id']} {quote}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    part = parser.parse_args().part
    out = measure(part)
    for name, count in (
        ("两份之间的照抄（D102）", out.pairs),
        ("照抄他人的报告（D102）", out.reports),
        ("照抄上年，占一部分的六成以上（D101）", out.last_year),
        ("照抄上年，不足六成（D101）", out.last_year_small),
        ("残留名称（D103）", out.names),
        ("其中报为确定的", out.certain),
    ):
        print(f"{name}：{count}")
        if part == "dev":
            for miss in count.misses:
                print(f"  未找到 {miss}")
            for wrong in count.wrong:
                print(f"  误报 {wrong}")


if __name__ == "__main__":
    main()
