"""What is beside the matter: publicity, party work and IT in place of disclosure; empty words in part 六."""

import re
from collections.abc import Sequence

from review.outcome import Sentence
from review.quality.phrases import is_phrase
from review.zh.folding import fold

_ASIDE = re.compile(
    r"党建|党支部|党员|党组织|党日|三会一课|主题教育|党课|党风廉政|从严治党|清廉|廉政|廉洁|警示教育|二十大精神|志愿服务|慰问|精神文明|文明(?:创建|单位|城市)|正能量|"
    r"新闻宣传|宣传报道|宣传工作|刊发|采风|新闻稿|信息稿件|稿件[^,。;]{0,6}(?:采用|刊用)|报送[^,。;]{0,6}(?:稿件|简报|政务信息|动态)|向[^,。;]{2,12}报送信息|采用信息|舆论引导|正面宣传|意识形态|讲好[^,。;]{0,6}故事|"
    r"办公自动化|服务器|机房|网络安全|软件(?:升级|开发)|硬件|电脑|办公系统|信息化(?:建设|水平|工作)|数字化转型"
)
_LONGEST = 600  # of a sentence without an end; more is not read
_DISCLOSURE = re.compile(
    r"公开|申请|解读|条例|公示|处理费|收费|建议|提案|复议|诉讼|目录|查阅|知情权"
)
_ASKED = frozenset(
    ["processing_fee", "proposals", "key_tasks", "innovation", "statistics", "on_request"]
)


def beside_the_matter(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences on publicity, party work or IT that say nothing of disclosure."""
    out = []
    for sentence in sentences:
        text = fold(sentence.text[:_LONGEST])
        if sentence.role == "heading" or _DISCLOSURE.search(text):
            continue
        if _ASIDE.search(text):
            out.append(sentence)
    return out


def empty_words(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences of part 六 that are phrases and speak of nothing that is asked there."""
    out = []
    asked = False
    for sentence in sentences:
        if sentence.role == "heading":
            asked = bool(_ASKED & set(sentence.topics))
        elif is_phrase(sentence) and not asked and not _ASKED & {*sentence.topics} - {"innovation"}:
            out.append(sentence)
    return out
