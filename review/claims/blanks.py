"""Figures left out: 共主动公开条, 办结率为%, 收到申请　件, XX件."""

import re
from collections.abc import Iterator

_LEFT_OUT = re.compile(
    r"(?:共计?|总计|合计|累计|全年)(?:[一-鿿]{0,14}?)(?P<unit>条|件|次|份|篇|期|场)(?=[,。;(]|其中|$)"
)
# 公开各类政府信息条,其中…
_NO_NUMBER = re.compile(
    r"(?:公开|发布|公布|推送|更新|上传|报送|刊发|编发)(?:了)?(?:各类|各种|本级|本单位)?(?:政府|政务|工作|动态|监管)?(?:公开)?信息条(?=[,。;、]|其中)"
)
# 通过新闻发布、在线访谈次回应社会关切
_NO_TIMES = re.compile(
    r"(?:访谈|座谈会?|培训|会议|解读|推文|短视频)(?:次|场次?|期|篇)(?=[,。;、]|回应|发布|其中)(?!数)"
)
_DID = (
    "开展|组织|举办|召开|发布|推送|制作|印发|编发|编印|办理|接待|接听|回复|答复|受理|收到|公开|更新|参加|完成|制发|废止|清理|整改|"
    "作出|实施|接收|转发|刊登|推出|报送|上传|回应|处理|新增|新开|开设|建成|征集|收集|调解"
)
# 公众号推送文章篇 · 召开新闻发布会场 · 接待群众人次
_NO_COUNT = re.compile(
    rf"(?:{_DID})(?:了)?[一-鿿]{{0,10}}?"
    r"(?:(?:动态|文章|推文|稿件|微信|微博|新闻|解读|材料|图解)(?:篇|条)"
    r"|(?:视频|动态|消息|留言|政策|信件|来信|建议|意见|线索)(?:条|个)(?!目)|(?:信件|来信|公报|报告|告知书|答复书|通知书|公文|文件)(?:份|期)(?![间限])"
    r"|(?:图解|海报|展板)(?:幅|张|块)|(?:发布会|访谈|讲座|座谈会|培训|培训会|活动|演练)(?:场次?|期|次)(?![间限所地])"
    r"|(?:检查|督查|抽查|测评|调研|督导|走访|评议|会议)(?:次|轮)(?![序要数])|(?:群众|人员|咨询|来访|参训|学员)(?:人次|余人|多人)"
    r"|(?:政协提案|人大建议|规范性文件|处罚决定|许可决定|强制措施)(?:件|份))(?=[,。;、)]|其中|$)"
)
# 办结率为% · 同比增长%
_NO_PERCENT = re.compile(
    r"(?:率|比|占|为|达到?|约|增长|下降|上升|减少|增加|降低|提高)(?:了)?%(?=[,。;、)]|$)"
)
# 分别为件、件
_NO_NUMBERS = re.compile(r"(?:分别|各|均)(?:为|是|有)(?P<unit>件|条|份|次|篇|期)(?=[,。;、])")
_PLACEHOLDER = re.compile(
    r"(?:[X×x]{1,4}|_{1,8}|\*{2,6}|[□○]{1,4}|\(\)|(?<=[一-鿿])[?]{1,4}|(?<=[一-鿿])N)(?P<unit>条|件|次|份|篇|期|场|万元|元|人次|个)"
)
_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿数多几若余每各逐某首再依批层档头年月身部案文条信来邮证事稿要附软办申请班场频届]"
)
# the blank where a number was to be: 收到政府信息公开申请　件
_GAP = re.compile(
    r"[一-鿿](?<![零〇一二两三四五六七八九十百千万亿数几每各逐某第余多])[ \u3000_]+(?:件|条|次|份|篇|期|场|人次|起|宗|万元|%)(?=[，。；、,;（(]|其中)"
)
_ANY = re.compile(
    r"[共计年].{0,30}[条件次份篇期场]|信息条|[X×x_*□○(（?？NＮ]|[一-鿿][%％]|[一-鿿](?:条|篇|份|期|次|场次?|人次|件|幅|张)(?:[，。；、,;）)]|其中|$)"
)


def gaps(text: str) -> Iterator[tuple[int, int]]:
    """Places in a text (not folded) where blanks stand for a number."""
    if " " in text or "\u3000" in text or "_" in text:
        for match in _GAP.finditer(text):
            yield match.span()


def may_leave_out(text: str) -> bool:
    """Whether a text (not folded) is worth a search."""
    return _ANY.search(text) is not None


def left_out(text: str) -> Iterator[tuple[int, int]]:
    """Places (folded) where a count was announced and its number is not there: 共主动公开条."""
    told: list[tuple[int, int]] = []
    for start, end in _left_out(text):
        if not any(start < b and a < end for a, b in told):
            told.append((start, end))
            yield start, end


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    for match in _LEFT_OUT.finditer(text):
        words = text[match.start() : match.start("unit")]
        if _NUMERAL.search(words[-1]) or any(char.isdigit() for char in words):
            continue
        if re.search(r"[零〇一二两三四五六七八九十百千万亿数多几若余每各逐某]", words[2:]):
            continue
        if re.search(r"未|无|没有|[不]", words):
            continue
        if not _NO_NUMBER.search(words + match["unit"] + text[match.end() : match.end() + 2]):
            yield match.span()
    percent = (_NO_PERCENT,) if "%" in text else ()
    for pattern in (_NO_NUMBER, _NO_TIMES, _PLACEHOLDER, *percent, _NO_NUMBERS):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _NO_COUNT.finditer(text):
        if not re.search("[未无没不每逐各]", match[0]):
            yield match.span()


__all__ = ["gaps", "left_out", "may_leave_out"]
