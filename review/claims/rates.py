"""Percentages of a clause: changes against the year before, else shares."""

from collections.abc import Iterator

from review.claims.clauses import Clause
from review.claims.growth import changes_alone, growth_statements
from review.claims.shares import share_statements
from review.claims.statements import Memory, State, Statement


def rate_statements(
    clause: Clause, state: State, out: list[Statement], memory: Memory
) -> Iterator[Statement]:
    """Shares and growth stated in a clause, over the last count."""
    percents = [q for q in clause.quantities if q.percent]
    compared = clause.named("comparison")
    if any(p.name == "compare" for p in compared):
        state.compared = True
    if any(p.name == "change" for p in compared) and (
        state.compared or any(s.kind == "growth" for s in out) or changes_alone(clause, out)
    ):
        yield from growth_statements(clause, state, out, memory)
        return
    for quantity in percents:
        yield from share_statements(clause, quantity, state, out)
