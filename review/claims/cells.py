"""What the words of the form stand for: rows and columns of table 2, groups and results of table 3."""

from collections.abc import Iterable
from functools import cache

Reading = tuple[str, ...]
"""Keys of cells whose sum a statement speaks of."""

WITHHELD = (
    "withheld.state_secret",
    "withheld.prohibited_by_law",
    "withheld.security_stability",
    "withheld.third_party_rights",
    "withheld.internal_affairs",
    "withheld.deliberative_process",
    "withheld.enforcement_file",
    "withheld.registry_inquiry",
)
UNAVAILABLE = ("unavailable.not_held", "unavailable.needs_creation", "unavailable.still_unclear")
NOT_PROCESSED = (
    "not_processed.petition",
    "not_processed.repeated",
    "not_processed.publication",
    "not_processed.vexatious",
    "not_processed.confirmation",
)
OTHER = ("other.correction_overdue", "other.fee_overdue", "other.other")
GROUPS = {
    "withheld": WITHHELD,
    "unavailable": UNAVAILABLE,
    "not_processed": NOT_PROCESSED,
    "other": OTHER,
    "withdrawn": ("other.other",),
}
"""Groups of outcomes that the narrative names as one."""

APPLICANTS = {
    "natural_person": ("natural_person",),
    "business": ("business",),
    "research": ("research",),
    "nonprofit": ("nonprofit",),
    "legal_service": ("legal_service",),
    "other_org": ("other_org",),
    "legal_persons": ("business", "research", "nonprofit", "legal_service", "other_org"),
}
_RECONSIDERATION = ("proceedings.reconsideration",)
_DIRECT = ("proceedings.litigation_direct",)
_AFTER = ("proceedings.litigation_after_reconsideration",)
LITIGATION = _DIRECT + _AFTER
PROCEEDINGS = {
    "reconsideration": _RECONSIDERATION,
    "litigation": LITIGATION,
    "litigation_direct": _DIRECT,
    "litigation_after": _AFTER,
    "proceedings": _RECONSIDERATION + LITIGATION,
}
DOCUMENTS = frozenset({"regulations", "normative_documents"})
DECISIONS = frozenset({"licensing", "penalties", "coercion"})
TOTAL = ("total",)


OPENED = ("granted", "partly_granted")


def outcome_rows(name: str) -> tuple[str, ...]:
    """The rows of an outcome, of a group of outcomes, or of what was opened wholly or in part."""
    return OPENED if name == "opened" else GROUPS.get(name, (name,))


def requests(rows: Iterable[str], columns: Iterable[str] = TOTAL) -> Reading:
    """Keys of table 2 for some rows and columns."""
    return _requests(tuple(rows), tuple(columns))


@cache
def _requests(rows: tuple[str, ...], columns: tuple[str, ...]) -> Reading:
    return tuple(f"requests.{row}.{column}" for row in rows for column in columns)


def proceedings(groups: Iterable[str], result: str = "total") -> Reading:
    """Keys of table 3 for some groups and one result."""
    return tuple(f"{group}.{result}" for group in groups)


RECEIVED = requests(("received",))
CARRIED_IN = requests(("carried_in",))
BOTH = requests(("received", "carried_in"))
CONCLUDED = requests(("concluded",))
CARRIED_OUT = requests(("carried_out",))
