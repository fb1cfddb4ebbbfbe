"""The states of a submission and which may follow which."""

from collections.abc import Mapping

from review.errors import StoreError
from review.store.records import SubmissionState

STATE_NAMES: Mapping[SubmissionState, str] = {
    "waiting": "待审",
    "reviewing": "在审",
    "returned": "退回重报",
    "answered": "已反馈",
    "passed": "已通过",
    "failed": "无法读取",
}
FINISHED: tuple[SubmissionState, ...] = ("returned", "answered", "passed")

TRANSITIONS: Mapping[SubmissionState, frozenset[SubmissionState]] = {
    "waiting": frozenset({"reviewing", "returned", "answered", "passed", "failed"}),
    "reviewing": frozenset({"waiting", "returned", "answered", "passed", "failed"}),
    "returned": frozenset({"reviewing", "answered"}),
    "answered": frozenset({"reviewing", "returned", "passed"}),
    "passed": frozenset({"reviewing"}),
    "failed": frozenset({"waiting", "returned"}),
}


class Stale(StoreError):
    """What was to be changed has been changed by another meanwhile."""


def can_follow(before: SubmissionState, after: SubmissionState) -> bool:
    """Whether a submission may go from one state to another."""
    return after in TRANSITIONS[before]


def demand_transition(before: SubmissionState, after: SubmissionState) -> None:
    """Raise StoreError where the state may not follow."""
    if not can_follow(before, after):
        raise StoreError(
            f"“{STATE_NAMES[before]}”的报告不能直接改为“{STATE_NAMES[after]}”，"
            "请先改为“在审”再试，或刷新页面看现在的状态。"
        )
