"""Negations that say "none": 未收到…申请, 未发生…复议、诉讼, 无结转, 未制发规范性文件, 无一被纠错."""

import re
from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    CONCLUDED,
    DOCUMENTS,
    PROCEEDINGS,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.denied import HARMLESS_TAIL, objects_denied, subjects_denied, zero_at
from review.claims.phrases import Phrase
from review.claims.scope import limits
from review.claims.statements import Context, State, Statement

_NO_ZERO = re.compile(
    r"未(?:按|经|及时|公开|能|履行|达|尽|完|到|知|成|来)|无(?:正当|障碍|关|缝|偿|差别|误|故|理|法|效)|没有(?:及时|按|现成)|不存在(?:未|超|不|按|逾)"
)


def negated(clause: Clause, state: State, context: Context) -> Iterator[Statement]:
    """The zeros that a clause's negations assert; none where they negate something else."""
    negations = clause.named("negation")
    seen: set[tuple[str, ...]] = set()
    for at, negation in enumerate(negations):
        stop = negations[at + 1].start if at + 1 < len(negations) else clause.end
        for statement in _negated(clause, negation, stop, state, context):
            if statement.readings[0] not in seen:
                seen.add(statement.readings[0])
                yield statement


_KEPT_ON = re.compile(
    "(?:需要?|一件|申请|任何|件|尾巴)*(?:结转|转|转入|顺延|延续|留|拖|跨|压|带)(?:至|到|入)?(?:明年度年|第二年|来年|次年|明年|下一?年度?)(?:继续办理|办理|答复)?(?:的)?(?:未结|未办结)?(?:申请|件|事项)?"
)


_OUT_OF_TIME = re.compile("超期|逾期|超时|超过")


def _negated(
    clause: Clause, negation: Phrase, stop: int, state: State, context: Context
) -> Iterator[Statement]:
    text = clause.text
    if _NO_ZERO.match(text[negation.start : negation.end + 2]):
        return
    if negation.name == "nobody":
        yield from _nobody(clause, negation, state)
        return
    behind = [p for p in clause.phrases if p.start >= negation.end]
    before = [p for p in clause.phrases if p.end <= negation.start]
    if any(p.family in ("trap", "timeliness") for p in behind[:1]) or limits(clause, behind[:1]):
        return
    carry = [p for p in behind if p.family == "carry" and p.start - negation.end <= 8]
    if carry and _OUT_OF_TIME.search(text, negation.end, carry[0].start):
        return  # 没有发生因超期未答复引起的投诉
    carry.sort(key=lambda p: (p.name == "bare", p.start))
    if not carry and context.year is not None:
        kept = _KEPT_ON.match(text.replace(f"{context.year + 1}年", "明年度年"), negation.end)
        if kept and kept.end() <= clause.end and state.topic in ("request", ""):
            # 没有转入2024年的件, 没有拖到第二年的
            at = zero_at(kept.end())
            yield Statement("zero", (CARRIED_OUT,), at, negation.start, kept.end(), held=False)
            return
    known = state.topic == "request" or _NO_CARRY.fullmatch(clause.words)
    if carry and (known or carry[0].name in ("in", "out")):
        yield from _no_carry(clause, negation, carry[0], state)
        return
    if (
        not carry
        and text[negation.end : negation.end + 1] == ""
        and before
        and before[-1].family == "carry"
    ):
        carry = [before[-1]]
        yield from _no_carry(clause, negation, carry[0], state)
        return
    verbs = _verbs_of_documents(clause, negation, behind, stop)
    if verbs and (state.noun or any(p.name in DOCUMENTS for p in behind)):
        noun = next((p for p in behind if p.name in DOCUMENTS), None)
        yield from _no_documents(clause, negation, verbs, noun, state)
        return
    results = [p for p in behind if p.family == "result"]
    if results and results[0] is behind[0] and results[0].start - negation.end <= 2:
        cases = [p for p in before if p.family == "noun" and p.name in PROCEEDINGS]
        yield from _no_result(results[0], negation, cases, state)
        return
    applicants = [p for p in behind if p.family == "applicant"]
    if applicants and applicants[0] is behind[0] and applicants[0].start == negation.end:
        yield from _no_applicants(clause, negation, applicants, behind, state)
        return
    of_whom = [p for p in before if p.family == "applicant"]
    if of_whom and not applicants and not [p for p in before if p.family == "verb"]:
        yield from _none_of(clause, negation, of_whom, behind, state)
        return
    found = list(objects_denied(behind, clause, negation, state, context)) or list(
        subjects_denied(before, clause, negation, state)
    )
    yield from found


_NO_CARRY = re.compile("(?:也|亦|均|[年期][初末]|全年)*(?:没有|无)(?:任何)?结转(?:件|申请|事项)?")
_DOCUMENT_WORDS = {
    "制": "issued",
    "出台": "issued",
    "印发": "issued",
    "发布": "issued",
    "新": "issued",
    "废": "repealed",
}


def _verbs_of_documents(
    clause: Clause, negation: Phrase, behind: list[Phrase], stop: int
) -> list[str]:
    """The columns that a negation of 制发, 废止 speaks of: in its own words, and joined by 和, 或, 、."""
    words = clause.text[negation.start : negation.end]
    columns = [c for word, c in _DOCUMENT_WORDS.items() if word in words][:1]
    end = negation.end
    for p in behind:
        if p.start >= stop or p.family != "verb" or p.name not in ("issue", "repeal", "in_force"):
            break
        if p.start - end > 2:
            break
        columns.append({"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[p.name])
        end = p.end
    return list(dict.fromkeys(columns))


_ONLY_VERB = re.compile(
    "(?:本年|全年|年内|也|均|且)*(?:未|没有|无)(?:新)?(?:废止|制发|制定|出台|印发)"
)


def _no_documents(
    clause: Clause, negation: Phrase, columns: list[str], noun: Phrase | None, state: State
) -> Iterator[Statement]:
    text = clause.text
    end = noun.end if noun is not None else negation.end
    names = [
        p.name for p in clause.named("noun") if p.name in DOCUMENTS and p.start >= negation.end
    ]
    published = any(
        w in text[negation.start : clause.end] for w in ("公开", "公示", "备案", "解读")
    )
    behind = [p.end for p in clause.named("noun") if p.name in DOCUMENTS and p.end > end]
    rest = text[max([end, *behind]) : clause.end]
    tail = bool(HARMLESS_TAIL.fullmatch(rest)) or noun is None
    for name in names or [state.noun]:
        for column in columns:
            reading = (f"proactive.{name}.{column}",)
            alone = (
                noun is None
                and state.topic == "document"
                and clause.next_mark != "、"
                and _ONLY_VERB.fullmatch(clause.words)
            )
            held = bool(noun is not None or alone) and tail and not published
            yield Statement("zero", (reading,), zero_at(end), negation.start, end, held=held)


def _no_carry(clause: Clause, negation: Phrase, carry: Phrase, state: State) -> Iterator[Statement]:
    told = carry.name != "bare" or bool(re.search("上一?年|去年|[期年]初", clause.words))
    old = carry.name == "in" or (carry.name == "bare" and told)
    cells = CARRIED_IN if old else CARRIED_OUT
    start, end = min(negation.start, carry.start), max(negation.end, carry.end)
    tail = clause.text[end : clause.end]
    held = told and bool(
        HARMLESS_TAIL.fullmatch(tail) or "继续办理" in clause.words or "申请" in tail
    )
    readings = (cells,) if told else (CARRIED_OUT, CARRIED_IN)
    held = held or bool(state.topic == "request" and _NO_CARRY.fullmatch(clause.words))
    yield Statement("zero", readings, zero_at(end), start, end, held=held)


def _nobody(clause: Clause, negation: Phrase, state: State) -> Iterator[Statement]:
    """无一被纠错: nothing was corrected of what was counted just before."""
    results = [p for p in clause.named("result") if p.start >= negation.end]
    cases = [p for p in clause.named("noun") if p.start >= negation.end and p.name in PROCEEDINGS]
    if cases and not results:
        groups = tuple(dict.fromkeys(g for p in cases for g in PROCEEDINGS[p.name]))
        end = cases[-1].end
        yield Statement("zero", (proceedings(groups),), zero_at(end), negation.start, end)
        return
    if results and (cases or state.groups):
        named = tuple(dict.fromkeys(g for p in cases for g in PROCEEDINGS[p.name]))
        groups = named or state.counted or state.groups
        reading = proceedings(groups, results[0].name)
        yield Statement("zero", (reading,), zero_at(results[0].end), negation.start, results[0].end)
        return
    carry = [p for p in clause.named("carry") if p.start >= negation.end]
    if carry and not results:
        end = carry[0].end
        yield Statement("zero", (CARRIED_OUT,), zero_at(end), negation.start, end)
        return
    whose = [p for p in clause.named("applicant") if p.start >= negation.end]
    if whose and state.topic == "request" and whose[-1].end == clause.end:
        if re.fullmatch("(?:件)?(?:是|为|系|由|来自)?", clause.text[negation.end : whose[0].start]):
            columns = tuple(c for p in whose for c in APPLICANTS[p.name])
            reading = requests(("received",), columns)
            at = zero_at(clause.end)
            yield Statement("zero", (reading,), at, negation.start, clause.end, held=False)
        return
    outcomes = [p for p in clause.named("outcome") if p.start >= negation.end]
    if outcomes and state.topic == "request":
        reading = requests(outcome_rows(outcomes[0].name))
        yield Statement(
            "zero", (reading,), zero_at(outcomes[0].end), negation.start, outcomes[0].end
        )


def _no_result(
    result: Phrase, negation: Phrase, cases: list[Phrase], state: State
) -> Iterator[Statement]:
    """零败诉, 无被纠错的情形: of the proceedings named or counted just before."""
    groups = tuple(g for p in cases for g in PROCEEDINGS[p.name]) or state.counted or state.groups
    if groups and state.topic == "proceeding":
        last = state.groups if not cases and len(state.groups) < len(groups) else groups
        readings = tuple(dict.fromkeys(proceedings(g, result.name) for g in (groups, last)))
        yield Statement(
            "zero", readings, zero_at(result.end), negation.start, result.end, held=False
        )


def _no_applicants(
    clause: Clause, negation: Phrase, applicants: list[Phrase], behind: list[Phrase], state: State
) -> Iterator[Statement]:
    """没有商业企业、科研机构申请: none of some applicants, of the requests spoken of."""
    last = applicants[-1]
    objects = [p for p in behind if p.start >= last.end]
    tail = clause.text[last.end : clause.end]
    opens = negation.name == "event" and not state.topic and clause.next_mark == "、"
    known = opens or state.topic == "request" or any(p.name == "request" for p in objects)
    if not known or (objects and objects[0].family != "noun"):
        return
    if not objects and tail.strip("的提出过类"):
        return
    columns = tuple(c for p in applicants for c in APPLICANTS[p.name])
    end = objects[-1].end if objects else last.end
    reading = requests(("received",), columns)
    yield Statement("zero", (reading,), zero_at(end), negation.start, end, held=False)


_ASKED = re.compile(
    "(?:任何|一件|新)?(?:提出|提交|提起)?(?:过)?(?:任何)?(?:政府信息公开|信息公开)?申请(?:的)?|提出|提交"
)


def _none_of(
    clause: Clause, negation: Phrase, applicants: list[Phrase], behind: list[Phrase], state: State
) -> Iterator[Statement]:
    """科研机构和社会公益组织没有提出申请: none of those named before; of anything else, nothing."""
    told = _ASKED.fullmatch(clause.text, negation.end, clause.end)
    if not told or state.topic != "request":
        return
    columns = tuple(c for p in applicants for c in APPLICANTS[p.name])
    reading = requests(("received",), columns)
    start = applicants[0].start
    yield Statement("zero", (reading,), zero_at(clause.end), start, clause.end, held=False)


__all__ = ["CONCLUDED", "negated", "zero_at"]
