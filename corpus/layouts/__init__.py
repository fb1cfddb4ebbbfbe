"""Annual reports in every layout in which agencies send them, with the truth beside each file."""

from corpus.layouts.content import Made, Truth
from corpus.layouts.series import FORMATS, PURE, generate

__all__ = ["FORMATS", "PURE", "Made", "Truth", "generate"]
