"""Figures left out: 共主动公开条, 办结率为%, 收到申请　件, XX件."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_DID = (
    "开展|组织|举办|召开|发布|推送|制作|印发|编发|编印|办理|接待|接听|回复|答复|受理|收到|公开|更新|参加|完成|制发|废止|清理|整改|"
    "作出|实施|接收|转发|刊登|推出|报送|上传|回应|处理|新增|新开|开设|建成|征集|收集|调解|公布|公示|设置|设立|配备|发放|编制|制定|"
    "出台|解读|举行|收取|征收|采取|接受|参训|服务|编写|整理|梳理|归集|发出|新建|建立|下发|刊发|登载|发表|采用|开通|接到|新收|进行|通过|利用|围绕|做好|印制"
)
_ENDS = "(?=[,。;、)]|其中|回应|发布(?!会)|$)"
_LEFT_OUT = re.compile(
    r"(?:共计?|总计|合计|累计|全年)(?:[一-鿿]{0,14}?)(?P<unit>条|件|次|份|篇|期|场)(?=[,。;(]|其中|$)"
)
# 公开各类政府信息条,其中…
_NO_NUMBER = re.compile(
    r"(?:公开|发布|公布|推送|更新|上传|报送|刊发|编发)(?:了)?(?:各类|各种|本级|本单位)?(?:政府|政务|工作|动态|监管)?(?:公开)?信息条(?=[,。;、]|其中)"
)
# 办结率为% · 同比增长%
_NO_PERCENT = re.compile(
    r"(?:率|比|占|为|达到?|约|增长|下降|上升|减少|增加|降低|提高)(?:了)?%(?=[,。;、)]|$)"
)
# 分别为件、件
_NO_NUMBERS = re.compile(
    r"(?:分别|各|均|共|共计|合计|总计|仅|为|达到?)(?:为|是|有)?(?P<unit>件|条|份|次|篇|期)(?=[,。;、])"
)
_PLACEHOLDER = re.compile(
    r"(?:[X×x]{1,4}|_{1,8}|\*{1,6}|…{1,2}|\.{3,6}|[□○]{1,4}|\(\)|(?<=[一-鿿])[?]{1,4}|(?<=[一-鿿])N)(?P<unit>条|件|次|份|篇|期|场|万元|元|人次|个)"
)
# 共收到政府信息公开申请件,均已办结: a figure is announced
_NO_REQUESTS = re.compile(
    r"(?:年度?[,我本]?[局办委镇乡街道机关单位]*|全年|年内|本年度?|本机关|本单位|[我本][局办委厅镇乡]|共|累计|总共|,)+(?:新?收到?|新?受理|接到|新?接收|办理|答复|办结|登记)(?:了)?"
    r"(?:依申请公开|(?:政府)?信息公开申请|申请)件(?=[,。;]|其中)"
)
# 规范性文件件, 行政许可决定件, 共办理建议提案件, 阅读量达万次
_NO_FIGURE = re.compile(
    r"文件件(?=[,。;、)]|$)|(?:^|(?<=[,。;、:]))行政(?:许可|处罚|强制)(?:处理)?决定件(?=[,。;、)]|$)"
    r"|(?:共|全年|累计)(?:办理|主办|承办|办复|答复)(?:人大|政协|代表|委员|、|和|及)*(?:建议|提案)+件(?=[,。;)]|$)"
    r"|(?:量|达到?|超过?|突破|逾)(?:万|千万|亿)(?:次|人次|条|人)(?=[,。;、)]|$)"
)
_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿数多几若余每各逐某首再依批层档头年月身部案文条信来邮证事稿要附软办申请班场频届]"
)
# no number is wanted: 每期, 各场, 逐条, 未…
_WITHOUT = re.compile(r"[未无没不每逐各首某哪]|第[一二三]|\d")
# the blank where a number was to be: 收到政府信息公开申请　件
_GAP = re.compile(
    r"[一-鿿](?<![零〇一二两三四五六七八九十百千万亿数几每各逐某第余多])[ \u3000_]+[余多]?(?:件|条|次|份|篇|期|场|人次|起|宗|万元|%)(?=[，。；、,;（(]|其中)"
)
_ANY = re.compile(
    r"[共计年].{0,30}[条件次份篇期场]|信息条|[X×x_*□○(（?？NＮ…]|\.\.|[一-鿿][%％]|[一-鿿](?:条|篇|份|期|次|场次?|人次|件|幅|张|起|宗|个|处|块|册|轮|万元)(?:[，。；、,;）)]|其中|回应|发布|$)"
)


_ENDS_BARE = re.compile(rf"[一-鿿](?:条|篇|份|期|场|次|件|起|宗|个|处|幅|张|块|册|轮|万元){_ENDS}")


@cache
def _no_count() -> re.Pattern[str]:
    """推送文章篇 · 召开新闻发布会场 · 设置查阅点个: a thing counted, its measure word, and no number."""
    text = files("review").joinpath("data", "measures.toml").read_text("utf-8")
    counted: dict[str, str] = tomllib.loads(text)["counted"]
    pairs = "|".join(f"(?:{nouns}){unit}" for unit, nouns in counted.items())
    # the longest run of words before it that no mark interrupts, but for quotation marks and 、
    return re.compile(rf"(?:{_DID})[一-鿿“”\"《》、]{{0,24}}?(?:{pairs}){_ENDS}")


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
    for pattern in (_NO_NUMBER, _PLACEHOLDER, *percent, _NO_NUMBERS, _NO_REQUESTS, _NO_FIGURE):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _no_count().finditer(text) if _ENDS_BARE.search(text) else ():
        if not _WITHOUT.search(match[0]):
            yield match.span()


__all__ = ["gaps", "left_out", "may_leave_out"]
