"""Which rows of a document are which rows of the form: an alignment in order, by labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from review.report.forms import Row as FormRow
from review.report.labels import Label, Likeness, core_of

_SURE = 0.9
_LIKELY = 0.66
_ELIMINATION = 0.3
_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Wording:
    """The words in front of a row's numbers: its own cells, and all words since the numbers before."""

    own: tuple[str, ...]
    pending: tuple[str, ...]

    @property
    def joined(self) -> str:
        """All words in front of the numbers, in reading order."""
        return "".join(self.pending) + "".join(self.own)

    @property
    def text(self) -> str:
        """The last cell that carries words, as a message may cite it."""
        for piece in reversed(self.own or self.pending):
            if piece.strip():
                return piece
        return ""


def wording_likeness(wording: Wording, label: Label) -> Likeness:
    """The best likeness of a label with a row's last cell, its cells joined, or all words before it."""
    best = Likeness(0.0, True)
    candidates = []
    if wording.own:
        candidates.append(label.likeness(wording.own[-1]))
        if len(wording.own) > 1:
            candidates.append(label.likeness("".join(wording.own)))
    joined = wording.joined
    if joined:
        if not wording.own or wording.pending:
            for count in (1, 2, 3):
                tail = "".join((wording.pending + wording.own)[-count:])
                candidates.append(label.likeness(tail))
        candidates.append(label.ends(joined))
        if wording.pending and wording.own:
            candidates.append(label.ends("".join(wording.own)))
    for candidate in candidates:
        if (candidate.score, not candidate.altered) > (best.score, not best.altered):
            best = candidate
    return best


@dataclass(frozen=True, slots=True)
class Assignment:
    """For each wording the index of its form row or None, and whether its label is altered."""

    rows: tuple[int | None, ...]
    altered: tuple[bool, ...]


def align(
    wordings: Sequence[Wording], rows: Sequence[FormRow], *, by_place: bool = False
) -> Assignment:
    """Assign wordings to form rows: in order by likeness, then strong ones out of order, then by elimination.

    Elimination: between two assigned neighbours (or the ends) exactly as many wordings as rows are
    left, and none of them is altogether unlike its row; `by_place`: however unlike it is.
    """
    plain = _verbatim(wordings, tuple(rows))
    if plain is not None:
        return plain
    n, m = len(wordings), len(rows)
    likeness = [[wording_likeness(w, row.label) for row in rows] for w in wordings]
    _let_verbatim_win(likeness)
    # longest weighted common subsequence
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            score = likeness[i][j].score
            take = best[i + 1][j + 1] + score - 0.5 if score >= _LIKELY else -1.0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    assigned: list[int | None] = [None] * n
    i = j = 0
    while i < n and j < m:
        score = likeness[i][j].score
        if score >= _LIKELY and best[i][j] == best[i + 1][j + 1] + score - 0.5:
            assigned[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    taken = {j for j in assigned if j is not None}
    for i in range(n):
        if assigned[i] is not None:
            continue
        free = [(likeness[i][j].score, j) for j in range(m) if j not in taken]
        strong = [pair for pair in free if pair[0] >= _SURE]
        if len(strong) == 1:
            assigned[i] = strong[0][1]
            taken.add(strong[0][1])
    _drop_undecided(assigned, likeness, m)
    _eliminate(assigned, likeness, n, m, 0.0 if by_place else _ELIMINATION)
    altered = tuple(
        likeness[i][row].altered if row is not None else False for i, row in enumerate(assigned)
    )
    return Assignment(tuple(assigned), altered)


def _drop_undecided(assigned: list[int | None], likeness: list[list[Likeness]], m: int) -> None:
    """Let go of a misread label that is as near to a row nobody claims (新收 and 上年结转 are near)."""
    taken = {j for j in assigned if j is not None}
    for i, j in enumerate(assigned):
        if j is None or likeness[i][j].score >= _SURE:
            continue
        rivals = (likeness[i][k].score for k in range(m) if k not in taken)
        if max(rivals, default=0.0) > likeness[i][j].score - _MARGIN:
            assigned[i] = None


def _let_verbatim_win(likeness: list[list[Likeness]]) -> None:
    """A row that names a label verbatim is that row, wherever it stands: it is like no other."""
    none = Likeness(0.0, True)
    for index, line in enumerate(likeness):
        exact = [j for j, near in enumerate(line) if near.score == 1.0]
        if len(exact) != 1:
            continue
        column = exact[0]
        if sum(other[column].score == 1.0 for other in likeness) != 1:
            continue
        likeness[index] = [near if j == column else none for j, near in enumerate(line)]
        for other in range(len(likeness)):
            if other != index:
                likeness[other][column] = none


@cache
def _cores(rows: tuple[FormRow, ...]) -> dict[str, int]:
    """The rows by the cores of their accepted wordings, where these name one row only."""
    out: dict[str, int] = {}
    for index, row in enumerate(rows):
        for core in row.label.accepted:
            out[core] = -1 if core in out else index
    return out


def _verbatim(wordings: Sequence[Wording], rows: tuple[FormRow, ...]) -> Assignment | None:
    """The assignment where every label stands as in the form and in its order (nearly every report)."""
    cores = _cores(rows)
    found: list[int | None] = []
    last = -1
    for wording in wordings:
        index = cores.get(core_of(wording.own[-1]), -1) if wording.own else -1
        if index <= last:
            return None
        found.append(index)
        last = index
    return Assignment(tuple(found), (False,) * len(found))


def _eliminate(
    assigned: list[int | None], likeness: list[list[Likeness]], n: int, m: int, least: float
) -> None:
    taken = {j for j in assigned if j is not None}
    i = 0
    while i < n:
        if assigned[i] is not None:
            i += 1
            continue
        end = i
        while end < n and assigned[end] is None:
            end += 1
        before = assigned[i - 1] if i else -1
        after = assigned[end] if end < n else m
        if before is not None and after is not None and before < after:
            gap = [j for j in range(before + 1, after) if j not in taken]
            pairs = list(zip(range(i, end), gap, strict=False))
            if len(gap) == end - i and all(likeness[a][b].score >= least for a, b in pairs):
                for a, b in pairs:
                    assigned[a] = b
                    taken.add(b)
        i = end
