"""S104: the ordinals of headings and lists.

It keeps to what is certain: a list may begin anew, be nested, or have an item in running text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import PART_KEYS, SectionKey
from review.report.outline import Ordinal, parse_ordinal
from review.zh.numerals import chinese_number
from review.zh.sentences import ORDINAL

# around the tables a stray row (2.重复申请) looks like an item of a list
_NARRATIVE: tuple[SectionKey, ...] = ("overview", "problems", "other")
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_BEYOND_CIRCLED = re.compile(r"\s*[⑪-⑳]")
_LINE_IS_OVER = re.compile(r"[。；;：:！？!?.”\"）)]$")
_CITED = re.compile(r"\s*(?:项|款|条|目)")
_HEADING_LENGTH = 30
_FIRST_OF = re.compile(
    r"(?:^|(?<=[。；;，,：:（(“\s]))(?P<number>[一二三四五六七八九十]{1,2})[ \u3000]*是"
)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _written(number: int) -> re.Pattern[str]:
    """The number as an ordinal in any style, wherever it stands in a line."""
    chinese = _chinese(number)
    circled = f"|{_CIRCLED[number - 1]}" if 1 <= number <= 10 else ""
    return re.compile(
        rf"(?<!\d)(?:{number}|(?<![一二三四五六七八九十]){chinese})[ \u3000]*"
        rf"(?:[）)〕、，,．是要则]|\.(?!\d)|部分){circled}|[第其]{chinese}"
    )


_IN_STYLE = {
    "(一)": "[（(〔][ \u3000]*{chinese}[ \u3000]*[）)〕]",
    "(1)": "[（(〔][ \u3000]*{number}[ \u3000]*[）)〕]",
    "一、": "(?<![一二三四五六七八九十]){chinese}[、.．]",
    "1、": r"(?<![\d（(]){number}(?:[、．]|\.(?!\d))",
    "1)": r"(?<![\d（(]){number}[）)]",
    "①": "{circled}",
}


def _written_as(number: int, style: str) -> re.Pattern[str]:
    """The number as an ordinal of one style, wherever it stands in a line."""
    if style not in _IN_STYLE or number > 10:
        return _written(number)
    chinese, circled = _chinese(number), _CIRCLED[number - 1]
    return re.compile(_IN_STYLE[style].format(number=number, chinese=chinese, circled=circled))


# a first item of any list, in any style
_FIRST = re.compile(rf"{_written(1).pattern}|首先|一方面")


@dataclass(slots=True)
class _Level:
    """A list that is open: its style, its last ordinal, and where that stands in the text."""

    style: str
    last: int
    start: int
    end: int
    length: int = 1
    headless: tuple[int, int] | None = None


@dataclass(slots=True)
class _Walk:
    """The lists of one section, line by line; `faults` are (start, end, words) of ordinals."""

    text: str
    heading: str = ""
    open: list[_Level] = field(default_factory=list)
    faults: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, ordinal: Ordinal, start: int, end: int) -> None:
        """An ordinal at the head of a line; it goes on with an open list, or opens one below."""
        at = next((i for i, e in enumerate(self.open) if e.style == ordinal.style), None)
        if at is None:
            level = _Level(ordinal.style, ordinal.number, start, end)
            if ordinal.number == 2 and not self._begun(ordinal.style, start):
                level.headless = (start, end)
            self.open.append(level)
            return
        level, below = self.open[at], self.open[at + 1 :]
        del self.open[at + 1 :]
        self.faults += self._faults(level, below, ordinal.number, (start, end))
        if level.headless and level.length == 1 and ordinal.number == 3:
            self.faults.append((*level.headless, "前面没有第一项，序号跳号"))
        level.last, level.start, level.end = ordinal.number, start, end
        level.length += 1

    def _begun(self, style: str, start: int) -> bool:
        """Whether a first item may stand before: in the text, or as the heading of the part."""
        of_part = parse_ordinal(self.heading)[0]
        return bool((of_part and of_part.style == style) or _FIRST.search(self.text[:start]))

    def _faults(
        self, level: _Level, below: list[_Level], number: int, place: tuple[int, int]
    ) -> Iterator[tuple[int, int, str]]:
        before = self.text[level.start : level.end].strip()
        between = self.text[level.end : place[0]]
        if number == level.last + 1:
            return
        if number == 1:
            if level.last == 1 and not _new_heading(between):
                yield *place, f"“{before}”之后又是同样的序号"
        elif number <= level.last:
            # unless the list began anew in running text
            if not _written_as(1, level.style).search(between):
                state = "又是同样的序号" if number == level.last else "序号倒退"
                yield *place, f"“{before}”之后{state}"
        else:
            missing = list(range(level.last + 1, number))
            odd = next((e for e in below if e.length == 1 and e.last == missing[0]), None)
            if odd and len(missing) == 1:
                yield odd.start, odd.end, f"“{before}”之后换了写法，同一层次的序号混用"
                return
            # an item in running text; the items of a list below are none
            written = (_written_as(n, level.style) if below else _written(n) for n in missing)
            if not any(pattern.search(between) for pattern in written):
                names = "、".join(_chinese(n) for n in missing)
                yield *place, f"“{before}”之后缺第{names}项，序号跳号"


def _new_heading(between: str) -> bool:
    """Whether a line without ordinal stands between that may be a heading of its own."""
    lines = [line.strip() for line in between.split("\n")[1:]]
    return any(line and (len(line) <= _HEADING_LENGTH or line[-1] in "：:") for line in lines)


def _walk(text: str, heading: str) -> list[tuple[int, int, str]]:
    walk = _Walk(text, heading)
    at, before = 0, ""
    for line in text.split("\n"):
        match = ORDINAL.match(line)
        # a line that runs on into the next (hard line ends) holds no ordinal at its head
        whole = not before or _LINE_IS_OVER.search(before) or len(before) <= _HEADING_LENGTH
        if match and whole and not _CITED.match(line[match.end() :]):
            ordinal, after = parse_ordinal(line)
            if ordinal and ordinal.number and not _BEYOND_CIRCLED.match(line):
                lead = len(line) - len(line.lstrip())
                walk.take(ordinal, at + lead, at + len(line[:after].rstrip()))
        before = line.strip() or before
        at += len(line) + 1
    walk.faults += _last_in_other_style(walk)
    return walk.faults


def _last_in_other_style(walk: _Walk) -> Iterator[tuple[int, int, str]]:
    """（一）（二）（三）4.: the last of a list in a style that stands nowhere else."""
    if len(walk.open) < 2:
        return
    level, last = walk.open[-2:]
    marks = len(re.findall(r"(?<![\d.])\d{1,2}(?:[、．)）]|\.(?!\d))", walk.text))
    if last.length == 1 and level.last >= 2 and last.last == level.last + 1 and marks <= 1:
        if "一" in last.style:
            return
        before = walk.text[level.start : level.end].strip()
        yield last.start, last.end, f"“{before}”之后换了写法，同一层次的序号混用"


def _spoken(line: str) -> Iterator[tuple[int, int, str]]:
    """一是…二是…四是 in one paragraph: an item left out or given twice."""
    lists: list[int] = []
    closed = 0
    end = 0
    for match in _FIRST_OF.finditer(line):
        number = chinese_number(match["number"]) or 0
        between = line[end : match.start()]
        start, end = match.start("number"), match.end()
        if number == 1:
            if lists and "。" in between:
                closed, lists = lists[-1], []
            lists.append(1)
            continue
        if not lists:
            lists = [number]
            continue
        outer = next((i for i in reversed(range(len(lists))) if lists[i] + 1 == number), None)
        if outer is not None:
            del lists[outer + 1 :]
            lists[-1] = number
            continue
        top = lists[-1]
        inserted = any(_written(n).search(between) for n in range(top + 1, number))
        back = number <= top and (closed + 1 == number or _written(1).search(between))
        if not inserted and not back:
            state = "重复" if number == top else ("倒退" if number < top else "跳号")
            yield start, end, f"“{_chinese(top)}是”之后是“{match['number']}是”，序号{state}"
        lists[-1] = number


def _part_faults(facts: Facts) -> Iterator[tuple[SectionKey, str]]:
    """Headings of parts whose ordinal does not follow; a part that is missing is S101's."""
    report = facts.report
    order = report.part_order
    if order != tuple(sorted(order, key=PART_KEYS.index)):
        return  # S102
    known = [(key, parse_ordinal(report.section(key).heading.strip())[0]) for key in order]
    numbered = [(key, ordinal) for key, ordinal in known if ordinal]
    styles = {ordinal.style for _, ordinal in numbered}
    for (a, first), (b, second) in pairwise(numbered):
        step = PART_KEYS.index(b) - PART_KEYS.index(a)
        if len(styles) == 1 and second.number - first.number not in (1, step):
            before, heading = report.section(a).heading, report.section(b).heading
            yield b, f"“{before.strip()}”之后是“{heading.strip()}”，各部分的序号不连续"
            return
    if len(styles) > 1:
        common = max(sorted(styles), key=[o.style for _, o in numbered].count)
        odd = [key for key, ordinal in numbered if ordinal.style != common]
        if len(odd) == 1 and len(numbered) >= 4:
            heading = report.section(odd[0]).heading.strip()
            yield odd[0], f"“{heading}”的序号写法与其他各部分不同"


@check(
    code="S104",
    name="heading_number",
    title="标题序号有误",
    severity=Severity.SHOULD,
    finds="同一层次的序号跳号、重复或写法混用（标题、分项，以及同一段中的一是、二是、三是）",
    basis="《党政机关公文格式》（GB/T 9704—2012）关于结构层次序数的规定；常规",
    advice="按顺序改正序号；如果漏了一项内容，请补上。",
    bad=(
        Example("（四）之后写成（六）", edits=(("（五）监督保障", "（六）监督保障"),)),
        Example("两个（三）", edits=(("（四）平台建设", "（三）平台建设"),)),
        Example("各部分标题五、五", edits=(("六、其他需要报告的事项", "五、其他需要报告的事项"),)),
        Example(
            "一是……二是……四是",
            sections={
                "problems": "存在的主要问题：一是解读晚于文件发布十天；二是解读形式单一；四是栏目"
                "更新慢。\n改进措施：2024年解读与文件同步发布。上年问题已完成整改。"
            },
        ),
    ),
    good=(
        Example(
            "换了标题，序号重新从1开始",
            sections={
                "problems": "存在的主要问题：\n1.解读晚于文件发布十天。\n2.解读形式单一。\n"
                "改进措施：\n1.解读与文件同步发布。\n2.每季度制作一期图文解读。\n"
                "上年栏目更新不及时的问题已完成整改。"
            },
        ),
    ),
)
def heading_number(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    for key, words in _part_faults(facts):
        yield heading_number.finding(f"{words}。", subject=key)
    for key in _NARRATIVE:
        text, heading = report.section(key).text, report.section(key).heading.strip()
        faults = _walk(text, heading)
        at = 0
        for line in text.split("\n"):
            faults += [(at + start, at + end, words) for start, end, words in _spoken(line)]
            at += len(line) + 1
        for start, end, words in sorted(faults)[:3]:
            span = facts.span(key, start, end)
            yield heading_number.finding(
                f"“{heading}”中的“{span.quote}”：{words}。", evidence=(span,)
            )
