"""Part 一 by its five topics: which of them it speaks of, whatever its headings are."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from review.outcome import Sentence
from review.zh.folding import fold
from review.zh.sentences import ORDINAL

Topic = Literal["proactive", "on_request", "management", "platform", "oversight"]

TOPIC_NAMES: Mapping[Topic, str] = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "oversight": "监督保障",
}
"""The five topics of part 一, in the words of the format."""

# what a sentence says that speaks of a topic, in words of its own
_SAID: Mapping[Topic, re.Pattern[str]] = {
    "proactive": re.compile(
        r"主动公开|(?:公开|发布|公布|上网|公示|推送|查到|查阅到)[^。;]{0,24}(?:信息|文件|公告|名单|动态|稿件|结果|规则)?[^。;]{0,6}\d{1,9}余?(?:条|件|份|篇|期|批)|"
        r"解读|重点领域|预决算|决策公开|(?:发布|公开|公布|公示)[^。;,]{0,10}(?:信息|文件|公告|名单|结果|政策)"
    ),
    "on_request": re.compile(
        r"依申请|(?:信息|公开)申请|申请人|(?:收到|新收|受理|办结|答复|办理)[^。;]{0,14}申请|申请[^。;]{0,8}(?:\d{1,9}|零|[一二两三])[件宗份]|索要|索取|来信要"
    ),
    "management": re.compile(
        r"审核|审查|把关|属性|保密|目录|指南|台账|归档|建档|动态调整|清理|信息管理|文件管理|规范性文件|先审后发|三审|签字|编审|归集|文件库|标准化|脱敏|失效|校对"
    ),
    "platform": re.compile(
        r"网站|网页|专栏|栏目|新媒体|公众号|微信|微博|抖音|视频号|小程序|平台|公报|查阅|专区|公开栏|公示栏|电子屏|显示屏|门户|大厅|账号|载体建设"
    ),
    "oversight": re.compile(
        r"领导小组|考核|考评|评议|追责|追究|问责|培训|督查|督促|督导|监督|检查|抽查|自查|通报|专人|负责人|联络员|信息员|工作人员|工作机构|组织领导|责任(?:制|分工|科室|人)|"
        r"听取|满意度|测评|第三方评估|投诉|授课|讲了|专题(?:学习|研究)|\d{1,4}人负责|[名人]专职"
    ),
}
# by which way something was published: 通过县政府网站和公众号
_BY_WAY_OF = re.compile(
    r"(?:通过|依托|利用|借助|运用|经|在|从)[^,。;]{0,24}?(?:网站|网页|专栏|公众号|新媒体|微信|微博|平台|公开栏|公示栏|公报|专区)(?:[、和及与][^,。;、]{2,10}?(?:公众号|新媒体|微信|微博|平台|公开栏|公示栏|公报|专区))*(?:等)?(?:[^,。;]{0,6}?(?:渠道|载体|途径|形式|方式))?"
)
_LONGEST = 600  # of a sentence without an end; more is not read
_NOTHING = re.compile(r"(?:暂?无|没有)(?:此项|相关情况)?[。.]?")


def topics_told(text: str, sentences: Sequence[Sentence]) -> frozenset[Topic]:
    """The topics that part 一 speaks of: its text and its sentences.

    Under a heading that names a topic a sentence speaks of that one, and of another only where the
    model gives it that one alone: 通过县政府网站公开 under 主动公开 is no 平台建设. Elsewhere, and in a new
    paragraph behind one that its heading opens, it speaks of what the model says and of what words of
    its own say. A heading with nothing under it tells nothing.
    """
    told: set[Topic] = set()
    under: frozenset[Topic] = frozenset()
    style = ""
    opens = begun = False  # the heading opens a paragraph; that paragraph has begun
    before = 0
    for sentence in sentences:
        given = frozenset(t for t in TOPIC_NAMES if t in sentence.topics)
        anew = "\n" in text[before : sentence.start]
        before = sentence.end
        if sentence.role == "heading":
            now = _style(sentence.text)
            if (
                given or now == style
            ):  # one without a topic, of another style, stands below the last
                under, style = given, now
            opens = begun = False
            continue
        if not begun:
            begun, opens = True, not anew
        elif anew and opens:
            under = frozenset()
        plain = fold(sentence.text[:_LONGEST])
        if under:
            if not (_NOTHING.fullmatch(plain) and "on_request" not in under):
                told |= under
            if not given & under:
                told |= given
            continue
        told |= given
        own = _BY_WAY_OF.sub("", plain)
        told.update(topic for topic, said in _SAID.items() if said.search(own))
    return frozenset(told)


def _style(heading: str) -> str:
    """How a heading is numbered: （一） and （二） alike."""
    ordinal = ORDINAL.match(heading)
    return re.sub(r"[一二三四五六七八九十\d]+", "0", fold(ordinal.group())) if ordinal else ""
