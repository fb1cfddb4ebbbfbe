"""Drawn lines of a PDF page → connected sets of rulings, each of which may be a table.

Writers draw borders as lines, as stroked boxes or as thin filled boxes (Word, LibreOffice,
Chromium); thick fills are shading, and white ones are the ground behind text: no rulings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

THIN = 3.0  # points: a filled box no thicker is a line
SNAP = 3.0  # rulings closer than this are one; cells are never so narrow
JOIN = 3.0  # gaps up to this are no gaps


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at x (upright) or y (level), from start to end along the other axis."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RulingSet:
    """Level and upright rulings that touch one another."""

    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]


def rulings_of(
    lines: Iterable[Mapping[str, Any]],
    rects: Iterable[Mapping[str, Any]],
    curves: Iterable[Mapping[str, Any]],
) -> tuple[list[Ruling], list[Ruling]]:
    """Level and upright rulings from pdfplumber's lines, rects and curves; not merged."""
    level: list[Ruling] = []
    upright: list[Ruling] = []

    def draw(x0: float, y0: float, x1: float, y1: float) -> None:
        x0, x1 = min(x0, x1), max(x0, x1)
        y0, y1 = min(y0, y1), max(y0, y1)
        if y1 - y0 <= THIN and x1 - x0 > y1 - y0:
            level.append(Ruling((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= THIN and y1 - y0 > x1 - x0:
            upright.append(Ruling((x0 + x1) / 2, y0, y1))

    for line in lines:
        draw(line["x0"], line["top"], line["x1"], line["bottom"])
    for rect in rects:
        x0, x1, top, bottom = rect["x0"], rect["x1"], rect["top"], rect["bottom"]
        stroked = rect["stroke"] and not _is_white(rect["stroking_color"])
        filled = rect["fill"] and not _is_white(rect["non_stroking_color"])
        if x1 - x0 <= THIN or bottom - top <= THIN:
            if stroked or filled:
                draw(x0, top, x1, bottom)
        elif stroked:
            draw(x0, top, x1, top)
            draw(x0, bottom, x1, bottom)
            draw(x0, top, x0, bottom)
            draw(x1, top, x1, bottom)
    for curve in curves:
        x0, x1, top, bottom = curve["x0"], curve["x1"], curve["top"], curve["bottom"]
        if x1 - x0 <= THIN or bottom - top <= THIN:
            draw(x0, top, x1, bottom)
        elif curve["stroke"] and len(curve["pts"]) <= 64:
            points = curve["pts"]
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
                    draw(ax, ay, bx, by)
    return level, upright


def _is_white(color: Any) -> bool:
    """Whether a colour (grey, RGB or CMYK components, or None) is white."""
    if isinstance(color, int | float):
        color = (color,)
    if not isinstance(color, Sequence) or isinstance(color, str):
        return False
    parts = [part for part in color if isinstance(part, int | float)]
    if not parts or len(parts) != len(color):
        return False
    if len(parts) == 4:
        return max(parts) < 0.03
    return min(parts) > 0.97


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
    return [
        RulingSet(tuple(merged(across, SNAP)), tuple(merged(down, SNAP)))
        for across, down in groups.values()
        if len(across) + len(down) >= 3 and across and down
    ]
