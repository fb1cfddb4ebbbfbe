"""Drawn lines of a PDF page → connected sets of rulings, each of which may be a table.

Writers draw borders as lines, as stroked boxes or as thin filled boxes (Word, LibreOffice,
Chromium); thick fills are shading, and white ones are the ground behind text: no rulings.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

THIN = 3.0  # points: a filled box no thicker is a line
SNAP = 3.0  # rulings closer than this are one; cells are never so narrow
JOIN = 3.0  # gaps up to this are no gaps
GROUNDS = 6  # so many coloured cells may be a table
WIDE = 0.6  # of the page
COVERED = 0.8  # of a table's area, where coloured grounds are its cells


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at x (upright) or y (level), from start to end along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; y grows downwards."""

    x0: float
    x1: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class RulingSet:
    """Level and upright rulings that touch one another."""

    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]


@dataclass(slots=True)
class Painted:
    """The lines and filled boxes of a page, as they are painted.

    `pale` are white lines: rulings only where they part coloured grounds.
    """

    level: list[Ruling] = field(default_factory=list)
    upright: list[Ruling] = field(default_factory=list)
    pale_level: list[Ruling] = field(default_factory=list)
    pale_upright: list[Ruling] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many things have been painted."""
        return len(self.level) + len(self.upright) + len(self.pale_level) + len(self.grounds)

    def add(
        self,
        path: Sequence[Any],
        matrix: tuple[float, float, float, float, float, float],
        height: float,
        stroke: bool | None,
        fill: bool | None,
        width: float,
    ) -> None:
        """Paint a path. `stroke` and `fill`: whether in white; None where it is not done at all."""
        if stroke is None and (fill is None or fill):
            return  # a white ground hides nothing that is read here
        a, b, c, d, _, _ = matrix
        width *= abs(a * d - b * c) ** 0.5
        figures = list(_figures(path, matrix, height))
        if fill is False and len(figures) > 1:
            figures = _without_frames(figures, self._edges)
        for points, straight in figures:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
            if x1 - x0 <= THIN or bottom - top <= THIN:
                self._draw(x0, top, x1, bottom, pale=stroke is not False and fill is not False)
                continue
            if fill is False and len(points) == 5 and straight and _is_box(points):
                self.grounds.append(Box(x0, x1, top, bottom))
            if stroke is None or len(points) > 64:
                continue
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) >= 0.5 and abs(ay - by) >= 0.5:
                    continue
                if width > THIN:  # a stroke as broad as a line of text is a ground
                    if not stroke:
                        half = width / 2
                        self.grounds.append(
                            Box(min(ax, bx), max(ax, bx), ay - half, ay + half)
                            if abs(ay - by) < 0.5
                            else Box(ax - half, ax + half, min(ay, by), max(ay, by))
                        )
                else:
                    self._draw(ax, ay, bx, by, pale=bool(stroke))

    def _edges(self, x0: float, y0: float, x1: float, y1: float) -> None:
        for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            self._draw(*side, pale=False)

    def _draw(self, x0: float, y0: float, x1: float, y1: float, *, pale: bool) -> None:
        x0, x1 = min(x0, x1), max(x0, x1)
        y0, y1 = min(y0, y1), max(y0, y1)
        if y1 - y0 <= THIN and x1 - x0 > y1 - y0:
            (self.pale_level if pale else self.level).append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= THIN and y1 - y0 > x1 - x0:
            (self.pale_upright if pale else self.upright).append(Ruling((x0 + x1) / 2, y0, y1))


_Point = tuple[float, float]
_Figure = tuple[list[_Point], bool]


def _figures(
    path: Sequence[Any], matrix: tuple[float, float, float, float, float, float], height: float
) -> Iterator[_Figure]:
    """The points of each stretch of a path on the page, and whether all of it is straight."""
    a, b, c, d, e, f = matrix
    points: list[_Point] = []
    straight = True
    for operator, *values in path:
        if operator == "h":
            if points and points[-1] != points[0]:
                points.append(points[0])
            continue
        if operator == "m":
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        x, y = values[-2], values[-1]
        points.append((a * x + c * y + e, height - (b * x + d * y + f)))
        straight = straight and operator in "ml"
    if len(points) > 1:
        yield points, straight


def _is_box(points: Sequence[_Point]) -> bool:
    return all(abs(ax - bx) < 0.5 or abs(ay - by) < 0.5 for (ax, ay), (bx, by) in pairwise(points))


def _without_frames(
    figures: Sequence[_Figure], draw: Callable[[float, float, float, float], None]
) -> list[_Figure]:
    """The figures without boxes that have a hole of almost their size: these are drawn as borders."""
    rest: list[_Figure] = []
    i = 0
    while i < len(figures):
        if i + 1 < len(figures):
            outer, inner = _bounds(figures[i][0]), _bounds(figures[i + 1][0])
            gaps = (inner[0] - outer[0], outer[2] - inner[2], inner[1] - outer[1], outer[3] - inner[3])  # fmt: skip
            big = inner[2] - inner[0] > THIN and inner[3] - inner[1] > THIN
            if big and all(-0.1 <= gap <= THIN for gap in gaps):
                draw(*outer)
                i += 2
                continue
        rest.append(figures[i])
        i += 1
    return rest


def _bounds(points: Sequence[_Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def is_white(color: Any, least: float = 0.97) -> bool:
    """Whether a colour (grey, RGB or CMYK components, or None) is white, or as light as `least`."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, Sequence) or isinstance(color, str):
        return False
    parts = [part for part in color if isinstance(part, int | float)]
    if not parts or len(parts) != len(color):
        return False
    if len(parts) == 4:
        return max(parts) < 1.0 - least
    return min(parts) > least


def ground_sets(grounds: Sequence[Box], sets: Sequence[RulingSet], width: float) -> list[RulingSet]:
    """Sets of rulings where cells are told apart by their coloured grounds alone.

    Grounds within a ruled table only colour it; a few grounds, or those of one column, are
    stripes and marked words.
    """
    framed = [_extent(found) for found in sets]
    loose = [
        box
        for box in grounds
        if not any(
            outer.holds((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for outer in framed
        )
    ]
    level = [Ruling(y, box.x0, box.x1) for box in loose for y in (box.top, box.bottom)]
    upright = [Ruling(x, box.top, box.bottom) for box in loose for x in (box.x0, box.x1)]
    return [found for found in connected(level, upright) if _is_table(found, loose, width)]


def _is_table(found: RulingSet, boxes: Sequence[Box], width: float) -> bool:
    """Whether grounds that touch are a table's cells: several columns, and large or page-wide."""
    if len(found.upright) < 3:
        return False
    outer = _extent(found)
    mine = [b for b in boxes if outer.holds((b.x0 + b.x1) / 2, (b.top + b.bottom) / 2)]
    large = len(mine) >= GROUNDS and len(found.level) >= 3 and len(found.upright) >= 4
    wide = outer.x1 - outer.x0 > WIDE * width  # the part of a table that a page break left
    return (large or wide) and _covered(outer, mine) > COVERED


def _extent(found: RulingSet) -> Box:
    return Box(
        min(r.start for r in found.level),
        max(r.end for r in found.level),
        min(r.start for r in found.upright),
        max(r.end for r in found.upright),
    )


def _covered(outer: Box, boxes: Sequence[Box]) -> float:
    """The share of a box that smaller ones within it fill."""
    area = (outer.x1 - outer.x0) * (outer.bottom - outer.top)
    inner = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in boxes)
    return inner / area if area else 0.0


def merged(rulings: Iterable[Ruling], snap: float) -> list[Ruling]:
    """Rulings on one line (within `snap`) brought to one place and joined where they touch."""
    ordered = sorted(rulings, key=lambda ruling: ruling.at)
    result: list[Ruling] = []
    i = 0
    while i < len(ordered):
        j = i
        while j + 1 < len(ordered) and ordered[j + 1].at - ordered[i].at <= snap:
            j += 1
        group = ordered[i : j + 1]
        at = sum(ruling.at for ruling in group) / len(group)
        group.sort(key=lambda ruling: ruling.start)
        start, end = group[0].start, group[0].end
        for ruling in group[1:]:
            if ruling.start - end <= JOIN:
                end = max(end, ruling.end)
            else:
                result.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        result.append(Ruling(at, start, end))
        i = j + 1
    return result


def connected(level: Iterable[Ruling], upright: Iterable[Ruling]) -> list[RulingSet]:
    """Sets of rulings that meet; fewer than three, or all of one direction, frame nothing.

    Snapping is gentle before sets are known: tables below each other may have columns
    almost, but not quite, at the same place.
    """
    level, upright = merged(level, 1.0), merged(upright, 1.0)
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            if (
                across.start - JOIN <= down.at <= across.end + JOIN
                and down.start - JOIN <= across.at <= down.end + JOIN
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, across in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(upright, len(level)):
        groups.setdefault(root(j), ([], []))[1].append(down)
    met = [(across, down) for across, down in groups.values() if across and down]
    for lone in [down for across, down in groups.values() if not across]:
        _adopt(lone, met)
    return [
        RulingSet(tuple(merged(rows, SNAP)), tuple(merged(columns, SNAP)))
        for rows, columns in met
        if len(rows) + len(columns) >= 3
    ]


def _adopt(lone: Sequence[Ruling], met: Sequence[tuple[list[Ruling], list[Ruling]]]) -> None:
    """Give an upright ruling that nothing meets to the set beside it that is as tall.

    On the middle page of a table over three, no level ruling meets the side of a merged cell
    that goes on above and below.
    """
    for ruling in lone:
        for _, down in met:
            start, end = min(r.start for r in down), max(r.end for r in down)
            if abs(ruling.start - start) <= SNAP and abs(ruling.end - end) <= SNAP:
                down.append(ruling)
                break
