"""Shares: which part of which whole a percentage is of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CONCLUDED,
    PROCEEDINGS,
    RECEIVED,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome, outcome_rows_in, short_name
from review.claims.quantities import Quantity
from review.claims.scope import unknown
from review.claims.statements import State, Statement
from review.claims.verdicts import share_fits

_OPEN = requests(("granted",))
_OPEN_OR_PARTLY = requests(("granted", "partly_granted"))
_OF_TIME = ("按时", "按期", "期限", "时限", "及时", "满意", "准确", "覆盖", "知晓", "达标", "规范")
# what stands in parentheses says what else is counted as open: 公开率(含部分公开)
_OPEN_RATE = re.compile(
    r"(?<!部分)(?<!不予)(?<![不动])(?:予以|同意|答复|依法)?公开(?P<with>(?:和|及|或|与|、)(?:予以|同意)?部分公开|\([^()]*部分公开[^()]*\))?的?"
    r"(?:率|比例|比率|占比|占比例|占(?:全部)?(?:办结|答复)?件?(?:总数|总量|件数|数)?的?)(?P<behind>\([^()]*部分公开[^()]*\))?(?:为|是|达到?|约|已|近|超过?)*$"
)
_OF_FILES = re.compile("(?:文件|公文|政策|信息|目录|事项)[^,;。]{0,8}\\d")
_OPEN_BEFORE = re.compile("(?<![不分])公开(?:[和或及与、]|或者|以及)$")
_DONE_RATE = re.compile(r"(?P<word>办结率|答复率)(?:均|都|为|是|达到?|约|已|近|超过?)*$")
_OF_COUNT = re.compile(r"占.{0,12}?\d[\d,]*[件宗份起]的$")
_STATES = re.compile(
    r"(?:的|类|类的|方面|率)?(?:申请|答复|件数?|事项|情形|办件)?(?:的)?(?:最多|最少|数量?)?(?:则|仅|只|约|恰|恰好|正好|合计|共|各|大约|大致|已)*"
    r"(?:占(?:到|比|了|去|据|全部|总数|总量)*(?:例|重)?|比例|比重)?(?:的)?(?:则|也|均|为|是|达到?|仍|高达|约|近|有|恰|超过?|不足|不到|逾|接近)*"
)
_BEHIND = re.compile(
    r"(?:的)?(?:申请|答复|办件|件|是|为|属于|属|系|获得|得到|获|得以|被|由|来自|申请人|均|都|因|以)*"
)
_OPENED = re.compile(
    "(?:左右)?(?:申请|答复)?(?:均|都|已)?(?:获得?|得到|予以?|给予|被|依法|实现|得以)(?:了)?公开"
)
_TOGETHER = re.compile("(?P<many>[二两三四五])(?:者|项|类)|合计|合占|共占|一共")
_OF_MORE = re.compile("公开类|类答复|半数|过半|[,。;].*(?:公开|提供|处理)")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百]+[件宗份起]")
_HEDGED = re.compile(r"约|大致|大概|左右|近(?!年)|接近")


def _lead(clause: Clause, quantity: Quantity) -> str:
    """What stands before a figure since the last mark outside of parentheses."""
    text = clause.text[: quantity.start]
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[at], 0)
        if text[at] in ",;。、" and depth <= 0:
            return text[at + 1 :]
    return text


def share_statements(
    clause: Clause, quantity: Quantity, state: State, out: list[Statement]
) -> Iterator[Statement]:
    """The shares that one percentage of a clause states."""
    lead = _lead(clause, quantity)
    if any(word in lead for word in _OF_TIME):
        return
    if _HEDGED.search(lead[-4:]) and quantity.relation == "=":
        quantity = replace(quantity, relation="~")
    rate = _rate(clause, quantity, lead, state)
    if rate is not None:
        yield rate
        return
    counts = [s for s in out if s.kind in ("count", "zero") and s.end <= quantity.start]
    if re.search("(?:各|分别|依次)(?:约|均)?(?:占|为)", lead):
        yield from _in_order(clause, quantity, state, counts)
        return
    others = _of_others(clause, quantity, out)
    if others is not None:
        yield others
        return
    named = _of_named(clause, quantity, state, bool(counts))
    if named is not None:
        yield named
        return
    counted = _of_counted(clause, quantity, state, counts, lead)
    if counted is not None:
        yield counted


_OTHERS = re.compile("其[他它](?:组织|类|主体|申请人)*(?:的)?(?:占|为|约)*")


def _of_others(clause: Clause, quantity: Quantity, out: list[Statement]) -> Statement | None:
    """自然人79.2%,企业10.4%,其他2.1%: the last of the applicants, whose shares were told."""
    last = out[-1] if out else None
    if last is None or last.kind != "share" or ".received." not in last.readings[0][0]:
        return None
    if not _OTHERS.fullmatch(clause.text, clause.start, quantity.start):
        return None
    part = requests(("received",), ("other_org",))
    return _share(clause, part, quantity, clause.start, quantity.end, False)


def _rate(clause: Clause, quantity: Quantity, lead: str, state: State) -> Statement | None:
    """办结率, 公开率(含部分公开), 纠错率: shares that have a name."""
    begin = quantity.start - len(lead)
    if state.topic in ("request", ""):
        opened = _OPEN_RATE.search(lead)
        if opened:
            both = opened["with"] or opened["behind"]
            if unknown(_COUNTED.sub("", lead[: opened.start()])).strip("的"):
                return None  # 部门预决算公开率
            if _OF_FILES.search(clause.text, 0, begin) and "申请" not in clause.text[:begin]:
                return None  # 制发文件214件,公开198件,公开率92.5%
            parts = (_OPEN_OR_PARTLY,) if both else (_OPEN, _OPEN_OR_PARTLY)
            return Statement(
                "share", parts, quantity, begin + opened.start(), quantity.end, whole=(CONCLUDED,)
            )
        done = _DONE_RATE.search(lead)
        if done and (
            unknown(_COUNTED.sub("", lead[: done.start()]))
            or (state.topic != "request" and state.other_figure)
        ):
            return None  # 受理各类事项4.9万件,当场办结率92%
        if done:
            return Statement(
                "share", (CONCLUDED,), quantity, begin + done.start(), quantity.end,
                whole=(BOTH, RECEIVED), held=done["word"] == "办结率" and state.topic == "request",
            )  # fmt: skip
    if "纠错率" in lead:
        nouns = [p for p in clause.named("noun") if p.name in PROCEEDINGS]
        groups = PROCEEDINGS[nouns[-1].name] if nouns else state.groups
        if groups:
            return Statement(
                "share", (proceedings(groups, "corrected"),), quantity,
                begin + lead.index("纠错率"), quantity.end,
                whole=(proceedings(groups),), held=False,
            )  # fmt: skip
    return None


def _parts(clause: Clause) -> list[tuple[Reading, int, int, bool]]:
    """Outcomes and applicants named in a clause: their cells, their places, whether of applicants."""
    parts = [
        (requests(outcome_rows(name)), start, end, False)
        for name, start, end in outcome_rows_in(clause)
    ]
    parts += [
        (requests(("received",), APPLICANTS[p.name]), p.start, p.end, True)
        for p in clause.named("applicant")
    ]
    return sorted(parts, key=lambda part: part[1])


def _joined(clause: Clause, parts: Sequence[tuple[Reading, int, int, bool]]) -> Reading:
    """The cells of the last part and of those that 和, 及, 或 join to it."""
    cells, start = parts[-1][0], parts[-1][1]
    if cells == requests(("partly_granted",)) and _OPEN_BEFORE.search(clause.text, 0, start):
        cells, start = _OPEN_OR_PARTLY, start - 2
    for part in reversed(parts[:-1]):
        if clause.text[part[2] : start] not in ("和", "及", "与", "或", "以及", "、"):
            break
        cells, start = part[0] + cells, part[1]
    return cells


def _of_named(
    clause: Clause, quantity: Quantity, state: State, counted_before: bool
) -> Statement | None:
    """无法提供的占22.2%, 三成予以公开: a share of what is named and not counted."""
    if state.topic not in ("request", "") and clause.named("trap", "noun"):
        return None
    parts = _parts(clause)
    before = [p for p in parts if p[2] <= quantity.start]
    if before and clause.text.endswith("占", clause.start, before[-1][1]) and counted_before:
        return None  # 共70件,占无法提供类的81%: of that group
    counted = any(q.end <= quantity.start and not q.percent for q in clause.quantities)
    plain = quantity.relation == "=" and clause.text[quantity.end - 1] == "%"
    if before and not counted:
        between = clause.text[before[-1][2] : quantity.start]
        if not _STATES.fullmatch(between):
            return None
        held = plain and state.topic == "request" and "占" in between and not before[-1][3]
        return _share(clause, _joined(clause, before), quantity, before[-1][1], quantity.end, held)
    if counted:
        return None
    lead = clause.text[clause.start : quantity.start]
    behind = [p for p in parts if p[1] >= quantity.end]
    if behind and re.fullmatch("(?:其中|另外?|另有|其余|有|约|近)*", lead):
        if _BEHIND.fullmatch(clause.text[quantity.end : behind[0][1]]):
            return _share(clause, behind[0][0], quantity, quantity.start, behind[0][2], False)
    rest = clause.text[quantity.end : clause.end].removeprefix("的")
    name = "granted" if _OPENED.fullmatch(rest) else short_name(rest)
    if name and not behind and re.fullmatch("(?:其中|另外?|另有|其余|有|约|近)*", lead):
        part = requests(outcome_rows(name))
        return _share(clause, part, quantity, quantity.start, clause.end, False)
    spoken = state.spoken
    if spoken and counted_before and not is_outcome(spoken.readings[0]):
        return None  # 公开1件,系企业申请,占20%
    if spoken is not None and not parts and _STATES.fullmatch(lead.removeprefix("但")):
        return _share(clause, spoken.readings[0], quantity, clause.start, quantity.end, False)
    return None


def _share(
    clause: Clause, part: Reading, quantity: Quantity, start: int, end: int, held: bool
) -> Statement:
    wholes: tuple[Reading, ...] = (CONCLUDED,) if is_outcome(part) else (RECEIVED, BOTH)
    if held:
        wholes = (CONCLUDED, BOTH, RECEIVED)
    return Statement("share", (part,), quantity, start, end, whole=wholes, held=held)


def _in_order(
    clause: Clause, quantity: Quantity, state: State, counts: list[Statement]
) -> Iterator[Statement]:
    """二者各占75%和25%: the percentages of the counts before, in their order; 各占一半: of each."""
    percents = [q for q in clause.quantities if q.percent]
    parts = [s for s in counts if not s.total and s.readings[0][0].startswith("requests.")]
    named = [p[0] for p in _parts(clause) if p[2] <= quantity.start]
    listed = [c.readings[0] for c in state.pending if c.topic == "request"] + named
    if len(percents) > 1:
        place = percents.index(quantity)
        last = parts[-len(percents) :]
        readings = [last[place].readings[0]] if len(last) == len(percents) else []
    elif len(listed) > 1:
        readings = listed
    else:
        readings = [s.readings[0] for s in _last_list(clause, parts)]
    for reading in readings:
        yield Statement(
            "share", (reading,), quantity, quantity.start, quantity.end,
            whole=(CONCLUDED, RECEIVED, BOTH), held=False,
        )  # fmt: skip


def _last_list(clause: Clause, parts: list[Statement]) -> list[Statement]:
    """The counts at the end that 、 or a comma parts, and nothing else."""
    out: list[Statement] = []
    end = clause.start
    for statement in reversed(parts):
        between = clause.text[statement.end : end]
        if len(between) > 12 or "。" in between or any(char.isdigit() for char in between):
            break
        out.insert(0, statement)
        end = statement.start
    return out if len(out) > 1 else []


def _of_counted(
    clause: Clause, quantity: Quantity, state: State, counts: list[Statement], lead: str
) -> Statement | None:
    """39件,占83%: the share of what was counted just before."""
    words = clause.text[clause.start : quantity.start]
    alone = not words.strip("达约近仍过超") and quantity.end == clause.end
    in_words = clause.text[quantity.end - 1] != "%"
    if not ("占" in words or clause.depth or (alone and in_words)):
        return None
    whole_value = state.base_value
    if len(counts) > 1 and _OF_COUNT.search(words):
        # 占办结总数3件的60%: the last count is the whole
        whole_value = counts.pop().quantity.value  # type: ignore[union-attr]
        words = words.split("占")[0] + "占"
    subject = counts[-1] if counts else None
    if subject is None or quantity.start - subject.end > 24:
        return None
    between = clause.text[subject.end : quantity.start]
    if any(char.isdigit() for char in between) and not _OF_COUNT.search(between):
        return None
    if _OF_MORE.search(between):
        return None  # 部分公开4件,公开类答复刚过半,占53.1%
    together = _TOGETHER.search(words)
    if together:
        # 二者合计占53.5%: of those counted side by side
        many = {"三": 3, "四": 4, "五": 5}.get(together["many"] or "", 2)
        parts = _last_list(clause, [s for s in counts if not s.total])
        if len({s.readings[0][0].split(".")[0] for s in parts}) != 1 or len(parts) < many:
            return None
        cells = tuple(dict.fromkeys(k for s in parts[-many:] for k in s.readings[0]))
        subject = replace(subject, readings=(cells,), held=False)
    wholes = _wholes(subject, words, state)
    if not wholes:
        return None
    if subject.total and subject.readings[0] in wholes:
        return None  # 受理8.3万件,即办件占比超过七成: of what is not counted
    if wholes == (RECEIVED,):
        # 占新收量的79.5%: of the new ones alone
        new = tuple(r for r in subject.readings if all(".received." in key for key in r))
        subject = replace(subject, readings=new or subject.readings)
    held = subject.held
    if state.applicant and is_outcome(subject.readings[0]):
        # 自然人申请中,办结42件,予以公开13件,占31%
        columns = APPLICANTS[state.applicant]
        wholes = (*wholes, requests(("concluded",), columns), requests(("received",), columns))
        held = False
    start = clause.start + max(words.find("占"), 0)
    of_requests = subject.readings[0][0].startswith("requests.")
    same = state.base is not None and state.base.topic == (
        "request" if of_requests else "proceeding"
    )
    stated = whole_value if same or whole_value != state.base_value else None
    if state.carried_in and whole_value == state.base_value and is_outcome(subject.readings[0]):
        stated = None  # 新收4件,上年结转1件: what became of five
    return Statement(
        "share", subject.readings, quantity, start, quantity.end, whole=wholes,
        held=held and not _explained(clause, subject, quantity) and not (in_words and quantity.relation == "="), whole_value=stated,
    )  # fmt: skip


_FIGURE = re.compile(r"(?<![\d.])\d[\d,]*(?=[件宗份起][^,。;\d]{0,10}[中里])")


def _explained(clause: Clause, subject: Statement, quantity: Quantity) -> bool:
    """未能公开的19件中,不予公开5件,占26.3%: whether another figure before it is the whole."""
    if subject.quantity is None:
        return False
    wholes = [int(f.replace(",", "")) for f in _FIGURE.findall(clause.text, 0, subject.end)]
    part = subject.quantity.value
    return any(w > part and share_fits(quantity, part, w) for w in wholes)


_GROUP_NAMES = {
    "不予公开": "withheld", "无法提供": "unavailable", "不予处理": "not_processed", "其他处理": "other",
}  # fmt: skip
_OF_GROUP = re.compile(
    "占(?:全部|所有)?(?P<group>不予公开|无法提供|不予处理|其他处理)(?:类|的|件|申请|答复|总|数|量|情形)*$"
)


def _wholes(subject: Statement, words: str, state: State) -> tuple[Reading, ...]:
    """What a counted part may be a share of."""
    first = subject.readings[0]
    if first[0].startswith("requests."):
        group = _OF_GROUP.search(words)
        if group and is_outcome(first):
            # 占无法提供类的72.3%
            rows = outcome_rows(_GROUP_NAMES[group["group"]])
            if set(first) < set(requests(rows)):
                return (requests(rows),)
        if "新收" in words:
            return (RECEIVED,)
        if "收到" in words or "受理" in words:
            return (RECEIVED, BOTH)
        if "办结" in words or "答复" in words:
            return (CONCLUDED,)
        row = first[0].split(".")[1]
        if row in ("received", "carried_in"):
            return (RECEIVED, BOTH)
        return (CONCLUDED, BOTH, RECEIVED)
    if first[0].startswith("proceedings."):
        groups = tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in first))
        return (proceedings(groups), proceedings(state.counted or groups))
    return ()


__all__ = ["share_statements"]
