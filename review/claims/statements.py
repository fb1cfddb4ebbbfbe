"""From a sentence to statements: which cells a quantity, a negation or an "all" speaks of.

A `Statement` carries every reading of its words (sums of cells). It is `held` against the tables only
where the whole clause was understood and nothing around it speaks of a part, another year, another
body or other work; else it may agree with a cell, but never contradict one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from review.claims.phrases import Phrase, Quantity, not_understood
from review.model import AgencyKind

_REC = ("proceedings.reconsideration",)
_DIRECT = ("proceedings.litigation_direct",)
_AFTER = ("proceedings.litigation_after_reconsideration",)
LITIGATION = _DIRECT + _AFTER
PROCEEDINGS = {
    "reconsideration": _REC,
    "litigation": LITIGATION,
    "litigation_direct": _DIRECT,
    "litigation_after": _AFTER,
}
_GOVERNMENTS = frozenset({"province", "city", "county"})
# families of words that a clause may hold and still be held against the tables
_PLAIN_FAMILIES = frozenset(
    {"noun", "verb", "carry", "outcome", "result", "applicant", "negation", "all", "scope", "giver"}
)
# around figures of requests: a part of them, other work, or a date within the year
_PART_OF_REQUESTS = re.compile(
    r"其余|不?属于(?!国家秘密|行政|内部|过程|三|四)|转办|交办|无效|有效|截[至止]|下半年|上半年|季度|除.{1,20}外|除了|公文|文件|属性|主动公开\d|审核|平台注册|发文|未到期|正在办理之?中?|网络申请\d"
)
# around figures of proceedings: general cases of a reconsideration body, or of other subjects
_OTHER_CASES = re.compile(
    r"办理|(?<!未)审结|审理|受理|各类|指导|协助|应对|无关|均非|类案件|处罚|出庭|监督|纠错率|倒逼|发挥|其中(?:因|涉及|信息|政府)|类\d|类行政|备案|决定书|判决书|传票|作为|代表|应诉率|涉及(?:政府)?信息公开\d|均为(?!维持|结果|0|零|未)|胜诉|新增|新发生|新收|结转|分别"
)
_OTHER_TIME = re.compile(r"去年|往年|上一?年度?(?!.{0,8}结转)|历年|近三年|前年")
_THIS_TIME = re.compile(r"本年|今年|当年")

Reading = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """An assertion over cells: each reading's cells add up to `quantity` (or to the `whole`'s cells).

    Offsets are into the folded sentence.
    """

    kind: Literal["count", "zero", "all"]
    readings: tuple[Reading, ...]
    quantity: Quantity | None
    start: int
    end: int
    held: bool = True
    whole: tuple[Reading, ...] = ()


Subject = Literal["", "request", "proceeding", "trap"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the grammar must know of the sentence's surroundings.

    `on_request`, `ogi`: heading or paragraph speak of requests, of disclosure. `subject`: what the
    sentence before in the same paragraph spoke of last. `names`: what the body goes by. `own_part`:
    it stands in part 三 or 四, which speak of nothing else. `part_named`: the sentence names parts of
    the whole (下属单位), so that what it says of the body may be a part as well.
    """

    kind: AgencyKind
    year: int | None
    on_request: bool
    ogi: bool
    names: tuple[str, ...] = ()
    subject: Subject = ""
    own_part: bool = False
    part_named: bool = False


@dataclass(slots=True)
class State:
    """What earlier clauses of the sentence leave to later ones.

    `assumed`: that it speaks of requests is known from its paragraph only, not from its own words.
    `nouns`: proceedings named and not yet counted; `outcomes`: the same for outcomes of requests.
    `last`, `counted`: the proceedings counted last, and all so far; `whole`: the last count was of all requests.
    """

    subject: Subject = ""
    nouns: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    last: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    whole: bool = False
    scope: str = ""
    within: bool = False
    limited: bool = False
    other_time: bool = False
    assumed: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a folded sentence with what was found in it."""

    text: str
    start: int
    end: int
    phrases: tuple[Phrase, ...]
    quantities: tuple[Quantity, ...]

    def named(self, family: str) -> list[Phrase]:
        """The phrases of a family, in order."""
        return [p for p in self.phrases if p.family == family]

    @property
    def words(self) -> str:
        """The clause itself."""
        return self.text[self.start : self.end]


def count(readings: Iterable[Reading], quantity: Quantity, start: int) -> Statement:
    """A statement that a quantity stands in (one of) some cells."""
    kind: Literal["count", "zero"] = "zero" if quantity.value == 0 else "count"
    unique = tuple(dict.fromkeys(readings))
    return Statement(kind, unique, quantity, min(start, quantity.start), quantity.end)


def zero_at(at: int) -> Quantity:
    """The quantity of a negation, which has no figure of its own."""
    return Quantity(0, "=", "", at, at)


def groups_of(names: Iterable[str]) -> tuple[str, ...]:
    """The groups of table 3 that some nouns name."""
    return tuple(dict.fromkeys(g for name in names for g in PROCEEDINGS.get(name, ())))


def understood(clause: Clause, context: Context) -> bool:
    """Whether a clause holds nothing but known words, figures, fillers and the body's own name."""
    own = [
        Phrase("own", "name", clause.start + at, clause.start + at + len(name))
        for name in context.names
        if (at := clause.words.find(name)) >= 0
    ][:1]
    # 答复的45件中
    ends = [*(q.end for q in clause.quantities), clause.end - 1] if clause.quantities else []
    among = [
        Phrase("own", "among", end, end + 1)
        for end in ends
        if clause.text[end : end + 1] in ("中", "里", "内")
    ]
    phrases = [*clause.phrases, *own, *among]
    return not not_understood(clause.text, clause.start, clause.end, phrases, clause.quantities)


def may_count_cases(clause: Clause) -> bool:
    """Whether a clause may count cases of some body: in 件, or with words of the procedure."""
    cases = any(q.unit in ("件", "宗", "起", "例") for q in clause.quantities)
    families = {"noun", "verb", "outcome", "carry", "applicant", "result"}
    return cases or (bool(clause.quantities) and any(p.family in families for p in clause.phrases))


def other_applications(clause: Clause) -> bool:
    """Whether a clause counts 申请 without saying that they are requests for information."""
    nouns = {p.name for p in clause.named("noun")}
    return nouns == {"application"}


def limits(clause: Clause) -> bool:
    """Whether a clause narrows what is counted (涉及征地的…); 涉及政府信息公开的 does not."""
    return any(
        not clause.text[p.end :].startswith(("政府信息", "信息公开")) for p in clause.named("limit")
    )


def enter(clause: Clause, state: State, context: Context) -> bool:
    """Work a clause's subject, scope and time into the state; False where there is nothing to read."""
    scopes = clause.named("scope")
    regions = [p for p in scopes if p.name == "region"]
    if scopes:
        state.scope = "region" if regions else scopes[-1].name
    if clause.named("within"):
        state.within = True
    if _OTHER_TIME.search(clause.words) or _other_year(clause, context):
        state.other_time = True
    elif _THIS_TIME.search(clause.words) or (
        context.year is not None and f"{context.year}年" in clause.words
    ):
        state.other_time = False
    nouns = clause.named("noun")
    proceedings = [p for p in nouns if p.name in PROCEEDINGS]
    requests = [p for p in nouns if p.name == "request"]
    negated = bool(clause.named("negation"))
    if clause.named("trap") and not (negated and (requests or proceedings)):
        state.subject, state.nouns, state.outcomes = "trap", [], []
        return False
    if proceedings:
        state.subject, state.assumed = "proceeding", False
    elif requests:
        state.subject, state.assumed = "request", False
        state.nouns = []
    elif nouns and (context.on_request or state.subject == "request"):
        if state.subject != "trap":
            state.subject, state.assumed = "request", False
    compared = clause.named("comparison")
    return not (compared and not any(q.end <= compared[0].start for q in clause.quantities))


def _other_year(clause: Clause, context: Context) -> bool:
    """Whether a clause names another year, other than to say from or to which cases were carried."""
    if context.year is None or "结转" in clause.words:
        return False
    years = re.findall(r"(?<!\d)(20\d\d)年", clause.words)
    return any(int(year) != context.year for year in years)


def holds(clause: Clause, statement: Statement, state: State, context: Context) -> bool:
    """Whether the statement may be held against the tables."""
    text = clause.text
    if state.other_time or _is_other_scope(state.scope, context):
        return False
    if context.part_named and state.scope != "region":
        return False
    if any(p.family not in _PLAIN_FAMILIES for p in clause.phrases):
        plain_channel = clause.named("channel") and "等" in clause.words
        others = [p for p in clause.phrases if p.family not in _PLAIN_FAMILIES]
        if not limits(clause):
            others = [p for p in others if p.family != "limit"]
        if not all(p.family in ("channel", "within", "timeliness") for p in others):
            return False
        if clause.named("channel") and not plain_channel:
            return False
        if clause.named("timeliness") and statement.kind != "count":
            return False
    of_proceedings = statement.readings[0][0].startswith("proceedings.")
    if of_proceedings:
        return _about_disclosure(clause, statement, context)
    # (含部分公开4件), (其中…): the whole and its part may be counted one way or the other
    outcome = not any(".concluded." in key or ".received." in key for key in statement.readings[0])
    if outcome and re.match(r"\((?:含|其中|包括)|,包括", text[statement.end :]):
        return False
    if state.assumed and len(statement.readings) > 1 and statement.kind != "all":
        return False
    return not _PART_OF_REQUESTS.search(text)


def _about_disclosure(clause: Clause, statement: Statement, context: Context) -> bool:
    text = clause.text
    if _OTHER_CASES.search(text) or _OTHER_TIME.search(text):
        return False
    if context.own_part or (context.ogi and (context.on_request or statement.kind == "zero")):
        return True
    before = text[: statement.end]
    return "信息公开" in before or "依申请公开" in before


def _is_other_scope(scope: str, context: Context) -> bool:
    """Whether a scope (region, part, own) is another than that of the body's tables."""
    if not scope:
        return False
    if scope == "part":
        return True
    if context.kind in ("town", "street"):
        return False
    if context.kind in _GOVERNMENTS:
        # 本级, 政府办 … is less than the whole region that a government's tables count
        return scope == "own"
    if context.kind in ("unknown", "other", "ministry"):
        return True
    return scope == "region"
