"""Checking again without reading again: what a review understood is kept, and only changed rules run."""

from review.editions import changed_rules
from review.rechecking.kept import Kept, Shared, digest_in, digest_of, keep
from review.rechecking.recheck import (
    asked_anew,
    asked_of_any_profile,
    recheck,
    recheck_among,
    review_and_keep,
    review_beside,
)

__all__ = [
    "Kept",
    "Shared",
    "asked_anew",
    "asked_of_any_profile",
    "changed_rules",
    "digest_in",
    "digest_of",
    "keep",
    "recheck",
    "recheck_among",
    "review_and_keep",
    "review_beside",
]
