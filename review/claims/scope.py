"""Whose figures, of which time, and whether a clause narrows what it counts."""

import re
from collections.abc import Sequence
from functools import cache

from review.claims.cells import DECISIONS, DOCUMENTS
from review.claims.clauses import Clause
from review.claims.phrases import Phrase, lexicon
from review.claims.statements import Context, State

_GOVERNMENTS = frozenset({"province", "city", "county"})
_OTHER_TIME = re.compile(
    r"去年|往年|上一?年度?(?!.{0,8}[结转留])|历年|近[两二三四五六七八九十\d]+年|[两三四五六七八九十]年来|十[一二三四五六]五|任期|(?<!报告)(?<!年度)(?<!工作)期间累计|前年|上年同期"
)
_THIS_TIME = re.compile(r"本年|今年|当年|年内|报告期")
_LAST_YEAR = re.compile(r"去年|上一?年度?(?!.{0,8}[结转留])")
_CARRIED = re.compile("[结接]转|转结|转入|转来|转至|转到|遗留|带入")
# 2022年……当年收到: that year, not this one
_THAT_YEAR = re.compile(r"当年|年内")
_SPEAKS_OF_TIME = re.compile("[年月期]")
_SINCE = re.compile("[自从](?!年初|今年|本年|上年).{2,}以来|历年来?|累计至今")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_NAME_OF_BODY = re.compile("局|委|厅|镇|乡|街道|公司|医院|学校|中心")
_ENDS_WITH_BODY = re.compile(rf"[一-鿿]{{2}}(?:{_NAME_OF_BODY.pattern})$")
# 因低保资格认定被申请行政复议: of cases of that kind only
_BECAUSE = re.compile(r"^[^,]{0,4}(?:因|就|针对|围绕|对)(?!此|应|外)[^,]{2}")
_BODY = re.compile(
    r"局|委|办(?!理|结|复|件|案)|厅|镇|乡|街道|村|社区|中心|站|公司|学校|医院|部门|单位|系统|科室|股|处室|队|院|厂|园区|银行|协会|企业|群众|居民|政府|法院|机关"
)
_OWN = "我本全该年,、(:"
_ANOTHER_BODY = re.compile("[一-鿿][一-鿿](?<![我本全该市县区省州旗])(?:局|厅|委)$")
_WITH_ANOTHER = re.compile(
    "(?:会同|联合|配合|协同|协助|代)[^,。;]{1,12}(?:局|委|厅|办|部门|单位|政府)"
)
_ATTRIBUTE = re.compile(r"的$|类$|方面$|领域$|型$|等$|用地|征收|征地|拆迁|土地|工伤")


@cache
def _fillers() -> re.Pattern[str]:
    words = sorted(lexicon()["filler"]["filler"], key=len, reverse=True)
    dates = r"20\d\d年(?:度)?|\d{1,2}月\d{1,2}日|\d{1,2}月[底末]?"
    return re.compile(rf"(?:{dates}|{'|'.join(map(re.escape, words))}|[\s\"'《》,.。:;()、])+")


def unknown(text: str) -> str:
    """What is left of some words besides fillers."""
    return _fillers().sub("", text)


def residue(clause: Clause, context: Context) -> list[tuple[int, int, str]]:
    """What is left of a clause besides known words, figures, fillers and the body's own name; with places.

    Of each gap between known words: where it begins and ends, and its words without fillers.
    """
    covered = [(p.start, p.end) for p in clause.phrases]
    covered += [(q.start, q.end) for q in clause.quantities]
    words = clause.words
    for name in context.names:
        at = words.find(name)
        if at >= 0 and (len(name) > 1 or at == 0 or words[at - 1] in _OWN):
            covered.append((clause.start + at, clause.start + at + len(name)))
            break
    covered.sort()
    out: list[tuple[int, int, str]] = []
    at = clause.start
    for first, last in [*covered, (clause.end, clause.end)]:
        if first > at:
            left = unknown(clause.text[at:first])
            if left:
                out.append((at, first, left))
        at = max(at, last)
    return out


def names_another(clause: Clause, context: Context) -> bool:
    """收到最多的是自然资源局, …: whether a clause without figures ends with the name of another body."""
    if not _NAME_OF_BODY.search(clause.words):
        return False
    pieces = residue(clause, context)
    return (
        bool(pieces) and pieces[-1][1] == clause.end and bool(_ENDS_WITH_BODY.search(pieces[-1][2]))
    )


_PART_OF_REGION = re.compile("[一-鿿]{1,4}(?:区|县|市|镇|乡|街道|旗|州)(?!域|政府)")


def narrows(clause: Clause, context: Context) -> bool:
    """Whether a clause says something that may narrow what it counts, or that was not understood.

    Unknown words before the verb (in which manner, on which platform's backstage …) change nothing
    unless they name a body, a kind or a channel; between verb and figure, and behind it, they may.
    """
    pieces = residue(clause, context)
    if not pieces:
        return False
    keys = [
        p.start
        for p in clause.named("verb", "noun", "outcome", "carry", "negation", "result", "applicant")
    ]
    first = min([*keys, *(q.start for q in clause.quantities)], default=clause.end)
    named = [p for p in clause.named("noun") if p.name in DOCUMENTS or p.name in DECISIONS]
    documents = {p.start for p in named}
    own = context.names[0] if context.names else ""
    within = bool(clause.named("within"))
    for at, end, words in pieces:
        raw = clause.text[at:end]
        if within and _PART_OF_REGION.match(raw):
            return True  # 其中民泉区宣布废止66件
        if raw.endswith("等") and end in documents:
            continue  # 养老服务补贴等行政规范性文件: an example
        if end in documents and raw in own:
            continue  # 税务行政处罚, of a tax office
        if at >= first or _BECAUSE.search(raw):
            return True
        if (end == first or at < first) and _ANOTHER_BODY.search(raw):
            return True  # 县水利局作出…: of one of its bodies
        if (
            _WITH_ANOTHER.search(raw)
            or _BODY.search(words)
            or _ATTRIBUTE.search(words)
            or len(words) > 40
        ):
            return True
    return False


# 2023年同期本局收到46件: of that year
_SAME_TIME = re.compile("^20\\d\\d年(?:度)?同期(?![相增减下上]|比)")


def enter_time(clause: Clause, state: State, context: Context) -> None:
    """Work the time that a clause speaks of into the state."""
    if "comparison" in clause.families:
        if clause.named_as("comparison", "compare") and not _SAME_TIME.search(clause.words):
            return
        if clause.named_as("comparison", "cumulative"):
            state.limited = True
            if _SINCE.search(clause.words):
                state.other_time, state.last_year = True, False
    words = clause.words
    if not _SPEAKS_OF_TIME.search(words):
        return
    years = [int(y) for y in _YEAR.findall(words)] if context.year else []
    carried = bool(_CARRIED.search(words)) or clause.named_as("carry", "in")
    if (_OTHER_TIME.search(words) and not clause.named_as("carry", "in")) or (
        not carried and any(y != context.year for y in years)
    ):
        state.other_time = True
        before = context.year - 1 if context.year else None
        state.last_year = before in years or (not years and bool(_LAST_YEAR.search(words)))
    elif context.year in years or (_THIS_TIME.search(words) and not _THAT_YEAR.search(words)):
        state.other_time = state.last_year = False
    months = {int(m) for m in _MONTH.findall(words)}
    if months - {1, 12}:
        state.limited = True


# 辖区企业: where the applicants live, not whose applications they are
_OF_PEOPLE = re.compile(
    "辖区内?(?:的)?(?:企业|居民|村民|群众|市民|个人|公民|公司|商户|自然人|农户)"
)


def part_named_at(clauses: Sequence[Clause]) -> int:
    """Where a sentence first names parts of the whole (下属单位), or -1; 辖区企业 are applicants.

    At its beginning, where such a part has a figure of its own.
    """
    for clause in clauses:
        for p in clause.named("scope"):
            if p.name == "part" and not _OF_PEOPLE.match(clause.text, p.start):
                return 0 if clause.quantities else p.start
    return -1


_ABOVE = re.compile("全[市县区省州旗盟]")


def enter_scope(clause: Clause, state: State) -> None:
    """Work the body that a clause speaks of into the state."""
    scopes = [p for p in clause.named("scope") if not _OF_PEOPLE.match(clause.text, p.start)]
    if scopes:
        regions = [p for p in scopes if p.name == "region"]
        above = any(_ABOVE.match(clause.text, p.start) for p in regions)
        state.scope = ("above" if above else "region") if regions else scopes[-1].name


def is_other_scope(scope: str, context: Context) -> bool:
    """Whether a scope (region, part, own) is another than that of the body's tables."""
    if not scope:
        return False
    if scope == "part":
        return True
    if context.kind in ("town", "street"):
        return scope == "above"
    if context.kind in _GOVERNMENTS:
        # 本级, 政府办 … is less than the whole region that a government's tables count
        return scope == "own"
    if context.kind in ("unknown", "other", "ministry", "office"):
        return scope != "own"
    return scope in ("region", "above")


_WE = tuple("我" + body for body in ("局", "办", "委", "厅", "镇", "乡", "街道", "市", "县", "区"))


_CONTENT = re.compile("等(?:方面|领域)?(?:的)?(?:内容|事项|信息|问题|方面|领域)$|为主$|居多$|较多$")
_SUCH = re.compile("有关(?:的)?申请(?=[,;。]|$)")


def limits(clause: Clause, phrases: Sequence[Phrase]) -> bool:
    """Whether a clause narrows what is counted (涉及征地的…); 涉及政府信息公开的 does not."""
    if not clause.quantities and _CONTENT.search(clause.words):
        return False  # 涉及土地征收、规划许可等内容: what they are about
    return "limit" in clause.families and any(
        not clause.text[p.end :].startswith(
            ("政府信息", "信息公开", "依申请", "行政复议", "行政诉讼", "本机关", "本单位", *_WE)
        )
        and not clause.text[: p.start].endswith(("信息公开", "依申请公开", "政务公开"))
        and not _SUCH.match(clause.text, p.start)
        for p in phrases
        if p.family == "limit"
        and not (p.start == clause.start and p.end == clause.end)
        and not any(0 <= o.start - p.end <= 1 for o in clause.named("outcome"))
    )
