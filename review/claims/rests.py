"""其余均予以公开, 除1家企业外均为个人: what is said of all but the parts told before."""

import re
from collections.abc import Iterator
from itertools import pairwise

from review.claims.cells import APPLICANTS, CONCLUDED, RECEIVED, Reading, outcome_rows, requests
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome, outcome_rows_in
from review.claims.statements import State, Statement
from review.model import Number

_REST = re.compile(r"(?:其余|余下|剩下|剩余)(?:的)?(?:申请人?|各件)?|除[^,。;]{1,12}(?:之)?外,?")
_SAYS = re.compile(
    r"(?:的)?(?:申请)?(?:则|也)?(?:均|都|全部|皆|一律|悉数|全)?(?:已)?(?:依法|依规)?(?:为|是|系|属|由|来自|答复)?(?:[本当]地)?"
)
_JOINT = re.compile("[和或及与、]|以及|或者")
_GIVEN = re.compile(
    r"(?:均|都|全部|皆)?(?:已)?(?:依法)?(?:按(?:照)?申请人?(?:的)?(?:要求|需要))?(?:向申请人)?(?:提供|拿到|获得|得到|公开)了?(?:全部|完整|全文|所需|所申请)的?(?:政府)?(?:信息|内容|材料)"
)


def rest_is_named(clause: Clause) -> bool:
    """Whether a clause speaks of what is left."""
    return bool(_REST.search(clause.words))


def all_the_rest(clause: Clause, state: State) -> Iterator[Statement]:
    """The rest is all of one kind: whole less the parts told, which must be those of the table."""
    match = _REST.search(clause.words)
    base = state.base
    if match is None or base is None or base.topic != "request" or clause.named("negation"):
        return
    at = clause.start + match.end()
    if any(q.end > at for q in clause.quantities):
        return
    told = _told_of(clause, at)
    if told is None:
        return
    part, whole, end = told
    of_outcomes = is_outcome(part)
    besides = [(r, v) for r, v in state.parts if _same_axis(r, of_outcomes)]
    cells = tuple(dict.fromkeys(key for reading, _ in besides for key in reading))
    if not besides or set(part) & set(cells):
        return
    yield Statement(
        "all", (part,), None, clause.start + match.start(), end,
        whole=whole, whole_value=state.base_value,
        besides=cells, besides_value=sum_of(value for _, value in besides),
    )  # fmt: skip


def sum_of(values: Iterator[Number]) -> Number:
    """The sum of some numbers, printed or counted."""
    total: Number = 0
    for value in values:
        total += value
    return total


def _same_axis(reading: Reading, of_outcomes: bool) -> bool:
    if of_outcomes:
        return is_outcome(reading) and all(key.endswith(".total") for key in reading)
    return all(
        key.startswith("requests.received.") and not key.endswith(".total") for key in reading
    )


def _told_of(clause: Clause, at: int) -> tuple[Reading, tuple[Reading, ...], int] | None:
    text = clause.text
    outcomes = [p for p in outcome_rows_in(clause) if p[1] >= at]
    applicants = [p for p in clause.named("applicant") if p.start >= at]
    given = _GIVEN.match(text, at, clause.end)
    if given and not outcomes:
        return requests(("granted",)), (CONCLUDED,), given.end()
    if outcomes and not applicants:
        if not _SAYS.fullmatch(text, at, outcomes[0][1]):
            return None
        for one, two in pairwise(outcomes):
            if not _JOINT.fullmatch(text, one[2], two[1]):
                return None
        if text[outcomes[-1][2] : clause.end].strip("的了答复处理"):
            return None
        rows = tuple(r for name, _, _ in outcomes for r in outcome_rows(name))
        return requests(rows), (CONCLUDED,), outcomes[-1][2]
    if len(applicants) == 1 and not outcomes and _SAYS.fullmatch(text, at, applicants[0].start):
        if text[applicants[0].end : clause.end] not in ("", "申请", "提出", "个人"):
            return None
        columns = APPLICANTS[applicants[0].name]
        return requests(("received",), columns), (RECEIVED,), applicants[0].end
    return None


__all__ = ["all_the_rest", "rest_is_named", "sum_of"]
