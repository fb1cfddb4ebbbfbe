"""Checking again without reading again: what a review understood is kept, and only changed rules run."""

from review.rechecking.editions import changed_rules
from review.rechecking.kept import Kept, keep
from review.rechecking.recheck import recheck

__all__ = ["Kept", "changed_rules", "keep", "recheck"]
