"""Precision and recall with Wilson's intervals."""

import math
from dataclasses import dataclass


@dataclass(slots=True)
class Score:
    """Counts of hits, of what was found and of what was there."""

    hits: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found; 1 where nothing was there."""
        return self.hits / self.there if self.there else 1.0


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    z = 1.959964
    share = hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def line(name: str, score: Score) -> str:
    """One line of a table: precision and recall with their intervals."""
    low_p, high_p = interval(score.hits, score.found)
    low_r, high_r = interval(score.hits, score.there)
    return (
        f"{name:<16} P {score.precision:.3f} [{low_p:.3f}, {high_p:.3f}]  "
        f"R {score.recall:.3f} [{low_r:.3f}, {high_r:.3f}]  "
        f"{score.hits}/{score.found} 找到，{score.hits}/{score.there} 应有"
    )
