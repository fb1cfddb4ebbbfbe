"""Features of a sentence in its place: character n-grams of its masked text, and named ones.

A sentence is judged with its section, its neighbour before it and the heading it stands under.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from review.classifier.evidence import evidence
from review.classifier.objects import objects
from review.classifier.rules import role_of, topics_of
from review.classifier.specifics import SURE, specifics
from review.model import SectionKey
from review.outcome import Role

LONGEST_GRAM = 3
MOST_TEXT = 400  # of a sentence without an end; more tells no more
_DIGITS = re.compile(
    r"[\d０-９]+(?:[.,，]\d+)*|[一二三四五六七八九十百千万两]+(?=[件条次份篇个项起人场期元家名部类])"
)
_YEAR = re.compile(r"20\d\d年")
_ITEM = re.compile(r"[一二三四五六]是")
LONG = 60
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_COMING = re.compile(
    r"下一步|今后|下阶段|下一年|接下来|改进措施|整改措施|改进方向|努力方向|(?:我|本)[局委办镇乡市县区街单机中]?[^，。]{0,6}将|"
    r"20\d\d年，?[^，。]{0,12}将|未来"
)
_MENDED = re.compile(
    r"(?:针对|对于|对照|围绕)[^。]{0,20}(?:上年|上一年|去年|20\d\d年(?:度)?(?:报告|工作))|上(?:一)?年度?[^。]{0,14}(?:问题|不足)|整改情况|"
    r"改进情况|进行了[^。]{0,8}(?:改进|整改)|已(?:全部)?(?:整改|改进)|20\d\d年[^，。]{0,8}(?:问题|不足)[^。]{0,10}(?:整改|改进)|主要采取了|改进落实"
)
_LACKING = re.compile(
    r"(?:存在|有)[^。]{0,16}(?:问题|不足|短板|差距|薄弱)|主要问题|主要不足|仍有[^。]{0,10}(?:差距|不足)"
)
_HEADINGS = (
    ("coming", re.compile(r"下一步|措施|打算|今后|方向|建议|对策")),
    ("mended", re.compile(r"^(?!.*问题).*(?:整改|改进情况|落实情况|改进$)")),
    ("lacking", re.compile(r"问题|不足")),
)
_TENSES = (
    (
        "done",
        re.compile(r"了|已|完成|得到|由[^，。]{1,12}(?:降|升|减|增|缩|提)|(?:提高|下降)到|至\d"),
    ),
    (
        "will",
        re.compile(
            r"将|要|20\d\d年[^，。]{0,6}(?:底|内|前)|月底前|年内|\d月(?:底|末)?前|争取|力争|计划|拟"
        ),
    ),
    (
        "bettered",
        re.compile(
            r"(?:明显|显著|普遍|持续|稳步|有了|进一步|较大)[^，。]{0,8}(?:提升|提高|增强|好转|改善|改观|变化|向好)[。；]?$|"
            r"不再|再没有|没有再|补齐|补发|压到|换成|改为"
        ),
    ),
)
_LISTED = re.compile(r"(?:[（(]?[一二三四五六七1-9][）)]?[是、.要]|首先|其次|此外|同时|另外|最后)")
_SIGNS = (
    ("cause", re.compile(r"原因|由于|因为|受.{1,12}(?:影响|制约)")),
    ("paid", re.compile(r"(?:收取|计).{0,16}[1-9]\d*(?:\.\d+)?元")),
    (
        "lacks",
        re.compile(r"只有|仅|才|仍|尚|还没有|未达|晚于|超期|逾期|停更|滞后|延误|偏|少于|不能|没能"),
    ),
)
_DEEDS = re.compile(
    r"互查|评查|走访|跟班|旁听|张贴|回访|拨测|暗访|问卷|抽检|入户|电子屏|显示屏|二维码|扫码|横幅|海报|展板|宣传车|大喇叭|广播|发放|试点|直播|"
    r"短信|客服|专席|联络员|网格员|志愿者|专线|自助机|终端|数据库|知识库|文件库|地图|小程序|会商|研讨|座谈"
)
_TELLING = ("今后", "下一步", "将", "存在", "不足", "问题", "不够", "有待", "上年", "整改", "针对")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence in its place. `share`: how far into its section, from 0 to 1. Headings have no place.

    `lead`: what the last sentence that says so has announced: what is to come, was mended, is lacking.
    """

    text: str
    section: SectionKey
    share: float
    before: str
    heading: str
    agency: str = ""
    lead: str = ""


def placed(
    section: SectionKey, sentences: Sequence[tuple[str, bool]], agency: str = ""
) -> Iterator[Placed]:
    """The sentences of a section (text, whether it is a heading), each with what stands around it."""
    heading = before = lead = ""
    last = max(1, len(sentences) - 1)
    for number, (text, is_heading) in enumerate(sentences):
        if is_heading:
            heading = text
        yield Placed(text, section, number / last, before, heading, agency, lead)
        before = text
        lead = _lead(_plain(text)) or lead


def _lead(text: str) -> str:
    """What a sentence announces: measures to come, what was mended, what is lacking, or nothing."""
    if _COMING.search(text):
        return "coming"
    if _MENDED.search(text):
        return "mended"
    return "lacking" if _LACKING.search(text) else ""


def masked(text: str) -> str:
    """The text without what differs from year to year: years, figures, blanks."""
    text = "".join(text[:MOST_TEXT].split())
    return _DIGITS.sub("0", _YEAR.sub("Y", text)).lower()


def grams(text: str) -> list[str]:
    """The character n-grams of a masked text, 1 to `LONGEST_GRAM` long."""
    text = masked(text)
    return [
        text[at : at + size]
        for size in range(1, LONGEST_GRAM + 1)
        for at in range(len(text) - size + 1)
    ]


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The text as the patterns read it: no blanks (12 件, broken lines), figures of usual width."""
    return "".join(text[:MOST_TEXT].split()).translate(_NARROW)


def own(text: str, section: SectionKey, agency: str = "") -> list[tuple[str, float]]:
    """The named features of a sentence by itself that are not 0."""
    text = _plain(text)
    found = dict(evidence(text))
    found["length"] = min(len(text), 160) / 80
    found["commas"] = min(text.count("，") + text.count("、"), 8) / 4
    found["item"] = float(_ITEM.match(text) is not None)
    found["semicolon"] = float(text.endswith("；"))
    found[f"section={section}"] = 1.0
    found[f"none&{section}"], found[f"some&{section}"] = found["none"], found["some"]
    rule = _rule(text, section)
    found[f"rule={rule}"] = found[f"{section}&rule={rule}"] = 1.0
    topics = topics_of(text)
    found.update({f"topic={topic}": 1.0 for topic in topics} or {"topic=": 1.0})
    for word in _TELLING:
        if word in text:
            found[f"has={word}"] = 1.0
            if section == "problems":
                found[f"has={word}&problems"] = 1.0
    found.update(_saving(text, section, agency))
    found["about"] = float(bool(objects(text)))
    found["deeds"] = min(len(set(_DEEDS.findall(text))), 2) / 2
    for sign, pattern in _SIGNS:
        if pattern.search(text):
            found[sign] = found[f"{sign}&{section}"] = 1.0
    if section == "problems":
        found.update({tense: 1.0 for tense, pattern in _TENSES if pattern.search(text)})
    return [(name, value) for name, value in found.items() if value]


def is_saved(sentence: Placed) -> bool:
    """Whether a sentence holds what makes it its agency's own whatever else it says (LABELS.md)."""
    found = specifics(_plain(sentence.text), sentence.section, sentence.agency)
    return not SURE.isdisjoint(found)


def _saving(text: str, section: SectionKey, agency: str) -> Iterator[tuple[str, float]]:
    """What saves a sentence, and whether anything does: one is enough, however long the sentence."""
    found = specifics(text, section, agency)
    for kind, count in found.items():
        yield f"saved:{kind}", min(count, 3) / 2 if kind == "count" else 1.0
    state = "saved" if found else "unsaved"
    yield "saved:kinds", min(len(found), 3) / 2
    yield state, 1.0
    yield f"{state}&{section}", 1.0
    if len(text) > LONG:
        yield f"{state}&long", 1.0


def around(sentence: Placed) -> list[tuple[str, float]]:
    """The named features of what stands around a sentence that are not 0."""
    found = [("share", sentence.share)] if sentence.share else [("first", 1.0)]
    before = _plain(sentence.before)
    found += [(f"before={word}", 1.0) for word in _TELLING if word in before]
    found += [(f"before:topic={topic}", 1.0) for topic in _topics(before)]
    found += [(f"heading:topic={topic}", 1.0) for topic in _topics(sentence.heading)]
    if sentence.section != "problems":
        return found
    if sentence.share > 0.5:
        found.append(("later&problems", 1.0))
    lead = f"lead={sentence.lead}"
    found += [(lead, 1.0), (f"{lead}&rule={_rule(sentence.text, 'problems')}", 1.0)]
    if before:
        found.append((f"before:rule={_rule(before, 'problems')}", 1.0))
    found.append((f"heading={_heading(sentence.heading)}", 1.0))
    if _LISTED.match(_plain(sentence.text)):
        found += [("listed", 1.0), (f"listed&{lead}", 1.0)]
    return found


def named(sentence: Placed) -> dict[str, float]:
    """The named features that are not 0."""
    return dict([*own(sentence.text, sentence.section, sentence.agency), *around(sentence)])


@lru_cache(maxsize=4096)
def _rule(text: str, section: SectionKey) -> Role:
    return role_of(_plain(text), section, False)


@lru_cache(maxsize=1024)
def _heading(text: str) -> str:
    return next((name for name, pattern in _HEADINGS if pattern.search(text)), "")


@lru_cache(maxsize=4096)
def _topics(text: str) -> tuple[str, ...]:
    return topics_of(_plain(text)) if text else ()
