"""A folded sentence cut into clauses, each with the words and numbers that stand in it."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from review.claims.phrases import Phrase
from review.claims.quantities import Quantity

# a comma between thousands parts nothing
_SPLITS = re.compile(r"[。;:()、!?]|(?<!\d),|,(?!\d{3}(?!\d))")


class Clause(NamedTuple):
    """A clause of a folded sentence. `mark` stands before it, `next_mark` behind; `depth` of parentheses.

    `words` is the clause itself; `families` are its phrases by family, in order.
    """

    text: str
    start: int
    end: int
    mark: str
    next_mark: str
    depth: int
    phrases: tuple[Phrase, ...]
    quantities: tuple[Quantity, ...]
    words: str
    families: Mapping[str, Sequence[Phrase]]

    def named(self, *families: str) -> Sequence[Phrase]:
        """The phrases of some families, in order."""
        if not self.families:
            return ()
        if len(families) == 1:
            return self.families.get(families[0], ())
        if self.families.keys().isdisjoint(families):
            return ()
        return [p for p in self.phrases if p.family in families]

    def named_as(self, family: str, name: str) -> bool:
        """Whether a word of this family and name stands in it."""
        return any(p.name == name for p in self.families.get(family, ()))


# 政府信息公开申请渠道, 依申请公开目录: words about requests, not requests
_COMPOUND = re.compile(
    r"(?:的)?(?:渠道|表(?!示|明)|书(?!面)|窗口|系统|平台|流程|指南|目录|栏目|专栏|制度|条件|材料|点|模块|入口|台账|文书|模板|规程|培训|工作机制|办理规程|条款|权)"
)


def _says_nothing(text: str, phrases: Sequence[Phrase], index: int) -> bool:
    """Whether a 零 stands in a number or a word (零复议 is none), a 未 in 未及."""
    phrase = phrases[index]
    if phrase.family != "negation" or phrase.end - phrase.start > 1:
        return False
    word = text[phrase.start]
    if word == "零":
        follows = phrases[index + 1 : index + 2]
        return not follows or follows[0].start != phrase.end
    return word == "未" and text[phrase.end : phrase.end + 1] in ("及", "满")


_DECIDES = re.compile(
    "(?:均|都|全部|已|最终|依法|一致|分别|也)*(?:维持|纠正|撤销|决定|责令|作出|终止)"
)


_COMPARES = re.compile("^(?:的|相比|比|增|减|下降|上升|持平|数|基本|相同|水平)")
_COMPARED = re.compile("(?:年|年度|比|较|与|和|同|于)$")


def _meanwhile(text: str, phrase: Phrase) -> bool:
    """同期废止4件: at the same time, without comparing."""
    if text[phrase.start : phrase.end] != "同期":
        return False
    return not _COMPARES.match(text[phrase.end :]) and not _COMPARED.search(text[: phrase.start])


def _decided_by(text: str, phrase: Phrase) -> bool:
    return bool(
        phrase.family == "trap"
        and text[phrase.start : phrase.end] in ("复议机关", "行政复议机构", "复议机构")
        and (
            text[phrase.start - 1 : phrase.start] in ("被", "经", "由")
            or _DECIDES.match(text, phrase.end)
        )
    )


_OPEN_TO = (
    r"(?:(?:定|确定|列|转)?为|属于?)?{}(?:的|类)?(?:文件|信息|公文)?(?:有|为|共)?\d+[件份条个篇]"
)
_ATTRIBUTES = re.compile(
    rf"(?<!信息){_OPEN_TO.format('主动公开')}[、,;和及]{_OPEN_TO.format('依申请公开')}"
    rf"(?:[、,;和及]{_OPEN_TO.format('不(?:予)?公开')})?"
)


def settled(text: str, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, with nouns that only open a longer word (申请渠道) turned into what they are."""
    phrases = [p for i, p in enumerate(phrases) if not _says_nothing(text, phrases, i)]
    if "同期" in text:
        phrases = [p for p in phrases if not _meanwhile(text, p)]
    if "复议机" in text:
        # 被复议机关纠正1件: who decided, not a matter of its own
        phrases = [p._replace(family="party") if _decided_by(text, p) else p for p in phrases]
    if "主动公开" in text:
        # 文件中主动公开87份、依申请公开12份、不予公开3份: how documents may be opened
        listed = [m.span() for m in _ATTRIBUTES.finditer(text)]
        phrases = [
            p._replace(family="trap", name="attributes")
            if any(start <= p.start and p.end <= end for start, end in listed)
            else p
            for p in phrases
        ]
    return [
        p._replace(family="trap", name="applications")
        if p.family == "noun"
        and p.name in ("request", "application")
        and _COMPOUND.match(text, p.end)
        else p
        for p in phrases
    ]


_NONE: Mapping[str, Sequence[Phrase]] = {}


def _by_family(phrases: Sequence[Phrase]) -> Mapping[str, Sequence[Phrase]]:
    if not phrases:
        return _NONE
    out: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        out.setdefault(phrase.family, []).append(phrase)
    return out


def clauses_of(
    text: str, phrases: Sequence[Phrase], quantities: Sequence[Quantity]
) -> list[Clause]:
    """Split at , ; : ( ) 、 and full stops; marks inside phrases and numbers do not split."""
    out: list[Clause] = []
    start, mark, depth = 0, "", 0
    p = q = first_p = first_q = 0
    for at in (*(m.start() for m in _SPLITS.finditer(text)), len(text)):
        while p < len(phrases) and phrases[p].start <= at:
            p += 1
        while q < len(quantities) and quantities[q].start <= at:
            q += 1
        if (p and phrases[p - 1].end > at) or (q and quantities[q - 1].end > at):
            continue
        char = text[at : at + 1]
        if at > start:
            mine = tuple(phrases[first_p:p])
            out.append(
                Clause(
                    text, start, at, mark, char, depth,
                    mine, tuple(quantities[first_q:q]), text[start:at], _by_family(mine),
                )
            )  # fmt: skip
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        start, mark = at + 1, char
        first_p, first_q = p, q
    return out
