"""The grammar: a sentence clause by clause, what each clause says, and whether it may be held."""

from dataclasses import replace

from review.claims.negations import read_negation
from review.claims.phrases import Phrase, Quantity, clause_bounds
from review.claims.proceedings import read_proceedings
from review.claims.requests import read_requests
from review.claims.statements import (
    PROCEEDINGS,
    Clause,
    Context,
    State,
    Statement,
    Subject,
    enter,
    holds,
    limits,
    may_count_cases,
    other_applications,
    understood,
    zero_at,
)


def read_statements(
    text: str, phrases: list[Phrase], quantities: list[Quantity], context: Context
) -> tuple[list[Statement], Subject]:
    """All statements of a folded sentence, in order; and what it spoke of last."""
    state = State(subject=context.subject or ("request" if context.on_request else ""))
    state.assumed = context.subject != "request"
    out: list[Statement] = []
    covered = [(p.start, p.end) for p in phrases if p.family == "giver"]
    for start, end in clause_bounds(text, covered):
        clause = Clause(
            text,
            start,
            end,
            tuple(p for p in phrases if start <= p.start < end),
            tuple(q for q in quantities if start <= q.start < end),
        )
        # what stands in parentheses changes nothing for what follows them
        inside = text.count("(", 0, start) > text.count(")", 0, start)
        now = (
            replace(state, nouns=list(state.nouns), outcomes=list(state.outcomes))
            if inside
            else state
        )
        if not enter(clause, now, context):
            continue
        clear = understood(clause, context)
        if limits(clause):
            now.limited = True
        if clause.quantities and not clear and other_applications(clause):
            # 受理登记资料查询申请3.1万件: applications of another kind, until requests are named again
            now.subject, now.assumed = "trap", True
            continue
        found: list[Statement] = []
        negation = read_negation(clause, now, context)
        if negation is not None:
            found = [negation]
        elif clause.named("negation") and not clause.quantities:
            found = []
        elif now.subject == "proceeding":
            found = read_proceedings(clause, now)
        elif now.subject == "request":
            found = read_requests(clause, now, context)
        if not found and _goes_on(clause, text, out):
            # 未发生行政复议、行政诉讼: the negation reaches over the 、
            noun = next(p for p in clause.named("noun") if p.name in PROCEEDINGS)
            more = tuple(f"{g}.total" for g in PROCEEDINGS[noun.name])
            both = tuple(dict.fromkeys(out[-1].readings[0] + more))
            end = noun.end
            out[-1] = replace(out[-1], readings=(both,), quantity=zero_at(end), end=end)
            continue
        if found and inside and found[0].readings[0][0].startswith("proceedings."):
            # （复议2件、诉讼1件）: of what stands before it
            found = [replace(s, held=False) for s in found]
        firm = clear and not now.limited
        out += [replace(s, held=s.held and firm and holds(clause, s, now, context)) for s in found]
        if not clear and may_count_cases(clause):
            # 市公安局办结的申请276件，其中予以公开61件: what follows may be a part as well
            now.limited = True
    return out, state.subject


def _goes_on(clause: Clause, text: str, out: list[Statement]) -> bool:
    """Whether a clause is the next item of a list that began with a negation of proceedings."""
    return bool(
        out
        and out[-1].kind == "zero"
        and out[-1].readings[0][0].startswith("proceedings.")
        and not clause.quantities
        and not clause.named("negation")
        and text[clause.start - 1 : clause.start] == "、"
        and out[-1].end <= clause.start
        and "," not in text[out[-1].end : clause.start]
        and any(p.name in PROCEEDINGS for p in clause.named("noun"))
    )
