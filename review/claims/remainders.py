"""其余6件: what is left when parts have been told; and wholes that are named again (办结的16件中)."""

import re
from functools import cache
from itertools import pairwise

from review.claims.applicants import of_applicants
from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CARRIED_OUT,
    CONCLUDED,
    NOT_PROCESSED,
    OTHER,
    RECEIVED,
    UNAVAILABLE,
    WITHHELD,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome
from review.claims.phrases import Phrase, lexicon
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.statements import Around, Concept, State
from review.claims.told import told_outcomes

_REST = re.compile(
    r"(?:其余|剩余|剩下|余下|余|剩|尚余|还剩|尚剩|仅余|仅剩|另外?|另有)(?:的|有|未办|未办结|申请)*$"
)
_ANY_REST = re.compile("[余剩另]")
_ONLY_REST = re.compile(r"(?:其余|剩余|剩下|余下|余|剩|尚余|还剩|尚剩|仅余|仅剩)(?:的|有|申请)*$")
_KEPT = re.compile(
    r"(?:\([^()]*\))?[^,。;]{0,8}?(?:结转|转入|转至|跨年|顺延|在办|办理中|延至|延期|跨到|留到|留待)"
)
_ARE = re.compile("(?:申请)?(?:均|都|全部|皆)?(?:为|是|系|由|来自)?")
_ROWS = ("granted", "partly_granted", *WITHHELD, *UNAVAILABLE, *NOT_PROCESSED, *OTHER)
_COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
_AGAIN = re.compile(
    r"(?:政府信息公开|信息公开)?(?:新收)?(?:申请|办结件|答复件|办件)?(?:当中|之中|里面|里头|之内|[中里]|内(?![容部网]))(?![请止断])"
)
_IN_HAND = re.compile(r"(?:的)?(?:在办|待办|经办|承办|办理)(?:的)?")
_DONE = re.compile(r"(?:办结|答复|办理|处理|办完)了?的(?:这|那)?$")
_DONE_BEHIND = re.compile(r"(?:已)?(?:办结|答复|办完)(?:的)?(?:件|申请)")
_NEW = re.compile(r"(?:新收|收到|受理|接收|所收)了?的?(?:这|那)?$")


def rest_of(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """What 其余, 剩余, 余 before a figure counts."""
    if state.topic != "request" or quantity.unit not in CASE_UNITS or not quantity.unit:
        return None
    lead = clause.text[around.start : quantity.start]
    match = _REST.search(lead) if _ANY_REST.search(lead) else None
    if match is None or (state.last is None and state.base is None):
        return None
    start = around.start + match.start()
    behind = around.behind("outcome")
    if behind and around.behind("all"):
        leaves = [p for p in behind if "." in p.name][:1] or behind
        rows = tuple(row for p in leaves for row in outcome_rows(p.name))
        return Concept("request", (requests(rows),), start, behind[-1].end)
    whose = around.behind("applicant")
    if len(whose) == 1 and _ARE.fullmatch(clause.text, quantity.end, whose[0].start):
        columns = APPLICANTS[whose[0].name]
        tail = clause.text[whose[0].end :]
        if _OTHERWISE.match(tail):
            # 其余1件企业申请作其他处理
            others = (requests(("other.other",), columns), requests(OTHER, columns))
            return Concept("request", others, start, clause.end, False)
        row = "carried_out" if _STILL_IN_HAND.match(tail) else "received"
        several = None
        if row == "received" and clause.next_mark == "、" and not state.within:
            several = _several(clause, whose[0])
        reading = requests((row,), several or columns)
        return Concept("request", (reading,), start, whose[0].end, False)
    if len(whose) > 1 and _ARE.fullmatch(clause.text, quantity.end, whose[0].start):
        gaps = [clause.text[a.end : b.start] for a, b in pairwise(whose)]
        if all(gap in ("和", "及", "与", "以及", "、") for gap in gaps):
            # 其余3件由社会公益组织和法律服务机构提出
            columns = tuple(c for p in whose for c in APPLICANTS[p.name])
            reading = requests(("received",), columns)
            return Concept("request", (reading,), start, whose[-1].end, False)
    if any(p.family != "limit" for p in around.left) or behind or not _ONLY_REST.search(lead):
        return None
    if _KEPT.match(clause.text, quantity.end):
        return Concept("request", (CARRIED_OUT,), start, held=False)
    told = told_outcomes(clause.text[quantity.end : clause.end])
    readings = [requests(outcome_rows(n)) for n in told] + list(_rests(state))
    return Concept("request", tuple(dict.fromkeys(readings)), start, held=False)


_OTHERWISE = re.compile("(?:提出的?)?(?:申请|的)?(?:则|均|都)?(?:作|按|归入|以)其[他它]处理")
_STILL_IN_HAND = re.compile(
    "(?:提出的?)?(?:申请|的)?(?:尚|仍|还|正)(?:在|处于)?(?:法定)?(?:办理|答复|期限)"
)
_SEVERAL = re.compile(
    "(?:、[^,。;:()]{2,8}?){0,4}(?:[和及]|以及)(?P<last>[^,。;:()]{2,6}?)(?:提出|申请)"
)


def _several(clause: Clause, first: Phrase) -> tuple[str, ...] | None:
    """The columns of 科研机构、社会公益组织及其他主体 behind a figure; None where one is unknown."""
    match = _SEVERAL.match(clause.text, first.end)
    if match is None:
        return None
    names = [first.name]
    for word in re.split("[、和及以]", clause.text[first.end : match.end("last")].strip("、")):
        name = _whose().get(word) or ("other_org" if word.startswith(("其他", "其它")) else None)
        if word and name is None:
            return None
        names += [name] if name else []
    return tuple(dict.fromkeys(c for n in names for c in APPLICANTS[n]))


@cache
def _whose() -> dict[str, str]:
    return {word: name for name, words in lexicon()["applicant"].items() for word in words}


def _rests(state: State) -> list[Reading]:
    rows = [r for r in _ROWS if f"requests.{r}.total" not in state.told]
    columns = [c for c in _COLUMNS if f"requests.received.{c}" not in state.told]
    rest: list[Reading] = []
    last = state.last.readings[0] if state.last else ()
    if last and is_outcome(last) and len(rows) < len(_ROWS):
        rest.append(requests(rows))
    elif last and last[0].startswith("requests.received.") and len(columns) < len(_COLUMNS):
        rest.append(requests(("received",), columns))
    return [*rest, CARRIED_OUT]


def is_whole_again(clause: Clause, quantity: Quantity) -> bool:
    """15件中予以公开6件: the whole, named again."""
    in_hand = _IN_HAND.match(clause.text, quantity.end)
    return bool(_AGAIN.match(clause.text, in_hand.end() if in_hand else quantity.end))


def whole_again(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """The whole that is named again: of requests in the order that its words suggest, or of cases."""
    if quantity.unit not in CASE_UNITS or not quantity.unit:
        return None
    if state.topic == "proceeding" and state.counted:
        readings = tuple(dict.fromkeys((proceedings(state.counted), proceedings(state.groups))))
        return Concept("proceeding", readings, quantity.start, held=False)
    if state.topic != "request":
        return None
    applicants = around.before("applicant")
    if applicants:
        # 自然人提出的30件中,予以公开12件
        return of_applicants(APPLICANTS[applicants[-1].name], applicants[-1].start, state)
    readings = wholes(clause, around, quantity, state)
    return Concept("request", readings, quantity.start, held=False, total=True)


def wholes(clause: Clause, around: Around, quantity: Quantity, state: State) -> tuple[Reading, ...]:
    """Readings of a whole of requests: as its words say, else as it was counted before."""
    lead = clause.text[around.start : quantity.start]
    done = any(p.name == "conclude" for p in around.before("verb"))
    if done or _DONE.search(lead) or _DONE_BEHIND.match(clause.text, quantity.end):
        return (CONCLUDED, BOTH, RECEIVED)
    if _NEW.search(lead) or clause.text.startswith("新收", quantity.end):
        return (RECEIVED, BOTH, CONCLUDED)
    base = state.base
    if base is not None and base.topic == "request" and state.base_value == quantity.value:
        return tuple(dict.fromkeys((*base.readings, RECEIVED, BOTH, CONCLUDED)))
    return (RECEIVED, BOTH, CONCLUDED)


__all__ = ["is_whole_again", "rest_of", "whole_again", "wholes"]
