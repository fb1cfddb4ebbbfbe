"""Two rounds of one report: what was mended, what stands again, what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from review.outputs.adopted import (
    Decided,
    JsonFinding,
    Own,
    adopted_findings,
    own_as_finding,
    section_text,
)

_SIMILAR = 0.6


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it was closed: the review, the decisions on it, the reviewer's own findings.

    `points`, where known, are the ids that its note told; without them all that was adopted.
    """

    document: Mapping[str, Any]
    decisions: Mapping[str, Decided]
    own: tuple[Own, ...] = ()
    points: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """The points of the round before, sorted by what became of them; and what this round adds.

    `again` pairs a point with its id in this round. `unclear`: the check could not be made again,
    or nothing in the text tells, so that nobody may call the point mended.
    """

    mended: tuple[JsonFinding, ...]
    again: tuple[tuple[JsonFinding, str], ...]
    unclear: tuple[JsonFinding, ...]
    new: tuple[str, ...]

    @property
    def told(self) -> int:
        """How many points the round before made."""
        return len(self.mended) + len(self.again) + len(self.unclear)


def compare_rounds(before: Round, document: Mapping[str, Any], points: Iterable[str]) -> Rounds:
    """Hold the adopted points of the round before against this round's review.

    A point stands again where a finding has the same id, or, the wording having changed, the same
    code and the same cells or the like words of the same section. `points` are the ids of what
    this round tells; those of them that answer to no earlier point are new.
    """
    told = _told(before)
    here = {f["id"]: f for f in document["findings"]}
    points = list(points)
    free = {k: f for k, f in here.items() if k not in {f["id"] for f in told}}
    not_run = {n["code"] for n in document["not_run"]}
    mended, again, unclear = [], [], []
    for finding in told:
        same = _stands_again(finding, here, free, document)
        if same:
            free.pop(same, None)
            again.append((finding, same))
        elif finding["code"] in not_run or _says_nothing(finding):
            unclear.append(finding)
        else:
            mended.append(finding)
    known = {same for _, same in again} | {f["id"] for f in (*mended, *unclear)}
    new = tuple(p for p in points if p not in known)
    return Rounds(tuple(mended), tuple(again), tuple(unclear), new)


def _told(before: Round) -> list[JsonFinding]:
    if before.points is None:
        groups = adopted_findings(before.document, before.decisions, before.own)
        return [f for found in groups.values() for f in found]
    # what was told was told, whatever has been decided since
    own = [own_as_finding(mine, before.document) for mine in before.own]
    return [f for f in (*before.document["findings"], *own) if f["id"] in before.points]


def _stands_again(
    finding: JsonFinding,
    here: Mapping[str, JsonFinding],
    free: Mapping[str, JsonFinding],
    document: Mapping[str, Any],
) -> str:
    """The id under which a point stands in this round; empty where it does not."""
    if not finding["code"]:
        return finding["id"] if _own_stands(finding, document) else ""
    if finding["id"] in here:
        return str(finding["id"])
    return next((key for key, other in free.items() if _answers(other, finding)), "")


def _answers(other: JsonFinding, finding: JsonFinding) -> bool:
    """Whether a finding of this round is the earlier one with other words or figures."""
    if other["code"] != finding["code"]:
        return False
    cells, others = _cells(finding), _cells(other)
    if cells or others:
        return bool(cells & others) or (not others and _sections(other) == _sections(finding))
    if _sections(other) != _sections(finding):
        return False
    words, new_words = _words(finding), _words(other)
    return not words or not new_words or _likeness(words, new_words) >= _SIMILAR


def _own(evidence: Mapping[str, Any]) -> bool:
    return not evidence.get("source")


def _cells(finding: JsonFinding) -> set[str]:
    return {e["cell"] for e in finding["evidence"] if "cell" in e and _own(e)}


def _sections(finding: JsonFinding) -> set[str]:
    return {e["section"] for e in finding["evidence"] if "section" in e and _own(e)}


def _words(finding: JsonFinding) -> str:
    return "".join(e["quote"] for e in finding["evidence"] if "quote" in e and _own(e))


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other)) / 100


def _own_stands(finding: JsonFinding, document: Mapping[str, Any]) -> bool:
    """Whether what the reviewer pointed at stands unchanged in this round."""
    for evidence in finding["evidence"]:
        if "cell" in evidence:
            cell = document["report"]["tables"].get(evidence["cell"])
            if cell is None or cell["raw"] != evidence["raw"]:
                return False
        elif not evidence["quote"] or evidence["quote"] not in section_text(
            document, evidence["section"]
        ):
            return False
    return bool(finding["evidence"])


def _says_nothing(finding: JsonFinding) -> bool:
    """A reviewer's own point about a whole section: only the reviewer can tell."""
    return not finding["code"] and not any(
        e.get("quote") or "cell" in e for e in finding["evidence"]
    )
