"""What a sentence holds that can be checked: counts, dates, documents, names, units, zeros (LABELS.md).

Each is a sign that a sentence is its agency's own; a sentence with none of them could be anyone's.
"""

import re
from collections.abc import Mapping

_NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?|[一二三四五六七八九十百千两]+)"
_UNIT = (
    r"(?:万余|余|多)?(?:余人|人次|篇次|平方米|个百分点|个工作日|工作日|分钟|小时|部门|单位|万元|亿元|"
    r"[件条次份篇个项起人场期元家名部类批本张幅天字页户辆处轮宗则例届门堂课万%％版栏])"
)
_COUNT = re.compile(_NUMBER + _UNIT)
# 一是、第一、一个、一系列 … count nothing
_NO_COUNT = re.compile(
    r"(?:[一两二三](?:是|个方面|方面|位一体|次性|项制度)|一(?:个|项|批|系列|步|方面|站式|体化|次性)|三审三校|[一两](?:年|名))"
)
_BARE = re.compile(r"[一二三四五六七八九十]+个?")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_DATE = re.compile(
    r"\d{1,2}月(?:\d{1,2}日)?|\d+日前|第[一二三四]季度|上半年|下半年|每周[一二三四五]?|每月|每季度?|每半年|年底前|月底前|每日"
)
_TITLE = re.compile(r"《([^》]{2,60})》")
_LAW = re.compile(
    r"^(?:中华人民共和国)?(?:.{0,12}条例|.{0,12}法)$|处理费管理办法|年度报告格式|政府信息公开条例"
)
_AS_BASIS = re.compile(
    r"(?:根据|按照|依据|依照|依|贯彻|落实|学习|遵照|对照|按|执行|围绕|宣传|和|、|及|与)[^，。；]{0,8}$"
)
_ISSUED = re.compile(
    r"(?:印发|制定|出台|修订|编制|编印|转发|发布|起草|制作|下发|拟定)[^，。；]{0,12}《"
)
_DOCUMENT_NUMBER = re.compile(r"[〔\[（(]20\d\d[〕\])）]\d+号")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,20})[”\"」』]")
_SLOGAN = re.compile(
    r"公开为常态|不公开为例外|常态|例外|谁公开|谁审查|谁主管|谁负责|三审|最后一公里|互联网|放管服|双随机|一网通办|应公开|"
    r"五公开|双公示|六稳|六保|十四五|两微|人民|服务|最多跑|一次办"
)
_NAMED_THING = re.compile(
    r"[”\"」』][\u4e00-\u9fff]{0,4}(?:栏目|专栏|平台|系统|小程序|活动|品牌|专区|专题|机制|培训|工程|行动|模式|公众号|发布会|直播|号|"
    r"微信|APP|账号|服务|试点)"
)
_BODY = re.compile(
    r"(?:^|[，。；、：和由]|是)((?:[\u4e00-\u9fff]{1,6}(?:市|县|区|旗|州|镇|乡|街道|村|社区|局|委|办|厅|院|所|站|科|股|处|室|公司|"
    r"集团|学校|医院|中心|法院|队)){1,3})(?=[\u4e00-\u9fff“])"
)
_ANY_BODY = re.compile(
    r"^(?:[我本各全该县市区镇乡]|由|对|与|向|为|在|将|各级|有关|相关|所属|基层|下属|责任|业务|承办|牵头|主管|具体|其他|部分|个别|"
    r"机关|便民|政务|服务|档案|工作|信息|公开|办公室|领导|组织|坚持|加强|推|完|积|进|做|建|规|强|提|充分|利用)"
)
_NOTHING = re.compile(
    r"未收到|没有收到|未收取|没有收取|未产生|未发生|没有发生|未出现|未接到|未受理|无(?:新收|结转|上年|申请|行政|复议|诉讼|信息公开|"
    r"依申请|收费|投诉|被|因)|均为0|为零|零(?:申请|投诉|收费|诉讼)|0件|暂无|没有其他|无其他|无需要|不存在|未被"
)
_OBJECT = re.compile(
    r"栏目|目录|预决算|补贴|解读|抽检|许可|处罚|采购|食品|医保|教育|住房|征地|拆迁|环境|财政|招标|答复|档案|指南|公报|规范性文件|会议|"
    r"建议|提案|村务|社区|窗口|问卷|检索|链接|网页|附件|图解|视频|时限|邮件|电话"
)
_VAGUE = re.compile(
    r"进一步|不断|持续|切实|有效|积极|认真|扎实|稳步|大力|着力|全面|深入|严格|充分|努力|加大|加强|提高|提升|强化|完善|健全|规范|优化|"
    r"推进|确保|力度|水平|质量|意识|机制|体系|能力|实效|成效|高度重视|统一思想|重要"
)
_HONOUR = re.compile(
    r"试点|获评|入选|表彰|通报表扬|示范点|优秀|第[一二三四五六七八九十\d]+期|被评为|排名|获批|荣获"
)
_CONTACT = re.compile(r"电话|邮编|地址|网址|邮箱|www|http")

KINDS = {
    "count": "数量",
    "date": "时间",
    "document": "文件",
    "name": "名称",
    "body": "具体单位",
    "nothing": "可以核实的事实",
    "honour": "试点或表彰",
    "contact": "联系方式",
}
"""The kinds of evidence, as a reviewer reads them."""


def evidence(text: str) -> Mapping[str, float]:
    """Signs by name: how often each stands in a sentence (capped), 1.0 or 0.0 for those that count once."""
    plain = _YEAR.sub("年", text)
    counts = [
        match.group()
        for match in _COUNT.finditer(plain)
        if not _NO_COUNT.match(match.group()) and not _BARE.fullmatch(match.group())
    ]
    titles = list(_TITLE.finditer(text))
    own = sum(
        not _LAW.search(title[1]) and not _AS_BASIS.search(text[: title.start()])
        for title in titles
    )
    quoted = [name for name in _QUOTED.findall(text) if not _SLOGAN.search(name)]
    bodies = [body for body in _BODY.findall(text) if not _ANY_BODY.match(body)]
    opening = text.lstrip("一二三四五六七八九十是（）()、")
    vague = len(_VAGUE.findall(text))
    out = {
        "count": min(len(counts), 4),
        "count.digits": min(sum(count[0].isdigit() for count in counts), 3),
        "date": bool(_DATE.search(plain)),
        "document": own,
        "document.basis": len(titles) - own,
        "document.issued": bool(_ISSUED.search(text)),
        "document.number": bool(_DOCUMENT_NUMBER.search(text)),
        "name.quoted": min(len(quoted), 3),
        "name": bool(quoted and _NAMED_THING.search(text)),
        "body": min(len(bodies), 2),
        "body.first": bool(bodies and opening.startswith(bodies[0])),
        "nothing": bool(_NOTHING.search(text)),
        "object": min(len(_OBJECT.findall(text)), 3),
        "vague": min(vague, 8),
        "vague.share": min(2.0, 10 * vague / max(10, len(text))),
        "honour": bool(_HONOUR.search(text)),
        "contact": bool(_CONTACT.search(text)),
    }
    signs = ("count", "date", "document", "document.number", "document.issued", "name", "body")
    out["some"] = any(out[sign] for sign in (*signs, "nothing", "contact"))
    out["none"] = not out["some"]
    return {name: float(value) for name, value in out.items()}


def is_law(title: str) -> bool:
    """Whether a title is that of a law or of a rule for all: a basis, nobody's own."""
    return bool(_LAW.search(title))


def is_slogan(name: str) -> bool:
    """Whether a quotation is a slogan, which names nothing."""
    return bool(_SLOGAN.search(name))


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds of evidence that a sentence holds, as a reviewer reads them."""
    found = evidence(text)
    return tuple(words for kind, words in KINDS.items() if found[kind])


def tokens(text: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a sentence that stand behind its signs, by kind of `KINDS`, as they stand in it."""
    plain = _YEAR.sub(lambda year: "\0" * len(year.group()), text)
    counts = [
        match.group()
        for match in _COUNT.finditer(plain)
        if not _NO_COUNT.match(match.group()) and not _BARE.fullmatch(match.group())
    ]
    titles = [
        f"《{title[1]}》"
        for title in _TITLE.finditer(text)
        if not _LAW.search(title[1]) and not _AS_BASIS.search(text[: title.start()])
    ]
    found = {
        "count": counts,
        "date": [match.group() for match in _DATE.finditer(plain)],
        "document": [*titles, *(match.group() for match in _DOCUMENT_NUMBER.finditer(text))],
        "name": [name for name in _QUOTED.findall(text) if not _SLOGAN.search(name)],
        "nothing": [match.group() for match in _NOTHING.finditer(text)],
    }
    return {kind: tuple(dict.fromkeys(words)) for kind, words in found.items() if words}


def vague_words(text: str) -> tuple[str, ...]:
    """The words of a sentence that fit everywhere: 进一步, 不断, 高度重视."""
    return tuple(dict.fromkeys(_VAGUE.findall(text)))
