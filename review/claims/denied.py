"""What a negation denies: the things named behind it, or before it."""

import re
from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    DECISIONS,
    DOCUMENTS,
    GROUPS,
    PROCEEDINGS,
    RECEIVED,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.phrases import Phrase
from review.claims.quantities import Quantity
from review.claims.statements import Context, State, Statement

# what may follow the object up to the clause's end without changing what there was none of
HARMLESS_TAIL = re.compile(
    r"(?:的)?(?:案件|情况|情形|事项|事件|现象|件|信函|来函|等|案例|申请|需求|业务|继续|办理|和|及|或|的|数量|案|发生|产生|问题|出台|制发|制定|印发|表|要求|诉求)*"
)
_CAUSED = re.compile(
    r"涉及|关于|针对|按时|及时|规范|依法|超期|逾期|到期|有效|书面|当面|网络|信函|现场|邮件"
)


# 未收到书面或网上申请: by whatever channel
_CHANNEL = "(?:书面|当面|网络|网上|信函|现场|邮件|线上|线下|邮寄|在线)(?:的)?(?:申请)?"
_BY_ALL_CHANNELS = re.compile(f"{_CHANNEL}(?:(?:或者|以及|[和或及、与]){_CHANNEL})+")


def zero_at(at: int) -> Quantity:
    """The quantity of a negation, which has no figure of its own."""
    return Quantity(0, "=", "", at, at)


def _cells_of(noun: Phrase, verb: str) -> tuple[Reading, ...]:
    if noun.name in PROCEEDINGS:
        return (proceedings(PROCEEDINGS[noun.name]),)
    if noun.name in DOCUMENTS:
        column = {"repeal": "repealed", "in_force": "in_force"}.get(verb, "issued")
        return ((f"proactive.{noun.name}.{column}",),)
    if noun.name in DECISIONS:
        return ((f"proactive.{noun.name}.decisions",),)
    if noun.name == "fees":
        return (("proactive.fees.amount",),)
    return (RECEIVED,)


_EVENT_VERBS = {"废止": "repeal", "现行": "in_force"}


_NO_OUTCOMES = re.compile(
    "(?:全年|本年度?|年内|20\\d\\d年)?(?:没有|无)(?:不予公开|不予处理|无法提供|其他处理|[和及、或]|以及)+(?:的)?(?:情形|情况|申请|答复|事项|案件)*"
)


_HAS_NONE = re.compile("未有|尚无|暂无|没有|[无没未零]|并无|均无|也无|亦无|不存在")


def _without_noun(
    behind: list[Phrase], clause: Clause, negation: Phrase, state: State
) -> Iterator[Statement]:
    """无废止 of the documents spoken of; 无不予公开、无法提供等情形 of requests."""
    if not behind or behind[0].start - negation.end > 2:
        return
    text = clause.text[negation.start : negation.end]
    first = behind[0]
    columns = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
    if first.family == "verb" and first.name in columns and state.noun:
        column = (f"proactive.{state.noun}.{columns[first.name]}",)
        yield Statement(
            "zero", (column,), zero_at(first.end), negation.start, first.end, held=False
        )
    elif first.family == "outcome" and state.topic == "request" and _HAS_NONE.match(text):
        outcomes = [p for p in behind if p.family == "outcome"]
        only = bool(_NO_OUTCOMES.fullmatch(clause.words))
        groups = only and all(p.name in GROUPS or "." in p.name for p in outcomes)
        for p in outcomes:
            reading = requests(outcome_rows(p.name))
            yield Statement("zero", (reading,), zero_at(p.end), negation.start, p.end, held=groups)


_SOMEONE = re.compile(
    "^(?:任何)?(?:当事人|申请人|相对人|公民|群众|企业|单位|人)(?:就此|因此|为此|对此)?(?:向[^,]{1,6})?(?:提起|提出|申请)(?:过)?"
)


def objects_denied(
    behind: list[Phrase], clause: Clause, negation: Phrase, state: State, context: Context
) -> Iterator[Statement]:
    """What follows the negation: 未收到政府信息公开申请, 未发生行政复议、行政诉讼案件."""
    text = clause.text
    words = text[negation.start : negation.end]
    nouns = [p for p in behind if p.family == "noun"]
    if not nouns:
        yield from _without_noun(behind, clause, negation, state)
        return
    results = [p for p in behind if p.family == "result" and p.start < nouns[0].start]
    if results or any(p.family == "outcome" and p.start < nouns[0].start for p in behind):
        return
    gap = text[negation.end : nouns[0].start]
    if gap.startswith("再"):
        return  # 均未再提出申请: these persons
    gap = _SOMEONE.sub("", gap)
    if _CAUSED.search(_BY_ALL_CHANNELS.sub("", gap)) or len(gap) > 30:
        return
    last = nouns[-1]
    cases = [p for p in nouns if p.name in PROCEEDINGS]
    if cases:
        if (
            negation.name == "none"
            and len(gap) > 2
            and not ("因" in gap or "信息公开" in gap or "申请" in gap or "由" in gap)
        ):
            return
        held = bool(HARMLESS_TAIL.fullmatch(text[cases[-1].end : clause.end]))
        groups = tuple(dict.fromkeys(g for p in cases for g in PROCEEDINGS[p.name]))
        yield Statement(
            "zero",
            (proceedings(groups),),
            zero_at(cases[-1].end),
            negation.start,
            cases[-1].end,
            held=held,
        )
        return
    if last.name in DOCUMENTS | DECISIONS or last.name == "fees":
        verb = next((name for word, name in _EVENT_VERBS.items() if word in words + gap), "issue")
        # 没有印发…, 没有现行有效的…: as good as 未印发
        first = behind[0]
        event = negation.name == "event" or (first.family == "verb" and first.start == negation.end)
        published = any(w in text[negation.start : clause.end] for w in ("公开", "公示", "事项"))
        for noun in [p for p in nouns if p.name in DOCUMENTS | DECISIONS or p.name == "fees"]:
            held = (
                not published
                and event
                and bool(
                    HARMLESS_TAIL.fullmatch(text[last.end : clause.end])
                    or "决定" in text[last.end : clause.end]
                )
            )
            yield Statement(
                "zero",
                _cells_of(noun, verb),
                zero_at(noun.end),
                negation.start,
                noun.end,
                held=held,
            )
        return
    weak = all(p.name == "application" for p in nouns)
    if weak and not context.on_request and text[negation.start : negation.end] != "零":
        return
    giver = bool(behind) and behind[0].family == "giver" and behind[0].end == nouns[0].start
    if negation.name == "none" and nouns[0].start - negation.end > 8 and not giver:
        return
    channels = any(p.family == "channel" for p in clause.phrases)
    if any(p.family == "carry" for p in clause.phrases) or (
        channels and not _BY_ALL_CHANNELS.search(text, negation.end, last.end)
    ):
        return
    applicants = [p for p in behind if p.family == "applicant" and p.start < last.start]
    if applicants:
        # 未收到企业、律师事务所提出的申请
        columns = tuple(c for p in applicants for c in APPLICANTS[p.name])
        reading = requests(("received",), columns)
        yield Statement("zero", (reading,), zero_at(last.end), negation.start, last.end, held=False)
        return
    held = bool(HARMLESS_TAIL.fullmatch(text[last.end : clause.end]))
    yield Statement("zero", (RECEIVED,), zero_at(last.end), negation.start, last.end, held=held)


_NOT_DONE = (
    "收件",
    "来件",
    "办件",
    "收到",
    "发生",
    "收到申请",
    "使用",
    "实施",
    "作出",
    "采取",
    "动用",
    "用",
    "办理",
    "产生",
    "出现",
    "收取",
    "开展",
    "的",
)


def subjects_denied(
    before: list[Phrase], clause: Clause, negation: Phrase, state: State
) -> Iterator[Statement]:
    """What stands before the negation: 行政复议、行政诉讼未发生, 政府信息公开申请未收到."""
    text = clause.text
    words = text[negation.start : negation.end]
    tail = text[negation.end : clause.end].strip("。")
    if negation.name == "none" and tail and tail.removesuffix("过") not in _NOT_DONE:
        return
    if negation.name == "event" and words not in (
        "未使用", "没有使用", "未实施", "没有实施", "未采取", "没有采取", "未发生", "没有发生", "未产生", "没有产生", "未收到", "没有收到", "未出现", "没有出现", "尚无", "均未发生", "均未收到", "均未产生",
    ):  # fmt: skip
        return
    results = [p for p in before if p.family == "result"]
    if results and results[-1] is before[-1] and (state.counted or state.groups):
        # 尚未审结的没有
        reading = proceedings(state.counted or state.groups, results[-1].name)
        yield Statement(
            "zero", (reading,), zero_at(negation.end), results[-1].start, negation.end, held=False
        )
        return
    nouns = [p for p in before if p.family == "noun"]
    if not nouns or any(p.family in ("verb", "trap") and p.start > nouns[-1].end for p in before):
        return
    start = nouns[0].start
    lead = text[max(clause.start, start - 2) : start]
    held = not _CAUSED.search(lead) and bool(
        HARMLESS_TAIL.fullmatch(text[negation.end : clause.end])
    )
    cases = [p for p in nouns if p.name in PROCEEDINGS]
    if cases:
        groups = tuple(dict.fromkeys(g for p in cases for g in PROCEEDINGS[p.name]))
        yield Statement(
            "zero",
            (proceedings(groups),),
            zero_at(negation.end),
            cases[0].start,
            negation.end,
            held=held,
        )
    elif nouns[-1].name in DOCUMENTS | DECISIONS:
        column = "issued" if nouns[-1].name in DOCUMENTS else "decisions"
        reading = (f"proactive.{nouns[-1].name}.{column}",)
        held = held and nouns[-1].name in DECISIONS
        yield Statement(
            "zero", (reading,), zero_at(negation.end), nouns[-1].start, negation.end, held=held
        )
    elif any(p.name == "request" for p in nouns):
        yield Statement("zero", (RECEIVED,), zero_at(negation.end), start, negation.end, held=held)


__all__ = ["HARMLESS_TAIL", "objects_denied", "subjects_denied", "zero_at"]
