"""Full names of bodies in running text: who speaks of itself, and what a short name stands for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from review.report.agencies import is_full_name, region_head
from review.zh.folding import fold

# Longest endings first: 人民政府办公室 before 人民政府.
_END = (
    r"(?:人民政府办公[室厅]|人民政府|街道办事处|管理委员会|管委会|委员会|管理中心|总局|分局|局|厅|"
    r"委(?!员)|海关|支队|中心|镇|乡)"
)
_REGION = r"(?:省|市|县|区|州|旗|盟|国家税务总局)"
_NAME = rf"[\u4e00-\u9fff]{{1,12}}?{_REGION}[\u4e00-\u9fff]{{0,16}}?{_END}"
_BEFORE = r"(?:^|(?<=[\n，。、；：:,;（(“\"《与由请在向按照和及将对经]))"
_MENTION = re.compile(rf"{_BEFORE}(?=({_NAME}))")
# 某局认真贯彻…: the body of which the sentence speaks, and so the one that reports.
_SUBJECT = re.compile(
    rf"(?:^|(?<=[\n，。；：,;]))({_NAME})(?=[（(](?:以下|下称|简称)|"
    r"(?:认真|推进|深入|全面|坚持|严格|贯彻|积极|切实|始终|高度|紧紧|围绕|扎实|持续|不断|主动|"
    r"进一步|依法|共|以|把|将|结合|组织|着力|聚焦|立足|大力|稳步|落实|根据|按照|编制|在))"
)

# What a sentence or a page puts before a name; not 机构编制委员会办公室 or 政务公开办公室, which are bodies.
_LEADING_WORDS = re.compile(
    r".*(?:(?<!机构)编制|编写|公布|发布|公开|要求|规定|报告由|本机关|本单位|我局)"
    r"(?!办公|领导|中心|服务|工作)"
)
_SITE_BEFORE = re.compile(r"^.*(?:网站|首页)(?=.)")
_LEADING_LETTERS = ("请与", "请向", "请由", "现将", "请", "与", "由", "现")


def without_lead(words: str) -> str:
    """A body's name without the verbs and the site's words before it: 编制某县水务局, 某网站区民政局."""
    words = _SITE_BEFORE.sub("", words)
    lead = _LEADING_WORDS.match(region_head(words))
    if lead and lead.end() < len(words):
        words = words[lead.end() :]
    for letters in _LEADING_LETTERS:
        # 现将乐县: a single letter before 县 would be no place
        if words.startswith(letters) and len(region_head(words)) != len(letters) + 1:
            return words[len(letters) :]
    return words


def names_in(text: str) -> Counter[str]:
    """Full names of bodies in a text and how often each is met."""
    found: Counter[str] = Counter()
    for match in _MENTION.finditer(folded_lines(text)):
        found[without_lead(match[1])] += 1
    return Counter({name: count for name, count in found.items() if is_full_name(name)})


def folded_lines(text: str) -> str:
    """A text with each line folded; words of two lines stay apart."""
    return "\n".join(fold(line) for line in text.split("\n"))


def subject_of(texts: Iterable[str]) -> str:
    """The full name that the narrative uses for the reporting body; "" where none or several do."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in _SUBJECT.finditer(folded_lines(text)):
            if is_full_name(match[1]):
                found[match[1]] += 1
    ranked = found.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def stands_for(short: str, full: str) -> bool:
    """Whether 市科委 can be short for 云岭市科学技术委员会: its letters in order, ends and region alike."""
    region, words = short[:1], short[1:]
    if region not in "省市县区州旗" or len(words) < 2 or short == full:
        return False
    at = full.find(region)
    rest = full[at + 1 :]
    if at < 1 or not rest.startswith(words[0]):
        return False
    letters = iter(rest)
    if not all(letter in letters for letter in words):
        return False
    return rest.endswith(words[-1]) or (words[-1] in "委办" and rest.endswith(("委员会", "办公室")))


def resolve(short: str, texts: Sequence[str]) -> str:
    """The one full name in some texts that a short name stands for; "" where none or several do."""
    text = "\n".join(texts)
    defined = re.search(
        rf"({_NAME})[（(](?:以下|下)?(?:简)?称[“\"‘]?{re.escape(short)}[”\"’]?[）)]",
        folded_lines(text),
    )
    if defined and is_full_name(defined[1]):
        return without_lead(defined[1])
    fitting = {name for name in names_in(text) if stands_for(short, name)}
    whole = {n for n in fitting if not any(m != n and n.endswith(m) for m in fitting)}
    return whole.pop() if len(whole) == 1 else ""
