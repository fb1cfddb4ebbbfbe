"""What a figure counts where reconsideration and litigation over disclosure are spoken of (table 3)."""

import re

from review.claims.cells import LITIGATION, PROCEEDINGS, Reading, proceedings
from review.claims.clauses import Clause
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.scope import limits
from review.claims.statements import Around, Concept, Context, State

# around figures: general cases of a reconsideration body, of other subjects, or at other times
_OTHER_CASES = re.compile(
    r"办理(?!结果)|审理(?!中)|受理|各类|指导|协助|应对|无关|非信息公开|类案件|出庭|监督|纠错率|倒逼|发挥|类行政|备案|"
    r"决定书|判决书|传票|作为|代表|应诉率|胜诉|一审|二审|再审|上诉|调解|化解|新增|新发生|结转|另有|不属"
)
_OTHER_TIME = re.compile(r"去年|往年|上一?年|历年|近三年|前年")


_SETTLED = re.compile(
    r"(?:已|均|共|年内)*(?:审结|结案|办结|(?:作出|做出)(?:了)?(?:复议|行政复议)?(?:决定|判决|裁定|裁判))(?:的)?(?:有|为|共)*$"
)


_BY_COURT = re.compile("败诉|法院(?:判决|裁定|判令)|被判")


def proceeding_concept(
    clause: Clause, around: Around, quantity: Quantity, state: State, context: Context
) -> Concept | None:
    """The concept of a figure whose topic is proceedings; works the groups counted into the state."""
    if quantity.unit not in CASE_UNITS:
        return None
    nouns = [p for p in around.left if p.family == "noun" and p.name in PROCEEDINGS]
    if not nouns and all(p.family in ("scope", "limit", "party") for p in around.left):
        nouns = [
            p
            for p in around.right
            if p.family == "noun" and p.name in PROCEEDINGS and p.start - quantity.end <= 2
        ]
    lead = clause.text[around.start : quantity.start]
    settled = _SETTLED.search(lead) if "结" in lead or "出" in lead else None
    own = tuple(g for p in nouns for g in PROCEEDINGS[p.name]) or state.groups
    if settled and own and not around.before("result"):
        # 已审结11件: with whatever result
        start = around.start + settled.start()
        own_and_both = (own, LITIGATION) if set(own) < set(LITIGATION) else (own,)
        done = tuple(
            tuple(k for r in ("upheld", "corrected", "other") for k in proceedings(o, r))
            for o in own_and_both
        )
        return Concept("proceeding", done, start, quantity.end, held=False)
    results = around.before("result")
    result = results[-1] if results and quantity.start - results[-1].end <= 6 else None
    if result is None:
        close = [p for p in around.behind("result") if p.start - quantity.end <= 8]
        # 2件行政复议结果均为维持: the figure is the whole's
        result = close[0] if close and not around.behind("all") else None
    start = min(
        [p.start for p in nouns[-1:]] + ([result.start] if result else []) + [quantity.start]
    )
    end = max(quantity.end, result.end if result else 0)
    if result is not None and (nouns or state.groups):
        own = PROCEEDINGS[nouns[-1].name] if nouns else state.groups
        if _BY_COURT.search(clause.text, around.start, end) and not set(own) & set(LITIGATION):
            own = LITIGATION  # 被复议纠正11件、被法院判决败诉4件
        if nouns and not set(own) & set(state.counted):
            state.groups, state.counted = own, (*state.counted, *own)
        # 1件维持后又被诉至法院: of those that were sued over
        only = not clause.text.startswith("后", result.end)
        return Concept(
            "proceeding", tuple(_of_result(own, result.name, bool(nouns), state)), start, end, only
        )
    if not nouns:
        return None
    if around.before("channel") or limits(clause, around.left):
        return None
    names = [p.name for p in nouns]
    own = tuple(dict.fromkeys(g for n in names for g in PROCEEDINGS[n]))
    last = PROCEEDINGS[names[-1]]
    groups = own if len(names) > 1 else last
    state.groups = groups
    state.counted = tuple(dict.fromkeys(state.counted + groups))
    readings: list[Reading] = [proceedings(groups)]
    if len(names) > 1:
        readings.append(proceedings(last))
    if names[-1] == "litigation" and len(names) == 1 and quantity.value:
        readings += [proceedings((g,)) for g in LITIGATION]
    return Concept("proceeding", tuple(readings), start, end, total=True)


def _of_result(groups: tuple[str, ...], result: str, named: bool, state: State) -> list[Reading]:
    readings = [proceedings(groups, result)]
    if not named and set(LITIGATION) <= set(state.counted) and set(groups) < set(LITIGATION):
        # 包括直接起诉52件、复议后起诉79件;维持60件: of either, or of both
        readings.append(proceedings(LITIGATION, result))
    if not named and len(state.counted) > len(groups):
        readings.append(proceedings(state.counted, result))
    if len(groups) > 1:
        readings += [proceedings((g,), result) for g in groups]
    return readings


_OF_CASES = re.compile("复议|诉|法院|判决|案")
_OLD_REQUESTS = re.compile("[^,。;:()]*(?:结转|新增|上一?年度?(?:末|底)?(?:遗留|未))[^,。;:()]*")
_COMPARED = re.compile("(?:比|较|与|同|跟|和)(?:上一?年度?|去年|往年|20\\d\\d年)[^,。;:()]*")
_OF_DISCLOSURE = re.compile("信息公开(?:类|领域|方面)(?:的)?(?=行政)")


def _said_of_cases(text: str) -> str:
    """A sentence without what it says of requests carried over, of comparisons, of parties."""
    text = _OLD_REQUESTS.sub(lambda m: m[0] if _OF_CASES.search(m[0]) else "", text)
    return _OF_DISCLOSURE.sub("", _COMPARED.sub("", _AS_PARTY.sub("", text)))


_SOME_OF_DISCLOSURE = re.compile("其中[^,。;]{0,8}信息公开")
_AS_PARTY = re.compile("作为(?:行政复议)?被申请人|作为(?:行政诉讼)?被告")
_NONE_CAUSED = re.compile(
    "(?:全年|本年度?|年内|今年|当年|也|均|且|亦)*(?:未|没有)(?:因此)?(?:引发|引起|发生|产生|出现)(?:任何)?"
    "(?:行政复议|行政诉讼|复议|诉讼|[、和或及])+"
)


def about_disclosure(text: str, end: int, context: Context, zero: bool) -> bool:
    """Whether proceedings spoken of up to `end` are surely those over disclosure, of this year."""
    if _SOME_OF_DISCLOSURE.search(text, end):
        return False  # 行政诉讼案件19件,其中涉政府信息公开2件: of all kinds
    own = _said_of_cases(text)
    if _OTHER_CASES.search(own) or _OTHER_TIME.search(own):
        return False
    if context.own_part or (context.ogi and (context.on_request or zero)):
        return True
    told = context.memory.topic == "request" and context.memory.base is not None
    if zero and told and _NONE_CAUSED.fullmatch(re.split("[,。;:]", text[:end])[-1]):
        return True  # 新收4件,全部办结。未引发行政诉讼
    before = text[:end]
    return "信息公开" in before or "依申请公开" in before
