"""The same text twice in one page: a version for desks and one for telephones."""

from collections import Counter

from review.model import Block, Grid, Paragraph

REPEATED_SHARE = 0.4
"""Of all characters, what must stand twice before the second time is left out."""
REPEATED_BLOCKS = 6


def without_repetition(blocks: list[Block]) -> list[Block]:
    """The blocks without a second version of the whole text.

    Blocks of the two versions correspond at one constant distance; only those that are alike go.
    """
    keys = [_key(block) for block in blocks]
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            places.setdefault(key, []).append(at)
    distances: Counter[int] = Counter()
    for key, found in places.items():
        if len(found) == 2:
            distances[found[1] - found[0]] += len(key)
    if not distances:
        return blocks
    distance, weight = distances.most_common(1)[0]
    if weight < REPEATED_SHARE * sum(map(len, keys)):
        return blocks
    pairs = [at for at in range(len(keys) - distance) if keys[at] == keys[at + distance]]
    if len(pairs) < REPEATED_BLOCKS:
        return blocks
    again = {at + distance for at in pairs}
    # A line that stands often (无。) may pair with itself inside the first version.
    first = min(found[1] for found in places.values() if len(found) == 2 and found[1] in again)
    while first - 1 in again:
        first -= 1
    return [block for at, block in enumerate(blocks) if at < first or at not in again]


def _key(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Grid):
        return "\t".join(cell.text for cell in block.cells)
    return ""
