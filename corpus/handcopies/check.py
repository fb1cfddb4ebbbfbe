"""Check that the truth about the reports written by hand stands letter for letter in them.

python -m corpus.handcopies.check
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SECTIONS = {"overview", "problems", "other"}

Line = dict[str, Any]


def lines(name: str) -> dict[str, Line]:
    """The objects of a file by their id."""
    rows = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    found = {row["id"]: row for row in rows}
    if len(found) != len(rows):
        raise ValueError(f"{name}: an id occurs twice")
    return found


def faults(reports: dict[str, Line], truth: dict[str, Line]) -> Iterator[str]:
    """What does not hold, in words."""
    if set(reports) != set(truth):
        yield f"reports without truth, or truth without reports: {set(reports) ^ set(truth)}"
    for key, report in reports.items():
        if set(report["sections"]) != SECTIONS or not all(report["sections"].values()):
            yield f"{key}: a section is missing or empty"
    for key, entry in truth.items():
        yield from _faults_of_mentions(reports[key], entry)
        for copied in entry["copied"]:
            yield from _faults_of_copying(reports, truth, entry, copied)


def _faults_of_mentions(report: Line, entry: Line) -> Iterator[str]:
    for mention in entry["leftovers"] + entry["innocent"]:
        if mention["quote"] not in report["sections"][mention["section"]]:
            yield f"{entry['id']}: not in the report: {mention['quote']}"
        if mention["place"] not in mention["quote"]:
            yield f"{entry['id']}: {mention['place']} is not in its quote"


def _faults_of_copying(
    reports: dict[str, Line], truth: dict[str, Line], entry: Line, copied: Line
) -> Iterator[str]:
    section, source = copied["section"], copied["from_id"]
    for other in [source, *copied["also"]]:
        if truth[other]["part"] != entry["part"]:
            yield f"{entry['id']} and {other} are connected, but in different parts"
    if not copied["sentences"] or not 0 < copied["share"] <= 1 or not 0 <= copied["rate"] < 1:
        yield f"{entry['id']}: {section} from {source} has no sentences, or a share out of bounds"
    for copy, original in copied["sentences"]:
        if copy not in reports[entry["id"]]["sections"][section]:
            yield f"{entry['id']}: not in the copy: {copy}"
        if original not in reports[source]["sections"][section]:
            yield f"{source}: not in the source: {original}"


def counts(reports: dict[str, Line], truth: dict[str, Line]) -> dict[str, int]:
    """How much of everything there is, by part."""
    count: Counter[str] = Counter()
    for key, entry in truth.items():
        part, year = entry["part"], reports[key]["year"]
        count[f"{part}: reports of {year}"] += 1
        sources = {copied["from_id"] for copied in entry["copied"]}
        last_year = f"{key}-2023"
        count[f"{part}: copies from last year"] += last_year in sources
        count[f"{part}: copies from others"] += bool(sources - {last_year})
        count[f"{part}: leftovers"] += len(entry["leftovers"])
        count[f"{part}: innocent mentions"] += len(entry["innocent"])
        count[f"{part}: pairs of sentences"] += sum(len(c["sentences"]) for c in entry["copied"])
    return dict(sorted(count.items()))


def main() -> int:
    """Print the faults, or the counts if there is none."""
    reports, truth = lines("reports.jsonl"), lines("truth.jsonl")
    found = list(faults(reports, truth))
    for fault in found:
        print(fault)
    if not found:
        for name, number in counts(reports, truth).items():
            print(f"{number:4}  {name}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
