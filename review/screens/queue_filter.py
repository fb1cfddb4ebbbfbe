"""What of the queue is looked at, as the page's address names it: shareable, and there after a reload."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st

from review.finding import Severity
from review.model import AgencyKind
from review.pipeline import current_engine
from review.store import STATE_NAMES, QueueFilter, Sort, rules_key
from review.store.queue_records import SORTS

PAGE_SIZE = 100
NAMES = (
    "year", "kind", "state", "round", "reviewer", "code", "level", "undecided", "duplicate", "old",
    "withdrawn", "low", "high", "agency", "words", "sort", "page",
)  # fmt: skip
_KINDS = frozenset(get_args(AgencyKind))
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Look:
    """A stretch of the queue: the filter, the order, the page (from 0), and the words of the address."""

    wanted: QueueFilter
    sort: Sort
    page: int
    words: Mapping[str, str]


def _number(text: str, least: int, most: int) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 and least <= int(text) <= most else None


def read_look(address: Mapping[str, Any], rules: str) -> Look:
    """What an address asks for; what it cannot mean is passed over. `rules`: see `rules_key`."""
    given = {name: str(address.get(name) or "").strip()[:_LONGEST] for name in NAMES}
    level = given["level"] if given["level"] in set(Severity) else ""
    wanted = QueueFilter(
        year=_number(given["year"], 1990, 2100),
        kind=given["kind"] if given["kind"] in _KINDS else "",
        state=given["state"] if given["state"] in STATE_NAMES else None,  # type: ignore[arg-type]
        round=_number(given["round"], 1, 99),
        reviewer=given["reviewer"] or None,
        code=given["code"] if given["code"].isalnum() and len(given["code"]) == 4 else "",
        severity=Severity(level) if level else None,
        undecided=bool(given["undecided"]),
        duplicate=bool(given["duplicate"]),
        outdated_by=rules if given["old"] else "",
        withdrawn=bool(given["withdrawn"]),
        score_from=_number(given["low"], 0, 100),
        score_to=_number(given["high"], 0, 100),
        agency=given["agency"],
        words=given["words"],
    )
    sort: Sort = given["sort"] if given["sort"] in SORTS else "need"
    page = _number(given["page"], 0, 9999) or 0
    return Look(wanted, sort, page, {name: value for name, value in given.items() if value})


def written(words: Mapping[str, Any]) -> dict[str, str]:
    """The words of an address from what the browser asks for: known names only, none empty."""
    return {
        name: str(words[name]).strip()[:_LONGEST]
        for name in NAMES
        if words.get(name) not in (None, "", False, 0)
    }


def rules_now() -> str:
    """By what rules a review would be made now."""
    return rules_key(current_engine())


def chosen_look() -> Look:
    """What the address says of the queue; the desk goes from report to report by it."""
    return read_look(st.query_params.to_dict(), rules_now())
