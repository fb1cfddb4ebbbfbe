"""What D103 finds in the sentences of `names.jsonl`: leftovers and innocent mentions, each in a small report.

    python -m tests.leftovers.measuring dev [--missed]

Rows: `part` (dev, held), `agency`, `section`, `text`, and `left`, the names in it that are another's ([] for none).
The held part is for measuring: nobody reads what it misses.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review.checking import NotApplicable
from review.checks.d103_foreign_name import foreign_name
from review.facts import Facts
from review.finding import Finding
from review.model import SectionKey
from review.profile import load_profile
from tests.copying.texts import report

_ROWS = Path(__file__).with_name("names.jsonl")
Row = dict[str, Any]


def rows(part: str) -> Iterator[Row]:
    """The rows of a part."""
    with _ROWS.open(encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["part"] == part)


def found_in(row: Row) -> list[Finding]:
    """D103's findings in a report that has the row's text in its section."""
    sections: dict[SectionKey, str] = {
        "front": f"本报告由{row['agency']}编制，统计期限为2023年1月1日至2023年12月31日。",
        "overview": "严格按照条例规定，做好主动公开和依申请公开。",
    }
    key: SectionKey = row["section"]
    sections[key] = f"{sections.get(key, '')}\n{row['text']}"
    facts = Facts(report(row["agency"], sections), load_profile())
    try:
        return list(foreign_name.run(facts))
    except NotApplicable:
        return []


def measured(part: str) -> tuple[Counter[str], list[str]]:
    """Counts (leftovers, found, must, false, false must, innocent), and what was missed or found wrongly."""
    counts: Counter[str] = Counter()
    wrong = []
    for row in rows(part):
        found = found_in(row)
        quotes = [(s.quote, f) for f in found for s in f.spans]
        hits = [(q, f) for q, f in quotes if any(q in n or n in q for n in row["left"])]
        misses = [(q, f) for q, f in quotes if (q, f) not in hits]
        kind = "leftovers" if row["left"] else "innocent"
        counts[kind] += 1
        if row["left"]:
            counts["found"] += bool(hits)
            counts["must"] += any(f.severity == "must" for _, f in hits)
            if not hits:
                wrong.append(f"- {row['agency']}: {row['text']}")
        if misses:
            counts["false"] += 1
            counts["false must"] += any(f.severity == "must" for _, f in misses)
            names = [(q, f.severity.value) for q, f in misses]
            wrong.append(f"+ {names} {row['agency']}: {row['text']}")
    return counts, wrong


if __name__ == "__main__":
    counted, listed = measured(sys.argv[1])
    print(dict(counted))
    if "--missed" in sys.argv and sys.argv[1] == "dev":
        print(*listed, sep="\n")
