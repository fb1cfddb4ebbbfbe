"""From a sentence to statements: which cells a quantity, a negation or an "all" speaks of.

A `Statement` carries every reading of its words (sums of cells); it is judged elsewhere. Plain
sentences only: what the grammar does not surely understand yields no statement.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from review.claims.phrases import Phrase, Quantity, clause_bounds, not_understood
from review.model import AgencyKind

_R = "requests"
_TOTAL = "total"
_REC = ("proceedings.reconsideration",)
_DIRECT = ("proceedings.litigation_direct",)
_AFTER = ("proceedings.litigation_after_reconsideration",)
_LIT = _DIRECT + _AFTER
_PROCEEDING = {
    "reconsideration": _REC,
    "litigation": _LIT,
    "litigation_direct": _DIRECT,
    "litigation_after": _AFTER,
}
_OUTCOME_ROWS: dict[str, tuple[str, ...]] = {
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
_PROCEEDING_UNITS = frozenset({"件", "宗", "起", "例", "次", "份", ""})
_REQUEST_UNITS = frozenset({"件", "宗", "起", "例", "份", "条", "封", ""})
_GOVERNMENTS = frozenset({"province", "city", "county", "town", "street"})

Reading = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion over cells: each reading's cells add up to `quantity` (or to the `whole`'s cells).

    Offsets are into the folded sentence. `other_scope`: it speaks of another body or year than the
    tables, so that it may be compared but never held against them.
    """

    kind: Literal["count", "zero", "all"]
    readings: tuple[Reading, ...]
    quantity: Quantity | None
    start: int
    end: int
    other_scope: bool = False
    whole: tuple[Reading, ...] = ()
    every: bool = False


@dataclass(slots=True)
class _State:
    """What earlier clauses of the sentence leave to later ones.

    `assumed`: that it speaks of requests is known from its paragraph only, not from its own words.
    """

    subject: Literal["", "request", "proceeding", "trap"] = ""
    nouns: list[str] = field(default_factory=list)
    last: tuple[str, ...] = ()
    scope: str = ""
    within: bool = False
    limited: bool = False
    assumed: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """What the grammar must know of the sentence's surroundings; `names` the body goes by."""

    kind: AgencyKind
    year: int | None
    on_request: bool
    ogi: bool
    names: tuple[str, ...] = ()


def _requests(rows: Iterable[str], columns: Iterable[str] = (_TOTAL,)) -> Reading:
    return tuple(f"{_R}.{row}.{column}" for row in rows for column in columns)


def read_statements(
    text: str, phrases: list[Phrase], quantities: list[Quantity], context: Context
) -> list[Statement]:
    """All statements of a folded sentence, in order."""
    state = _State(subject="request" if context.on_request else "")
    ogi = context.ogi or any(p.family == "noun" and p.name == "request" for p in phrases)
    ogi = ogi or "信息公开" in text or "政务公开" in text
    # 备案 counts what others have filed with this body: never this table's cases
    filed = "备案" in text
    out: list[Statement] = []
    for start, end in clause_bounds(text):
        here = [p for p in phrases if start <= p.start < end]
        amounts = [q for q in quantities if start <= q.start < end]
        # what stands in parentheses changes nothing for what follows them
        inside = text.count("(", 0, start) > text.count(")", 0, start)
        current = replace(state, nouns=list(state.nouns)) if inside else state
        out += _clause(text, start, end, here, amounts, current, context, ogi)
    return [replace(s, other_scope=True) for s in out] if filed else out


def _names(phrases: Iterable[Phrase], family: str) -> list[str]:
    return [p.name for p in phrases if p.family == family]


def _clause(
    text: str,
    start: int,
    end: int,
    phrases: list[Phrase],
    quantities: list[Quantity],
    state: _State,
    context: Context,
    ogi: bool,
) -> list[Statement]:
    scopes = _names(phrases, "scope")
    if scopes:
        state.scope = scopes[-1]
    if _names(phrases, "within"):
        state.within = True
    nouns = [p for p in phrases if p.family == "noun"]
    proceedings = [p for p in nouns if p.name in _PROCEEDING]
    requests = [p for p in nouns if p.name == "request"]
    applications = [p for p in nouns if p.name == "application"]
    negations = [p for p in phrases if p.family == "negation"]
    if _names(phrases, "trap") and not (negations and (requests or proceedings)):
        state.subject, state.nouns = "trap", []
        return []
    compared = [p for p in phrases if p.family == "comparison"]
    if compared:
        cut = compared[0].start
        quantities = [q for q in quantities if q.end <= cut]
        if not quantities:
            return []
    carried = _names(phrases, "carry") or "结转" in text[start:end]
    if _other_year(text, start, end, context) and not carried:
        return []
    if proceedings:
        state.subject = "proceeding"
    elif requests:
        state.subject = "request"
        state.nouns = []
        state.assumed = False
    elif applications and (context.on_request or state.subject == "request"):
        state.subject = "request"
        state.assumed = False
    other_scope = _is_other_scope(state.scope, context)
    if negations:
        zero = _negation(
            text, negations[0], proceedings, requests, applications, state, context, ogi
        )
        state.nouns += [p.name for p in proceedings]
        if zero is not None:
            doubtful = _doubtful(text, start, zero, phrases, quantities, context)
            return [replace(zero, other_scope=other_scope or doubtful)]
        if not quantities:
            return []
    out: list[Statement] = []
    if state.subject == "proceeding" and ogi:
        out = _proceeding(text, start, phrases, proceedings, quantities, state)
    elif state.subject == "request":
        out = _request(text, start, end, phrases, quantities, state, context)
    if not quantities and any(p.family == "limit" for p in phrases):
        state.limited = True
    return [
        replace(
            s,
            other_scope=s.other_scope
            or other_scope
            or state.limited
            or (state.assumed and s.kind != "all" and _vague(s))
            or _doubtful(text, start, s, phrases, quantities, context),
        )
        for s in out
    ]


def _vague(statement: Statement) -> bool:
    """Whether the statement rests on a verb alone (办理12件), which other work could be meant by."""
    return len(statement.readings) > 1


def _doubtful(
    text: str,
    start: int,
    statement: Statement,
    phrases: list[Phrase],
    quantities: list[Quantity],
    context: Context,
) -> bool:
    """Whether the clause up to the figure holds words that were not understood."""
    own = [
        Phrase("own", "name", start + at, start + at + len(name))
        for name in context.names
        if (at := text[start : statement.end].find(name)) >= 0
    ][:1]
    return bool(not_understood(text, start, statement.end, [*phrases, *own], quantities))


def _other_year(text: str, start: int, end: int, context: Context) -> bool:
    clause = text[start:end]
    for at in range(len(clause) - 4):
        token = clause[at : at + 4]
        if (
            token.isdigit()
            and token.startswith("20")
            and clause[at + 4 : at + 5] == "年"
            and (at == 0 or not clause[at - 1].isdigit())
            and context.year is not None
            and int(token) != context.year
        ):
            return True
    return False


def _is_other_scope(scope: str, context: Context) -> bool:
    if not scope:
        return False
    if context.kind in ("town", "street"):
        return False
    if context.kind in _GOVERNMENTS:
        # 本级, 政府办 … is less than the whole region that a government's tables count
        return scope == "own"
    if context.kind in ("unknown", "other", "ministry"):
        return True
    return scope == "region"


def _negation(
    text: str,
    negation: Phrase,
    proceedings: list[Phrase],
    requests: list[Phrase],
    applications: list[Phrase],
    state: _State,
    context: Context,
    ogi: bool,
) -> Statement | None:
    """未收到…申请 / 未发生…复议、诉讼: a zero over the object of the negation."""
    behind = [p for p in proceedings if p.start >= negation.end]
    before = [p for p in proceedings if p.end <= negation.start]
    if negation.name == "none":
        # 无 must stand right before its object: 无政府信息公开申请; 无因…引起的行政复议
        objects = behind or [p for p in requests if p.start - negation.end <= 2]
        if not objects:
            return None
        cause = text[negation.end : negation.end + 1] in "因由涉"
        if not cause and objects[0].start - negation.end > 14:
            return None
    tail = text[negation.end :]
    if any(word in tail[:30] for word in ("纠错", "纠正", "败诉", "维持", "超期", "逾期")):
        return None
    if behind or (before and not requests):
        if not ogi:
            return None
        found = behind or before
        names = [p.name for p in found] + (state.nouns if before and not behind else [])
        groups = tuple(dict.fromkeys(g for name in names for g in _PROCEEDING[name]))
        state.last = groups
        cells = tuple(f"{group}.total" for group in groups)
        start = min(negation.start, found[0].start)
        end = max(negation.end, found[-1].end)
        return Statement("zero", (cells,), _zero(end), start, end, every=True)
    objects = [p for p in requests + (applications if context.on_request else []) if
               0 <= p.start - negation.end <= 16]  # fmt: skip
    subject = [p for p in requests if p.end <= negation.start]
    if objects:
        between = text[negation.end : objects[0].start]
        if any(
            word in between for word in ("涉及", "关于", "有关", "转", "超", "逾", "因", "大量")
        ):
            return None
        received = _requests(("received",))
        return Statement(
            "zero", (received,), _zero(objects[0].end), negation.start, objects[0].end, every=True
        )
    if subject and text[negation.start : negation.end] in (
        "未发生",
        "没有发生",
        "未产生",
        "未收到",
    ):
        lead = text[max(0, subject[0].start - 2) : subject[0].start]
        if "因" in lead or "由" in lead:
            return None
        return Statement(
            "zero",
            (_requests(("received",)),),
            _zero(negation.end),
            subject[0].start,
            negation.end,
            every=True,
        )
    return None


def _zero(at: int) -> Quantity:
    return Quantity(0, "=", "", at, at)


def _count(
    readings: Iterable[Reading], quantity: Quantity, start: int, *, every: bool = False
) -> Statement:
    kind: Literal["count", "zero"] = "zero" if quantity.value == 0 else "count"
    unique = tuple(dict.fromkeys(readings))
    return Statement(kind, unique, quantity, min(start, quantity.start), quantity.end, every=every)


def _proceeding(
    text: str,
    clause_start: int,
    phrases: list[Phrase],
    proceedings: list[Phrase],
    quantities: list[Quantity],
    state: _State,
) -> list[Statement]:
    results = [p for p in phrases if p.family == "result"]
    alls = [p for p in phrases if p.family == "all"]
    out: list[Statement] = []
    if alls and results and not quantities:
        result = results[0]
        groups = _groups(state.nouns + [p.name for p in proceedings]) or state.last
        if groups and alls[0].end <= result.start <= alls[0].end + 6:
            part = tuple(f"{g}.{result.name}" for g in groups)
            whole = tuple(f"{g}.total" for g in groups)
            start = alls[0].start
            out.append(Statement("all", (part,), None, start, result.end, whole=(whole,)))
        return out
    names = [p.name for p in proceedings]
    if not quantities:
        state.nouns += names
        return out
    for quantity in quantities:
        if quantity.unit not in _PROCEEDING_UNITS:
            continue
        near = [
            r
            for r in results
            if 0 <= r.start - quantity.end <= 6 or 0 <= quantity.start - r.end <= 4
        ]
        if near and (state.last or proceedings):
            groups = state.last or _groups(names)
            if proceedings:
                groups = _groups([proceedings[-1].name])
            result = near[0]
            readings = [tuple(f"{g}.{result.name}" for g in groups)]
            if len(groups) > 1 and not proceedings:
                readings += [(f"{g}.{result.name}",) for g in groups]
            out.append(_count(readings, quantity, min(result.start, quantity.start)))
            continue
        before = [p for p in proceedings if p.end <= quantity.start]
        if not before:
            continue
        if any(p.family in ("limit", "channel", "applicant") for p in phrases):
            continue
        waiting = state.nouns
        own = before[-1].name
        each = "各" in text[before[-1].end : quantity.start]
        everything = _groups([*waiting, own])
        start = before[-1].start
        if waiting and (each or quantity.value == 0):
            for name in [*waiting, own]:
                cells = tuple(f"{g}.total" for g in _PROCEEDING[name])
                out.append(_count([cells], quantity, start))
        else:
            readings = [tuple(f"{g}.total" for g in _PROCEEDING[own])]
            if waiting:
                readings.insert(0, tuple(f"{g}.total" for g in everything))
            if own == "litigation":
                readings += [(f"{g}.total",) for g in _LIT]
            out.append(_count(readings, quantity, start))
        state.last = everything if waiting else _PROCEEDING[own]
        state.nouns = []
    return out


def _groups(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(g for name in names for g in _PROCEEDING.get(name, ())))


def _request(
    text: str,
    clause_start: int,
    clause_end: int,
    phrases: list[Phrase],
    quantities: list[Quantity],
    state: _State,
    context: Context,
) -> list[Statement]:
    alls = [p for p in phrases if p.family == "all"]
    if not quantities:
        return _all_requests(text, phrases, alls)
    out: list[Statement] = []
    channels = [p for p in phrases if p.family == "channel"]
    if channels and "等" not in text[channels[0].start : clause_end]:
        return out
    previous = clause_start
    for quantity in quantities:
        if quantity.unit not in _REQUEST_UNITS:
            continue
        near = [p for p in phrases if previous <= p.start < quantity.start]
        after = [p for p in phrases if quantity.end <= p.start <= quantity.end + 8]
        statement = _one_request(text, near, after, quantity, state, context, clause_start)
        previous = quantity.end
        if statement is not None:
            out.append(statement)
    if alls and alls[0].start >= quantities[-1].end:
        out += _all_requests(text, phrases, alls)
    return out


def _one_request(
    text: str,
    before: list[Phrase],
    after: list[Phrase],
    quantity: Quantity,
    state: _State,
    context: Context,
    clause_start: int,
) -> Statement | None:
    if any(p.family == "limit" for p in before + after):
        return None
    carry = [p for p in before + after if p.family == "carry"]
    if not carry and context.year is not None:
        lead = text[clause_start : quantity.start]
        if f"{context.year - 1}年" in lead and "结转" in lead:
            carry = [Phrase("carry", "in", clause_start, quantity.start)]
    if context.year is not None and (not carry or carry[-1].name == "bare"):
        lead = text[clause_start : quantity.start].replace("至", "").replace("到", "")
        if f"结转{context.year + 1}年" in lead:
            carry = [Phrase("carry", "out", clause_start, quantity.start)]
    start = min([p.start for p in before] + [quantity.start])
    received, both = _requests(("received",)), _requests(("received", "carried_in"))
    concluded, left = _requests(("concluded",)), _requests(("carried_out",))
    if carry:
        name = carry[-1].name
        if name == "bare":
            return _count((left, _requests(("carried_in",))), quantity, carry[-1].start)
        cells = left if name == "out" else _requests(("carried_in",))
        return _count((cells,), quantity, min(carry[-1].start, quantity.start))
    outcomes = [p for p in before if p.family == "outcome"]
    if outcomes:
        return _outcome(text, outcomes, quantity)
    following = [p for p in after if p.family == "outcome" and p.start - quantity.end <= 4]
    if text[quantity.end : quantity.end + 1] in "中里内":
        # 15件中予以公开6件: the whole, named again
        return None
    if following and not any(p.family in ("verb", "applicant") for p in before):
        rows = _OUTCOME_ROWS[following[0].name]
        return _count((_requests(rows),), replace(quantity, end=following[0].end), quantity.start)
    applicants = [p for p in before if p.family == "applicant"]
    if applicants:
        columns = _APPLICANTS[applicants[-1].name]
        readings = [
            _requests(rows, columns)
            for rows in (("received",), ("received", "carried_in"), ("concluded",))
        ]
        return _count(readings, quantity, applicants[-1].start)
    verbs = [p for p in before if p.family == "verb"]
    if state.assumed and not verbs:
        return None
    if not verbs:
        verbs = [p for p in after if p.family == "verb" and p.name == "conclude"]
        if verbs and "其中" not in text[:clause_start]:
            return _count((concluded, both, received), quantity, quantity.start)
        verbs = []
    names = {p.name for p in verbs}
    if state.within and "receive_new" not in names:
        return None
    if names == {"receive_new"}:
        return _count((received,), quantity, verbs[0].start)
    if names == {"receive"} and "收办" not in text[verbs[0].start : verbs[0].end]:
        return _count((received, both), quantity, verbs[0].start)
    if names == {"conclude"}:
        return _count((concluded, both), quantity, verbs[0].start)
    nouns = [p for p in before if p.family == "noun"]
    if names or nouns:
        statement = _count((received, both, concluded), quantity, start)
        # 主动公开28份、依申请公开40份 counts documents by their attribute
        return statement if names else replace(statement, other_scope=True)
    return None


def _outcome(text: str, outcomes: list[Phrase], quantity: Quantity) -> Statement | None:
    """予以公开71件 · 予以公开及部分公开的42件: one outcome, or outcomes joined by 和/及/或."""
    last = outcomes[-1]
    if quantity.start - last.end > 6:
        return None
    group = [last]
    for earlier in reversed(outcomes[:-1]):
        if text[earlier.end : group[0].start] in ("和", "及", "或", "与", "以及"):
            group.insert(0, earlier)
    if len(group) == 1 and text[last.start - 1 : last.start] in ("和", "及", "或", "与"):
        return None
    rows = tuple(row for p in group for row in _OUTCOME_ROWS[p.name])
    return _count((_requests(rows),), quantity, group[0].start)


def _all_requests(text: str, phrases: list[Phrase], alls: list[Phrase]) -> list[Statement]:
    """均予以公开; 均已办结, 全部办结 (not where time is spoken of: 均在法定期限内答复)."""
    if not alls or any(p.family == "timeliness" for p in phrases):
        return []
    mark = alls[0]
    concluded = _requests(("concluded",))
    outcomes = [p for p in phrases if p.family == "outcome" and p.start >= mark.start]
    if outcomes and outcomes[0].name == "granted" and outcomes[0].start - mark.end <= 5:
        if len(outcomes) > 1:
            return []
        granted = _requests(("granted",))
        return [Statement("all", (granted,), None, mark.start, outcomes[0].end, whole=(concluded,))]
    if text[mark.start : mark.end + 2] == "全部公开":
        return []
    done = [
        p
        for p in phrases
        if p.family == "verb" and p.name == "conclude" and 0 <= p.start - mark.end <= 3
    ]
    if done and text[done[0].start : done[0].end] in (
        "办结",
        "办理完毕",
        "答复",
        "处理完毕",
        "办理完成",
    ):
        both = _requests(("received", "carried_in"))
        received = _requests(("received",))
        return [
            Statement("all", (concluded,), None, mark.start, done[0].end, whole=(both, received))
        ]
    return []
