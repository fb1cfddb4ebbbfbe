"""What a report shares with one other of its batch, as it is handed to the checks of that report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review.copying.passages import Shared, SharedSentence, Source
from review.copying.texts import OwnText
from review.finding import OtherReport
from review.model import SectionKey, Span

_MOST_REPORTS = 12
_MOST_SENTENCES = 80
_SHOWN = 5
"""Sentences of the other report that are quoted, of the one with the most in common."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Sentences of this report (section, start, end), the most telling first, and those few in the other report.

    `count`: of all the sentences shared; `source`: who was first.
    """

    other: OtherReport
    names: tuple[str, ...]
    source: Source
    count: int
    here: tuple[tuple[SectionKey, int, int], ...]
    there: tuple[Span, ...]


def handed(
    shared: Sequence[Shared], mine: OwnText, fetch: Callable[[int], OwnText]
) -> list[SharedPassage]:
    """What a report shares, the reports with the most in common first."""
    return [
        _passage(each, mine, fetch(each.other), _SHOWN if rank == 0 else 1)
        for rank, each in enumerate(ranked(shared)[:_MOST_REPORTS])
    ]


def ranked(shared: Sequence[Shared]) -> list[Shared]:
    """The reports with the most in common first: sentences by their likeness."""
    return sorted(shared, key=lambda s: (-sum(x.likeness for x in s.sentences), s.other))


def _passage(shared: Shared, mine: OwnText, theirs: OwnText, quoted: int) -> SharedPassage:
    text = mine.weighed
    most = sorted(
        shared.sentences,
        key=lambda s: (-s.likeness * float(text.worth[s.here] * text.own[s.here]), s.here),
    )[:_MOST_SENTENCES]
    shown = sorted(most[:quoted], key=lambda s: s.here) + most[quoted:]
    return SharedPassage(
        OtherReport(theirs.sha256, theirs.agency, theirs.year),
        theirs.names,
        shared.source,
        len(shared.sentences),
        tuple(_place(mine, s) for s in shown),
        tuple(Span(*theirs.quote(s.there)) for s in shown[:quoted]),
    )


def _place(mine: OwnText, sentence: SharedSentence) -> tuple[SectionKey, int, int]:
    at = mine.templates[sentence.here]
    return at.section, at.start, at.end


def plain(passages: Sequence[SharedPassage]) -> list[dict[str, Any]]:
    """As JSON, to be handed to another process."""
    return [
        {
            "other": [p.other.sha256, p.other.agency, p.other.year],
            "names": list(p.names),
            "source": p.source,
            "count": p.count,
            "here": [list(place) for place in p.here],
            "there": [[s.section, s.start, s.end, s.quote] for s in p.there],
        }
        for p in passages
    ]


def from_plain(rows: Sequence[Mapping[str, Any]]) -> tuple[SharedPassage, ...]:
    """From the JSON of `plain`."""
    return tuple(
        SharedPassage(
            OtherReport(*row["other"]),
            tuple(row["names"]),
            row["source"],
            row["count"],
            tuple((place[0], place[1], place[2]) for place in row["here"]),
            tuple(Span(*span) for span in row["there"]),
        )
        for row in rows
    )
