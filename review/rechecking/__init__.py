"""Checking again without reading again: what a review understood is kept, and only changed rules run."""

from review.editions import changed_rules
from review.rechecking.kept import Kept, keep
from review.rechecking.recheck import (
    asked_anew,
    asked_of_any_profile,
    recheck,
    review_and_keep,
    review_beside,
)

__all__ = [
    "Kept",
    "asked_anew",
    "asked_of_any_profile",
    "changed_rules",
    "keep",
    "recheck",
    "review_and_keep",
    "review_beside",
]
