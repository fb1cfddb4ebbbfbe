"""The totals of a year over all agencies: sums, who is missing, and why the government's tables differ."""

from review.totals.comparison import CarryOver, Comparison, Difference
from review.totals.compiling import Totals, compile_totals
from review.totals.explanation import Explained, Explanation
from review.totals.returns import AgencyReturn, Imbalance, read_return
from review.totals.selection import Expected, LeftOut, Selection, likely_government
from review.totals.summing import CellSum, Gap

__all__ = [
    "AgencyReturn",
    "CarryOver",
    "CellSum",
    "Comparison",
    "Difference",
    "Expected",
    "Explained",
    "Explanation",
    "Gap",
    "Imbalance",
    "LeftOut",
    "Selection",
    "Totals",
    "compile_totals",
    "likely_government",
    "read_return",
]
