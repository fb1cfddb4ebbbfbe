"""Sheets made ready for reading: turned upright, watermarks and what cannot be seen left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from review.readers.pdf_device import Sheet
from review.readers.pdf_lines import Glyph, Turn, drawn_once
from review.readers.pdf_rulings import Box, Ruling

SCAN_SHARE = 0.5  # of the page's area: a picture so large may be a scan with its text behind it
MOSTLY = 0.6  # of the glyphs: so many turned alike, and it is the page that is turned
WATERMARK = 2.2  # of the usual size: light type so large is a watermark
TINY = 0.2  # of the usual size: type that nobody can read


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to be read. `scanned`: its text was recognised by a machine and lies behind a picture."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    level: list[Ruling]
    upright: list[Ruling]
    grounds: list[Box]
    pictures: list[Box]
    scanned: bool = False


def leaf_of(sheet: Sheet) -> Leaf:
    """The page upright, with the text that can be seen on it."""
    painted = sheet.painted
    grounds, pictures = painted.grounds, sheet.pictures
    glyphs = sheet.glyphs
    if sheet.white:
        seen = [*grounds, *pictures]
        glyphs = glyphs + [g for g in sheet.white if any(box.holds(*g.middle) for box in seen)]
    if sheet.pale:
        usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
        mark = WATERMARK * usual if usual else float("inf")
        glyphs = glyphs + [glyph for glyph in sheet.pale if glyph.size < mark]
    scan = sum((b.x1 - b.x0) * (b.bottom - b.top) for b in pictures)
    area = sheet.width * sheet.height
    scanned = len(sheet.unseen) > len(glyphs) and scan > SCAN_SHARE * area
    if scanned:
        glyphs = glyphs + sheet.unseen
    glyphs = _readable(drawn_once(glyphs))
    level, upright = painted.level, painted.upright
    if painted.pale_level or painted.pale_upright:
        level = level + [r for r in painted.pale_level if _on_ground(r, grounds, level=True)]
        upright = upright + [r for r in painted.pale_upright if _on_ground(r, grounds, level=False)]
    leaf = Leaf(
        sheet.number, sheet.width, sheet.height, glyphs, level, upright, grounds, pictures, scanned
    )
    return _upright(leaf)


def _readable(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without specks: type a fraction of the usual size."""
    if not glyphs:
        return []
    usual = median(glyph.size for glyph in glyphs)
    return [glyph for glyph in glyphs if glyph.size > TINY * usual]


def _on_ground(ruling: Ruling, grounds: Sequence[Box], *, level: bool) -> bool:
    middle = (ruling.start + ruling.end) / 2
    x, y = (middle, ruling.at) if level else (ruling.at, middle)
    return any(
        box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1 for box in grounds
    )


# --- turning ----------------------------------------------------------------------------------


def _upright(leaf: Leaf) -> Leaf:
    """The page turned so that most of its text runs to the right."""
    turns = Counter(glyph.turn for glyph in leaf.glyphs)
    if not turns:
        return leaf
    turn, count = turns.most_common(1)[0]
    if not turn or count <= MOSTLY * len(leaf.glyphs):
        return leaf

    def box(x0: float, x1: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        """x0, x1, top, bottom on the turned page."""
        if turn == 90:
            return leaf.height - bottom, leaf.height - top, x0, x1
        if turn == -90:
            return top, bottom, leaf.width - x1, leaf.width - x0
        return leaf.width - x1, leaf.width - x0, leaf.height - bottom, leaf.height - top

    def lines(level: Sequence[Ruling], *, level_now: bool) -> list[Ruling]:
        out = []
        for r in level:
            corners = (r.start, r.end, r.at, r.at) if level_now else (r.at, r.at, r.start, r.end)
            x0, x1, top, bottom = box(*corners)
            out.append(Ruling(top, x0, x1) if top == bottom else Ruling(x0, top, bottom))
        return out

    glyphs = [
        Glyph(g.text, *box(g.x0, g.x1, g.top, g.bottom), g.size, _less(g.turn, turn))
        for g in leaf.glyphs
    ]
    if turn != 180:  # the size of type is its extent across the line
        glyphs = [g._replace(size=g.bottom - g.top or 1.0) if not g.turn else g for g in glyphs]
    level, upright = lines(leaf.level, level_now=True), lines(leaf.upright, level_now=False)
    sideways = turn != 180
    return Leaf(
        leaf.number,
        leaf.height if sideways else leaf.width,
        leaf.width if sideways else leaf.height,
        glyphs,
        upright if sideways else level,
        level if sideways else upright,
        [Box(*box(b.x0, b.x1, b.top, b.bottom)) for b in leaf.grounds],
        [Box(*box(b.x0, b.x1, b.top, b.bottom)) for b in leaf.pictures],
        leaf.scanned,
    )


def _less(turn: Turn, by: Turn) -> Turn:
    """What is left of a turn."""
    left = (turn - by) % 360
    return -90 if left == 270 else 90 if left == 90 else 180 if left == 180 else 0
