"""Negations that reach over several clauses: 没有制发、废止…, 未作出行政处罚、行政强制, 行政诉讼:无."""

import re
from collections.abc import Iterator
from dataclasses import replace

from review.claims.cells import (
    DECISIONS,
    DOCUMENTS,
    PROCEEDINGS,
    RECEIVED,
)
from review.claims.clauses import Clause
from review.claims.lists import VERBS
from review.claims.negations import zero_at
from review.claims.statements import Concept, State, Statement

_SAYS_NONE = re.compile("(?:均|也|亦|都|则)?(?:无|没有|未发生|没有发生)")


_NO_FEES = re.compile("(?:均|也|亦|都|且|并)?(?:无|不|没有|未)(?:行政)?收费")


def said_of_named(clause: Clause, state: State) -> Iterator[Statement]:
    """行政诉讼:无 · 未经复议直接起诉的,没有 · 强制4件,不收费."""
    if _SAYS_NONE.fullmatch(clause.words):
        concepts, state.pending = state.pending, []
    elif _NO_FEES.fullmatch(clause.words) and state.topic in ("decision", "document", "fee"):
        concepts = [Concept("fee", (("proactive.fees.amount",),), clause.start)]
    else:
        return
    for concept in concepts:
        yield Statement(
            "zero", concept.readings, zero_at(clause.end), min(concept.start, clause.start),
            clause.end, held=False,
        )  # fmt: skip


_NEGATED = {"制": "issued", "出台": "issued", "印": "issued", "发布": "issued", "废": "repealed"}


def negated_on(clause: Clause, state: State) -> Iterator[Statement]:
    """没有制发、废止行政规范性文件: the negation reaches over the second verb."""
    verbs = [p for p in clause.named("verb") if p.name in VERBS]
    nouns = [p for p in clause.named("noun") if p.name in DOCUMENTS]
    asked = [p for p in clause.named("noun") if p.name == "request"]
    ends = asked and asked[-1].end == clause.end
    if ends and clause.named("channel") and "收" in state.negated_verb:
        # 没有收到书面、网络等形式的政府信息公开申请
        end = asked[-1].end
        yield Statement("zero", (RECEIVED,), zero_at(end), clause.start, end, held=False)
        return
    if not verbs or verbs[0].start != clause.start or not nouns:
        return
    column = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[verbs[0].name]
    reading = (f"proactive.{nouns[0].name}.{column}",)
    end = nouns[0].end
    yield Statement("zero", (reading,), zero_at(end), clause.start, end, held=False)


def also_negated(zeros: list[Statement], state: State) -> Iterator[Statement]:
    """未制发、未废止行政规范性文件: the first negation is of the same documents."""
    column = next((c for word, c in _NEGATED.items() if word in state.negated_verb), None)
    state.negated_verb = ""
    for zero in zeros:
        table, _, rest = zero.readings[0][0].partition(".")
        noun = rest.split(".")[0]
        if table == "proactive" and noun in DOCUMENTS and column:
            yield replace(zero, readings=((f"proactive.{noun}.{column}",),))


def applicants_go_on(clause: Clause, out: list[Statement]) -> bool:
    """没有商业企业、科研机构申请: the next item of a list of applicants of whom there were none."""
    return bool(
        out
        and out[-1].kind == "zero"
        and clause.mark == "、"
        and clause.start - out[-1].end <= 2
        and clause.named("applicant")
        and not clause.named("negation")
        and out[-1].readings[0][0].startswith("requests.received.")
        and out[-1].readings[0] != RECEIVED
    )


def decisions_go_on(clause: Clause, out: list[Statement]) -> Statement | None:
    """未作出行政处罚、行政强制: none of the next item of the list either."""
    nouns = [p for p in clause.named("noun") if p.name in DECISIONS]
    if not (out and nouns and clause.mark == "、" and nouns[0].start == clause.start):
        return None
    before = out[-1]
    if before.kind != "zero" or not before.readings[0][0].endswith(".decisions"):
        return None
    if clause.named("negation", "verb") or not 0 <= clause.start - before.end <= 4:
        return None
    reading = (f"proactive.{nouns[0].name}.decisions",)
    end = nouns[0].end
    return Statement("zero", (reading,), zero_at(end), clause.start, end, held=before.held)


def proceedings_go_on(clause: Clause, out: list[Statement]) -> bool:
    """Whether a clause is the next item of a list that began with a negation of proceedings."""
    return bool(
        out
        and out[-1].kind == "zero"
        and out[-1].readings[0][0].startswith("proceedings.")
        and not clause.named("negation")
        and clause.mark == "、"
        and out[-1].end <= clause.start
        and clause.start - out[-1].end <= 4
        and any(p.name in PROCEEDINGS for p in clause.named("noun"))
    )


__all__ = [
    "also_negated",
    "applicants_go_on",
    "decisions_go_on",
    "negated_on",
    "proceedings_go_on",
    "said_of_named",
]
