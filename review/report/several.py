"""Several annual reports in one file: found by parts that begin anew under another title."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.report.outline import Candidate
from review.report.titles import titles_in

# A run of headings is a report if so many different parts stand in it, with so much text between.
_MIN_PARTS = 3
_MIN_TEXT = 60
_STRONG = 0.8
_ABOVE = 30


@dataclass(frozen=True, slots=True)
class Part:
    """One report inside the file: the body and the year that the title above its parts names."""

    agency: str
    year: int | None

    @property
    def label(self) -> str:
        """The report as a reviewer would call it."""
        return f"{self.agency}{self.year}年" if self.year else self.agency


def reports_in(
    lines: Sequence[tuple[int, str]], candidates: Sequence[Candidate]
) -> tuple[Part, ...]:
    """The different reports in a file, each once; at most one where nothing tells them apart.

    The same report twice (a page for phones and one for desks) is one; a table of contents, a list
    of links, or a mention of last year's report is none.
    """
    starts = _starts(lines, candidates)
    if len(starts) < 2:
        return ()
    titles = titles_in(lines)
    found: list[Part] = []
    for number, start in enumerate(starts):
        floor = starts[number - 1] if number else -1
        above = [t for t in titles if floor < t.items[0] and t.items[-1] < start]
        if above:
            found.append(Part(above[-1].agency, above[-1].year))
    return tuple(dict.fromkeys(found))


def _starts(lines: Sequence[tuple[int, str]], candidates: Sequence[Candidate]) -> list[int]:
    """Items of the first heading of each whole run of parts."""
    strong = [c for c in candidates if c.weight >= _STRONG]
    overviews = sorted({c.item for c in strong if c.key == "overview"})
    headings = {c.item for c in candidates}
    starts: list[int] = []
    for number, start in enumerate(overviews):
        end = overviews[number + 1] if number + 1 < len(overviews) else None
        inside = [c for c in strong if c.item >= start and (end is None or c.item < end)]
        text = sum(
            len(t)
            for item, t in lines
            if item > start and (end is None or item < end) and item not in headings
        )
        if len({c.key for c in inside}) >= _MIN_PARTS and text >= _MIN_TEXT:
            starts.append(start)
    return starts
