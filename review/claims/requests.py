"""Statements about requests: received, carried over, concluded, their outcomes and applicants (table 2)."""

from collections.abc import Iterable
from dataclasses import replace

from review.claims.phrases import Phrase, Quantity
from review.claims.statements import Clause, Context, Reading, State, Statement, count

_TOTAL = "total"
OUTCOME_ROWS: dict[str, tuple[str, ...]] = {
    "granted": ("granted",),
    "partly_granted": ("partly_granted",),
    "withheld": (
        "withheld.state_secret",
        "withheld.prohibited_by_law",
        "withheld.security_stability",
        "withheld.third_party_rights",
        "withheld.internal_affairs",
        "withheld.deliberative_process",
        "withheld.enforcement_file",
        "withheld.registry_inquiry",
    ),
    "unavailable": (
        "unavailable.not_held",
        "unavailable.needs_creation",
        "unavailable.still_unclear",
    ),
    "not_processed": (
        "not_processed.petition",
        "not_processed.repeated",
        "not_processed.publication",
        "not_processed.vexatious",
        "not_processed.confirmation",
    ),
    "other": ("other.correction_overdue", "other.fee_overdue", "other.other"),
}
_APPLICANTS = {
    "natural_person": ("natural_person",),
    "business": ("business",),
    "research": ("research",),
    "nonprofit": ("nonprofit",),
    "legal_service": ("legal_service",),
    "legal_persons": ("business", "research", "nonprofit", "legal_service", "other_org"),
}
_UNITS = frozenset({"件", "宗", "起", "例", "份", "条", "封", ""})
_JOINTS = ("和", "及", "或", "与", "以及", "或者")
_DONE = frozenset({"办结", "办理完毕", "答复", "处理完毕", "办理完成"})


def cells(rows: Iterable[str], columns: Iterable[str] = (_TOTAL,)) -> Reading:
    """Keys of table 2 for some rows and columns."""
    return tuple(f"requests.{row}.{column}" for row in rows for column in columns)


RECEIVED = cells(("received",))
BOTH = cells(("received", "carried_in"))
CARRIED_IN = cells(("carried_in",))
CONCLUDED = cells(("concluded",))
CARRIED_OUT = cells(("carried_out",))


def read_requests(clause: Clause, state: State, context: Context) -> list[Statement]:
    """The statements of a clause whose subject is requests."""
    alls = clause.named("all")
    if not clause.quantities:
        found = _all_requests(clause, state) if alls else []
        state.outcomes = [p.name for p in clause.named("outcome")] if not alls else []
        state.whole = False
        return found
    out: list[Statement] = []
    channels = clause.named("channel")
    if channels and "等" not in clause.text[channels[0].start : clause.end]:
        state.whole = False
        return out
    compared = clause.named("comparison")
    previous = clause.start
    for quantity in clause.quantities:
        if quantity.unit not in _UNITS or (compared and quantity.end > compared[0].start):
            continue
        before = [p for p in clause.phrases if previous <= p.start < quantity.start]
        after = [p for p in clause.phrases if quantity.end <= p.start <= quantity.end + 8]
        statement = _one(clause, before, after, quantity, state, context)
        previous = quantity.end
        if statement is not None:
            out.append(statement)
    state.whole = bool(out) and bool({RECEIVED, BOTH} & set(out[-1].readings))
    if alls and out and alls[0].start >= clause.quantities[-1].end:
        out += _all_requests(clause, state)
    state.outcomes = []
    return out


def _one(
    clause: Clause,
    before: list[Phrase],
    after: list[Phrase],
    quantity: Quantity,
    state: State,
    context: Context,
) -> Statement | None:
    text = clause.text
    if any(p.family == "limit" for p in before + after):
        return None
    if text[quantity.end : quantity.end + 1] in ("中", "里", "内"):
        # 15件中予以公开6件: the whole, named again; what follows is a part of it
        concluded = any(p.family == "verb" and p.name == "conclude" for p in before)
        state.limited = state.limited or not (state.whole or concluded)
        return None
    carried = _carried(clause, before, after, quantity, context)
    if carried is not None:
        return carried
    outcomes = [p for p in before if p.family == "outcome"]
    if outcomes:
        return _outcome(text, outcomes, quantity, state)
    verbs = [p for p in before if p.family == "verb"]
    applicants = [p for p in before if p.family == "applicant"]
    following = [p for p in after if p.family == "outcome" and p.start - quantity.end <= 4]
    if following and not verbs and not applicants:
        group = [following[0]]
        for later in (p for p in clause.named("outcome") if p.start > following[0].start):
            if text[group[-1].end : later.start] in _JOINTS:
                group.append(later)
        rows = [row for p in group for row in OUTCOME_ROWS[p.name]]
        return count((cells(rows),), replace(quantity, end=group[-1].end), quantity.start)
    if applicants:
        return _applicant(clause, applicants, quantity)
    if state.assumed and not verbs:
        return None
    if not verbs:
        verbs = [p for p in after if p.family == "verb" and p.name == "conclude"]
        if verbs and "其中" not in text[: quantity.start]:
            return count((CONCLUDED, BOTH, RECEIVED), quantity, quantity.start)
        verbs = []
    return _by_verb(clause, verbs, before, quantity, state)


def _by_verb(
    clause: Clause,
    verbs: list[Phrase],
    before: list[Phrase],
    quantity: Quantity,
    state: State,
) -> Statement | None:
    text = clause.text
    names = {p.name for p in verbs}
    if state.within and "receive_new" not in names:
        return None
    if names == {"receive_new"}:
        return count((RECEIVED,), quantity, verbs[0].start)
    if names == {"receive"} and text[verbs[0].start : verbs[0].end] != "收办":
        return count((RECEIVED, BOTH), quantity, verbs[0].start)
    if names == {"conclude"}:
        readings = [CONCLUDED, BOTH]
        if text[verbs[-1].start : verbs[-1].end] in ("办理", "已办理"):
            readings.append(RECEIVED)
        return count(readings, quantity, verbs[0].start)
    if "receive_new" in names and "conclude" in names:
        # 新收的已办结39件: of this year's own, which the table does not count apart
        statement = count((CONCLUDED, BOTH, RECEIVED), quantity, verbs[0].start)
        return replace(statement, held=False)
    nouns = [p for p in before if p.family == "noun"]
    if not names and not nouns:
        return None
    start = min([p.start for p in before] + [quantity.start])
    statement = count((RECEIVED, BOTH, CONCLUDED), quantity, start)
    # 主动公开28份、依申请公开40份 counts documents by their attribute
    attribute = not names and ("主动公开" in text or quantity.unit not in ("件", "宗", ""))
    return replace(statement, held=not attribute)


def _carried(
    clause: Clause,
    before: list[Phrase],
    after: list[Phrase],
    quantity: Quantity,
    context: Context,
) -> Statement | None:
    carry = [p for p in before + after if p.family == "carry"]
    lead = clause.text[clause.start : quantity.start]
    name = carry[-1].name if carry else ""
    start = carry[-1].start if carry else clause.start
    if context.year is not None and "结转" in lead and name in ("", "bare"):
        plain = lead.replace("至", "").replace("到", "")
        if f"结转{context.year + 1}年" in plain:
            name = "out"
        elif f"{context.year - 1}年" in lead:
            name = "in"
    if not name:
        return None
    readings = {"in": [CARRIED_IN], "out": [CARRIED_OUT]}.get(name, [CARRIED_OUT, CARRIED_IN])
    statement = count(readings, quantity, min(start, quantity.start))
    busy = [p for p in before if p.family in ("verb", "outcome")]
    inner = any(clause.text[p.start : p.end] in _DONE for p in busy)
    return replace(statement, held=not inner)


def _outcome(
    text: str, outcomes: list[Phrase], quantity: Quantity, state: State
) -> Statement | None:
    """予以公开71件 · 予以公开及部分公开的42件: one outcome, or outcomes joined by 和/及/或/、."""
    last = outcomes[-1]
    if quantity.start - last.end > 6:
        return None
    group = [last.name]
    start = last.start
    for earlier in reversed(outcomes[:-1]):
        if text[earlier.end : start] in _JOINTS:
            group.insert(0, earlier.name)
            start = earlier.start
    joined = text[start - 2 : start].endswith(_JOINTS) and len(group) == 1
    alone = cells(row for name in group for row in OUTCOME_ROWS[name])
    if state.outcomes:
        together = cells(row for name in [*state.outcomes, *group] for row in OUTCOME_ROWS[name])
        return replace(count((together, alone), quantity, start), held=False)
    return replace(count((alone,), quantity, start), held=not joined)


def _applicant(clause: Clause, applicants: list[Phrase], quantity: Quantity) -> Statement:
    applicant = applicants[-1]
    between = [p for p in clause.named("noun") if applicant.end <= p.start < quantity.start]
    columns = _APPLICANTS[applicant.name]
    readings = [
        cells(rows, columns) for rows in (("received",), ("received", "carried_in"), ("concluded",))
    ]
    statement = count(readings, quantity, applicant.start)
    if any(p.name == "request" for p in between) or len(applicants) > 1:
        # 企业提交的政府信息公开申请47件: who gave them all, perhaps
        return replace(statement, readings=(*statement.readings, RECEIVED, BOTH), held=False)
    return statement


def _all_requests(clause: Clause, state: State) -> list[Statement]:
    """均予以公开; 均已办结, 全部办结 — of all requests, just counted, and not where time is spoken of."""
    alls = clause.named("all")
    if clause.named("timeliness") or clause.named("carry") or not state.whole:
        return []
    mark = alls[0]
    lead = clause.text[clause.start : mark.start]
    if lead.strip("目前已上述以") and not clause.quantities:
        return []
    outcomes = [p for p in clause.named("outcome") if p.start >= mark.start]
    if outcomes:
        if len(outcomes) > 1 or outcomes[0].name != "granted" or outcomes[0].start - mark.end > 5:
            return []
        return [
            Statement(
                "all",
                (cells(("granted",)),),
                None,
                mark.start,
                outcomes[0].end,
                whole=(CONCLUDED,),
            )
        ]
    done = [
        p for p in clause.named("verb") if p.name == "conclude" and 0 <= p.start - mark.end <= 3
    ]
    if done and clause.text[done[0].start : done[0].end] in _DONE:
        return [
            Statement("all", (CONCLUDED,), None, mark.start, done[0].end, whole=(BOTH, RECEIVED))
        ]
    return []
