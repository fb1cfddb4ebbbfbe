"""Requests carried over: from the year before, and into the next one."""

import re

from review.claims.cells import APPLICANTS, BOTH, TOTAL, Reading, requests
from review.claims.clauses import Clause
from review.claims.phrases import Phrase
from review.claims.quantities import Quantity
from review.claims.statements import Around, Concept, Context

_CARRIED_WORD = re.compile("[结接]转|转结|转入|转来|遗留|转下|转至|结存")
_BESIDES = ("连同", "加上", "算上", "加之", "另加")
_NEW_AND_OLD = ("含", "包括", "连同", "加上", "加", "算上")


def carried_over(
    clause: Clause, around: Around, quantity: Quantity, context: Context
) -> Concept | None:
    """What a figure counts beside 结转, 在办, 遗留: requests carried in, or carried out."""
    before, behind = around.before("carry"), around.behind("carry")
    before = [p for p in before if not _AMONG_IN_HAND.match(clause.text, p.end)]
    carry = before or [p for p in behind if p.start - quantity.end <= 12]
    lead = clause.text[clause.start : quantity.start]
    name = carry[-1].name if before else (carry[0].name if carry else "")
    after = clause.text[quantity.end : clause.end]
    year = context.year
    if year is not None and (
        _CARRIED_WORD.search(lead) or ("转" in after and name in ("", "bare"))
    ):
        plain = (lead + after).replace("至", "").replace("到", "").replace("入", "")
        if f"转{year + 1}年" in plain or f"{year + 1}年继续" in plain:
            name = "out"
        elif f"{year - 1}年" in lead and name in ("", "bare"):
            name = "in"
    old = year is not None and _kept_from(lead, after, year - 1)
    if old and name in ("", "pending"):
        name = "in"
    if name == "bare" and carry and _ON.match(clause.text, carry[-1 if before else 0].end):
        name = "out"
    if not name:
        return None
    if before and _NEW_AND.search(clause.text[clause.start : before[-1].start]):
        # 本年新收和上年结转的申请共12件
        begin = before[-1].start
        return Concept("request", (BOTH,), begin, quantity.end, total=True)
    start = min([p.start for p in before[-1:]] + [quantity.start])
    end = quantity.end if before or not carry else carry[0].end
    columns: tuple[str, ...] = TOTAL
    applicants = around.before("applicant")
    if applicants:
        columns = APPLICANTS[applicants[-1].name]
    busy = [
        p
        for p in around.left
        if p.family in ("verb", "outcome") and before and p.start > before[-1].end
    ]
    into: tuple[Reading, ...] = (requests(("carried_in",), columns),)
    out: tuple[Reading, ...] = (requests(("carried_out",), columns),)
    if busy and before and name != "out":
        # 上年结转办结8件: of the old ones, which the table does not count apart
        return Concept("request", into, start, end, held=False)
    if name == "pending" and _word_of(clause, carry, bool(before)).startswith("待办"):
        # 全年待办46件: all that were to be handled
        return Concept("request", (*out, requests(("received", "carried_in"), columns)), start, end)
    if name == "pending":
        return Concept("request", out, start, end, held=bool(before) or not around.left)
    if name == "in":
        return Concept("request", into, start, end)
    if name == "out":
        return Concept("request", out, start, end)
    if (
        before
        and _KEPT_OUT.search(clause.text, quantity.end)
        and not _KEPT_OUT.search(clause.text[: quantity.start])
    ):
        # 新收34件、结转1件,办结33件,2件转到下年度
        return Concept("request", into, start, end)
    return Concept("request", out + into, start, end)


_AMONG_IN_HAND = re.compile("(?:的)?(?:申请|件)?(?:当中|之中|里面|[中里])(?![止断])")
_KEPT_BEHIND = re.compile(
    r"(?:是|为|系|由|属|属于)*(?:上一?年度?|去年|往年|(?P<year>20\d\d)年)(?:度)?(?:末|底|\d{1,2}月)?[^,。;]{0,4}?(?:收|接收|受理|接|留|结转|转|遗留|剩|延续|带|办理)[^,。;]{0,6}"
)
_KEPT_BEFORE = re.compile(
    r"(?:从|自|由)?(?:上一?年度?|去年|(?P<year>20\d\d)年)(?:度)?(?:末|底)?(?:的)?[^,。;\d]{0,4}?(?:接续办理|接续|未办结?|未结|留下|遗留|剩余|剩下|旧存|没办完|未办完|余留)(?:的)?(?:有)?$"
)


_ON = re.compile("(?:至|到|入)?(?:下|次|明|来)一?年")
_NEW_AND = re.compile("新收(?:到)?(?:的)?(?:和|与|及|以及|加|连同)$")
_KEPT_OUT = re.compile("(?:结转|转结|接转|转|顺延|留)(?:至|到|入|待)?(?:下|次|明|来)一?年")


def _kept_from(lead: str, after: str, year: int) -> bool:
    """1件是上一年度接收的, 从2020年接续办理1件: kept from the year before."""
    behind = _KEPT_BEHIND.fullmatch(after) if lead in ("", "有", "其中", "另有", "另") else None
    match = behind or _KEPT_BEFORE.search(lead)
    return bool(match and (match["year"] is None or int(match["year"]) == year))


def _word_of(clause: Clause, carry: list[Phrase], before: bool) -> str:
    """The word of carrying over that a figure belongs to; "" where there is none."""
    if not carry:
        return ""
    phrase = carry[-1] if before else carry[0]
    return clause.text[phrase.start : phrase.end]


def includes_old(clause: Clause) -> bool | None:
    """含上年结转: True; 不含上年结转: False; None where the clause says neither."""
    carry = [p for p in clause.named("carry") if p.name in ("in", "bare")]
    if not carry or clause.named("negation"):
        return None
    lead = clause.text[clause.start : carry[0].start]
    if "不含" in lead or "不包括" in lead or "不计" in lead:
        return False
    if not clause.depth and any(word in lead for word in _BESIDES):
        return False  # 收到15件,加上上年结转的3件: the new ones alone
    said = "其中" in lead or any(word in lead for word in _NEW_AND_OLD)
    return True if said or (clause.depth and lead in ("", "有")) else None


__all__ = ["carried_over", "includes_old"]
