"""Numbers of a narrow column that are broken over lines, made one number on their row again.

A table without rulings shows 2775 in a column three digits wide as 277 above 5, with the other
figures of the row at the height between them (or at that of the first or the last line).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from review.readers.pdf_chunks import Chunk, Columns, FigureRow, figure_rows
from review.readers.pdf_lines import Glyph

MANY = 10  # figures of a row that lone ones may belong to
LINES = 5  # of one number, at most
LEADING = 1.45  # of the type: lines of one number are not farther apart
LEVEL = 0.3  # of the type: what stands on one line
NARROW = 0.4  # of the type: a line of digits that leaves more room than this was not broken

# a number, or a note to one: 25（其 / 中17件 / 为补录）
_PIECE = re.compile(r"\d|[（(）)]|^[—–／/-]{1,2}$")
_DIGITS = re.compile(r"[\d,，]+")
_WHOLE = re.compile(r"\d+(?:[（(][^（()）]*[）)])?|\d{1,3}(?:[,，]\d{3})+|[—–-]{1,3}|[／/]")


@dataclass(frozen=True, slots=True)
class _Whole:
    """A row's figures made whole, the identities of their pieces, how far these are off its middle."""

    figures: list[Chunk]
    used: set[int]
    off: float


def with_whole_numbers(rows: Sequence[FigureRow], columns: Columns) -> list[FigureRow]:
    """The rows, with the lines of each broken number as one figure of the row that it completes.

    A row is mended only where it then has a figure in each of the columns.
    """
    pieces = [_in_columns(row, columns) for row in rows]
    size = median([c.size for row in pieces for c in row.values()] or [10.0])
    widest = [_width_of(k, rows, pieces) for k in range(len(columns))]
    gone: set[int] = set()  # identities of chunks that have become part of a figure
    mended: dict[int, list[Chunk]] = {}
    candidates = []
    for i, row in enumerate(rows):
        mend = _completed if pieces[i] else _straddled
        found = mend(i, rows, pieces, widest, size)
        if found is not None:
            bare = not any(c.x1 < columns[0][0] for c in row.chunks)
            candidates.append((found.off + 2 * size * bare, i, found))
    for _, i, found in sorted(candidates, key=lambda candidate: candidate[:2]):
        if not gone & (found.used | {id(c) for c in pieces[i].values()}):
            gone |= found.used
            mended[i] = found.figures
    if not mended:
        return list(rows)
    out = []
    for i, row in enumerate(rows):
        kept = [c for c in row.chunks if id(c) not in gone]
        if i in mended:
            ours = {id(c) for c in mended[i]}
            kept = [c for c in kept if id(c) not in ours] + mended[i]
        if kept:
            out.append(FigureRow(tuple(sorted(kept, key=lambda c: c.x0)), row.y))
    return out


def _width_of(column: int, rows: Sequence[FigureRow], pieces: Sequence[dict[int, Chunk]]) -> float:
    """How wide the widest line of digits in a column is; rows of another table do not count."""
    return max(
        (
            found[column].x1 - found[column].x0
            for found, row in zip(pieces, rows, strict=True)
            if column in found
            and _DIGITS.fullmatch(found[column].text)
            and len(row.figures()) <= len(found)
        ),
        default=0.0,
    )


def _in_columns(row: FigureRow, columns: Columns) -> dict[int, Chunk]:
    """What may be figures or parts of them in a row, by the column that each stands in."""
    found = {}
    for chunk in row.chunks:
        under = [k for k, (a, b) in enumerate(columns) if chunk.x0 < b and a < chunk.x1]
        if len(under) > 1:  # a note reaches into the columns beside its own
            middle = (chunk.x0 + chunk.x1) / 2
            pitch = min(b[0] - a[0] for a, b in pairwise(columns))
            under = [k for k in under if abs(sum(columns[k]) / 2 - middle) < 0.3 * pitch]
        if len(under) == 1 and _PIECE.search(chunk.text):
            found[under[0]] = chunk
    return found


def _completed(
    at: int,
    rows: Sequence[FigureRow],
    pieces: Sequence[dict[int, Chunk]],
    widest: Sequence[float],
    size: float,
) -> _Whole | None:
    """The figures of a row completed by broken numbers, and the pieces that these are made of.

    A row that has a label and a figure in each column lends none.
    """
    here = pieces[at]

    def is_whole(i: int) -> bool:
        left = min(c.x0 for c in pieces[i].values())
        return len(pieces[i]) == len(widest) and any(c.x1 < left for c in rows[i].chunks)

    near = [
        i
        for i in range(max(0, at - 2 * LINES), min(len(rows), at + 2 * LINES + 1))
        if i != at
        and pieces[i]
        and not is_whole(i)
        and abs(rows[i].y - rows[at].y) < (LINES / 2) * LEADING * size
    ]
    whole: list[Chunk] = []
    used: set[int] = set()
    off_all = 0.0
    for k in range(len(widest)):
        lines = [here[k]] if k in here else []
        lines += [pieces[i][k] for i in near if k in pieces[i]]
        lines = _together(lines, rows[at].y, LEADING * size)
        if lines:
            off_all += abs((lines[0].y + lines[-1].y) / 2 - rows[at].y)
        if lines == [here.get(k)]:
            whole += lines
            continue
        if not 1 <= len(lines) <= LINES:
            return None
        text = "".join(c.text for c in lines)
        if not _WHOLE.fullmatch(text):
            return None
        if len(lines) == 1:
            # blanks in its cell have taken up another line
            if abs(lines[0].y - rows[at].y) > 0.75 * size:
                return None
            used.add(id(lines[0]))
            whole.append(_joined(lines, rows[at].y))
            continue
        off = min(abs(place - rows[at].y) for place in _anchors(lines))
        if off > LEVEL * size:
            return None
        used |= {id(c) for c in lines}
        whole.append(_joined(lines, rows[at].y))
    if not used:
        return None
    # A line that lends a piece has no figures but pieces: otherwise it is a row of its own.
    for i in near:
        lent = [id(c) in used for c in pieces[i].values()]
        if any(lent) and not all(lent):
            return None
    return _Whole(whole, used, off_all)


def _straddled(
    at: int,
    rows: Sequence[FigureRow],
    pieces: Sequence[dict[int, Chunk]],
    widest: Sequence[float],
    size: float,
) -> _Whole | None:
    """The figures of a label that stands between two lines of digits, broken in every column.

    Rows of their own would have their own labels, to the right of one that stands between them.
    """
    if not 0 < at < len(rows) - 1:
        return None
    above, below = pieces[at - 1], pieces[at + 1]
    y, upper, lower = rows[at].y, rows[at - 1].y, rows[at + 1].y
    if len(above) < len(widest) or len(below) < len(widest) or lower - upper > LEADING * size:
        return None
    if abs((upper + lower) / 2 - y) > LEVEL * size:
        return None
    if any(above[k].x1 - above[k].x0 < w - NARROW * size for k, w in enumerate(widest)):
        return None
    label = max(rows[at].chunks, key=lambda c: c.x1)
    if any(
        c.x0 >= label.x0 and c.x1 < above[0].x0
        for c in (*rows[at - 1].chunks, *rows[at + 1].chunks)
    ):
        return None
    lines = [[above[k], below[k]] for k in range(len(widest))]
    if any(_WHOLE.fullmatch(a.text + b.text) is None for a, b in lines):
        return None
    figures = [_joined(pair, y) for pair in lines]
    return _Whole(figures, {id(c) for pair in lines for c in pair}, abs((upper + lower) / 2 - y))


def _together(lines: Sequence[Chunk], y: float, leading: float) -> list[Chunk]:
    """The lines close below each other around a height."""
    blocks: list[list[Chunk]] = []
    for line in sorted(lines, key=lambda c: c.y):
        if blocks and line.y - blocks[-1][-1].y <= leading:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return min(blocks, key=lambda b: min(abs(p - y) for p in _anchors(b)), default=[])


def _anchors(lines: Sequence[Chunk]) -> tuple[float, float, float]:
    return (lines[0].y + lines[-1].y) / 2, lines[0].y, lines[-1].y


def _joined(lines: Sequence[Chunk], y: float) -> Chunk:
    return replace(
        lines[0],
        glyphs=tuple(glyph for line in lines for glyph in line.glyphs),
        text="".join(line.text for line in lines),
        lines=tuple(line.text for line in lines),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        y=y,
    )


def with_level_figures(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Glyphs of a page, with the figures of a row that stand half a line off moved to its height.

    A row of many figures (table 3 is one row) has lone ones above or below it where a number is
    broken, or where blanks behind it take up a line. They stand in gaps that the row leaves.
    """
    rows = figure_rows(glyphs)
    moved: dict[int, Glyph] = {}
    for i, row in enumerate(rows):
        if len(row.figures()) < MANY or len(row.figures()) < len(row.chunks):
            continue
        size = row.chunks[0].size
        pitch = min(b.x0 - a.x0 for a, b in pairwise(row.chunks))
        lone: list[Chunk] = []
        for near in rows[max(0, i - 2) : i + 3]:
            if near is row or abs(near.y - row.y) > LEADING * size:
                continue
            fits = [c for c in near.chunks if _PIECE.fullmatch(c.text) or c.text.isdigit()]
            if len(fits) < len(near.chunks) or len(fits) >= MANY:
                continue
            if all(_in_gap(c, row, pitch) for c in fits):
                lone += fits
        at: list[Chunk] = []
        for chunk in sorted(lone, key=lambda c: (c.y, c.x0)):
            left = next(
                (o.glyphs[-1] for o in reversed(at) if o.x0 < chunk.x1 and chunk.x0 < o.x1), None
            )
            start = moved.get(id(left), left).x1 if left else chunk.x0
            for glyph in chunk.glyphs:
                up, aside = row.y - glyph.middle[1], start - chunk.x0
                moved[id(glyph)] = glyph._replace(
                    x0=glyph.x0 + aside,
                    x1=glyph.x1 + aside,
                    top=glyph.top + up,
                    bottom=glyph.bottom + up,
                )
            at.append(chunk)
    return [moved.get(id(glyph), glyph) for glyph in glyphs] if moved else glyphs


def _in_gap(chunk: Chunk, row: FigureRow, pitch: float) -> bool:
    """Whether a piece stands in a gap of the row that is as wide as a column."""
    before = [c.x0 for c in row.chunks if c.x1 < chunk.x0]
    after = [c.x0 for c in row.chunks if c.x0 > chunk.x1]
    if len(before) + len(after) < len(row.chunks):
        return False
    if not before or not after:
        return True
    return min(after) - max(before) > 1.5 * pitch
