"""Parts taken together: 两项相加108件; and reasons beside the group they belong to (…为由不予公开各1件)."""

import re

from review.claims.cells import outcome_rows, requests
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome
from review.claims.quantities import Quantity, is_count
from review.claims.statements import Around, Concept, State
from review.claims.told import told_outcomes

_SUM_OF = re.compile(
    "(?:以上|上述|前述|这)?(?P<many>[两二三四])(?:者|项|类)(?:相加|合计|合起来|加起来|共计?|总计|之和|合)+(?:为|是|达|有)?"
)


def sum_of_last(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """予以公开79件、部分公开29件,两项相加108件: so many of the parts counted last."""
    if len(state.parts) < 2 or clause.mark != ",":
        return None
    match = _SUM_OF.fullmatch(clause.text, around.start, quantity.start)
    if match is None or not is_count(quantity):
        return None
    many = {"两": 2, "二": 2, "三": 3, "四": 4}[match["many"]]
    parts = [r for r, _ in state.parts[-many:]]
    kinds = {(r[0].split(".")[0], is_outcome(r)) for r in parts}
    if len(parts) < many or len(kinds) > 1:
        return None
    cells = tuple(dict.fromkeys(k for r in parts for k in r))
    if all(k.endswith(".decisions") for k in cells):
        return Concept("decision", (cells,), around.start, held=False)
    return Concept("request", (cells,), around.start) if kinds == {("requests", True)} else None


def without_their_group(concepts: list[Concept], clause: Clause) -> list[Concept]:
    """以内部事务、过程性信息、危及社会稳定为由不予公开各1件: the group only repeats what its reasons are."""
    if any(c.topic == "proceeding" for c in concepts):
        # 诉讼中直接起诉和复议后起诉各1件
        cells = [set(c.readings[0]) for c in concepts]
        return [c for c in concepts if not any(o < set(c.readings[0]) for o in cells)]
    last = concepts[-1] if concepts else None
    if last is None or len(last.readings[0]) < 3 or len(concepts) < 2:
        return concepts
    reasons = [c for c in concepts[:-1] if set(c.readings[0]) < set(last.readings[0])]
    if len(reasons) < len(concepts) - 1:
        return concepts
    own = [n for n in told_outcomes(clause.text[clause.start : last.start]) if "." in n]
    more = [
        Concept("request", (requests(outcome_rows(n)),), clause.start, held=False)
        for n in own
        if requests(outcome_rows(n)) not in [c.readings[0] for c in reasons]
    ]
    return [*reasons, *more]


__all__ = ["sum_of_last", "without_their_group"]
