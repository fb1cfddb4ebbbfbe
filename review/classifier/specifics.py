"""What saves a sentence from being anyone's: the one specific that LABELS.md asks for.

Stricter than `evidence`, which weighs signs: what stands here is nearly always the agency's own. The
agency's own name, idioms with figures in them (7×24小时, 12345热线) and slogans in quotes are taken out
first, and so is the part that speaks of the report itself.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from review.classifier.evidence import is_law, is_slogan
from review.model import SectionKey

_CHAR = r"[\u4e00-\u9fff]"
_AREA = re.compile(rf"{_CHAR}{{2,9}}?(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗)")
_TOWN = re.compile(rf"({_CHAR}{{2,4}}?(?:镇|乡|街道))(?:人民政府|办事处)?$")
_CENTRAL = "国家税务总局"

_IDIOM = re.compile(
    r"年初有|年中有|年[末终底]有|千家万户|万众一心|\d+周年|365天|20个工作日的?法定|(?:26|二十六)个(?:试点|重点)*领域|“零[^”]{2,4}”|7[×xX*]24小时|24小时|"
    rf"12\d{{3}}(?:热线|平台|政务|便民|纳税|公积金|医保|市民|消费|{_CHAR}{{0,6}}热线)?|110|"
    rf"“?\d{{1,2}}分钟{_CHAR}{{0,6}}圈”?|“?3·15”?|“?12·4”?|第[\d一二三四五六七八九十]+条|第711号|"
    rf"国办{_CHAR}*〔20\d\d〕\d+号|〔20\d\d〕\d+号|第?[一二三四五六七八九十\d]+届|\d+个?重点领域|“?十四五”?|"
    r"^[（(]?\d+[)）.．、]|中央八项规定|20\d\d[-—]20\d\d年?|(?:19|20)\d\d年(?:版|度|修订)?"
)
_COUNT = re.compile(
    r"\d[\d,，.]*(?:万|亿|余|多|千|百)*(?:余|多)?(?:人次|篇次|平方米|个百分点|工作日|分钟|小时|部门|单位|万元|亿元|公里|"
    r"[%％‰元件条次份篇个项起人场期家名部类批本张幅天字页户辆处轮宗则例届门堂万版栏分所笔步档科册套岗村镇乡号位台款座间块道级倍种组支亿头亩吨岁路线枚点班季月日年])"
)
_DATE = re.compile(
    r"\d{1,2}(?:[—-]\d{1,2})?月|月[上中下]旬|(?:19|20)\d\d年(?:\d|[春秋上下初底末内]|[一二三四]季|第)|第?[一二三四]季度|"
    r"[上下]半年|年(?:初|中|底|内)前?|月底|季度末|周[一二三四五六日]"
)
_ZERO = re.compile(
    r"(?:没有|未|并无|从未|均无|亦无|也无)(?:再|曾|有)?(?:发[生现]|制[发定]|出台|新增|废止|修订|印发|出现|收到|收取|接到|接收|受理|产生|被|因|结转|任何|独立|其他|一[家起件例]|建|开设|设|需)|"
    r"为零|零(?:差错|失误|投诉|泄密|事故|申请|收费|诉讼|复议|逾期)|0[件起次元]|暂无|^无[。；]?$|"
    r"无(?:一[件例起]|新收|结转|行政复议|行政诉讼|复议|诉讼|此类|收费|其他需|其它需|需要|相关情况)|事项无[。；]?$"
)
_NOBODY = re.compile(
    r"没有(?:一[个名]|任何)?(?:单位|人员|个人|干部|工作人员)[^，。；]{0,20}(?:受|因|被)"
)
_NO_ZERO = re.compile(r"未(?:被)?(?:经|按|及时)|没有(?:最好|真正|形成|得到|跟上)")
_ISSUED = re.compile(
    r"(?:印发|制定|出台|修订|编制|编印|转发|发布|起草|制作|下发|拟定|形成|完成|推出|编写|汇编|公布|披露|建立|完善|更新|编发|刊发|开设)"
    r"[^，。；《]{0,14}《([^》]{3,60})》"
)
_NAMED = re.compile(
    rf"[“\"「『]([^”\"」』]{{2,20}})[”\"」』]{_CHAR}{{0,3}}?"
    r"(?:上|里|专题|栏目|专栏|平台|系统|小程序|活动|品牌|专区|机制|培训|工程|行动|模式|公众号|发布会|直播|号|微信|APP|账号|服务|试点|专辑|页|窗口|墙|角|体验|"
    r"热线|视频|课堂|讲堂|夜话|栏|清单|目录|系列|动漫|短剧|微博|客户端|网站|门户|功能|模块|查询|入口|指数|码|信箱|驿站|联盟|队|小组|日|月|周|会|板块|频道|"
    r"专刊|工作室|项目|圈)"
)
_MADE = re.compile(
    r"(?:推出|开设|开通|打造|试点|设立|开发|创办|启动|建成|上线|创建|新设|新增|编印|汇编|设置|增设|用好|入选|获评)[^，。；“”]{0,12}[“「]([^”」]{2,20})[”」]"
)
_SLOGAN = re.compile(
    r".*、.*、|应.{1,4}尽|谁|先.*后|一.{1,3}一.{1,3}$|三.{0,2}[审校]|.{1,2}公开$|.*为|[一二三四五六七八九十两\d]+个?[\u4e00-\u9fff]{1,2}$|最后一?|"
    r".*\+|人人|僵尸|一站式$|一网|.*掌上|零距离$|一把手$|关键词$|第一|看得|听得|好差评$|面对面$|键对键$|点对点$|数字鸿沟$|娱乐|条例$"
)
_BODY = re.compile(
    rf"(?:[省市县区旗州镇乡]|街道){_CHAR}{{2,9}}?(?:局|委|办|厅|院|中心|公司|集团|支队|大队|联社|办公室|银行|站|馆|协会|商会|联合会)"
    r"(?!面|理|公|法|托|员|事|案|件|结|会议|会商)"
)
_ANY_BODY = re.compile(
    r"[省市县区旗州镇乡街道]*(?:政府|委|各|有关|相关|直|级|两级|人民|域|民|场|政务服务中心|便民|党群服务|政务公开(?:主管|办)|人大|政协|相应)|"
    r".*(?:党工?委|党政|工作领导)"
)
_POST = (
    r"(?:拟稿人|起草人|经办人|承办人|撰稿人|信息员|编辑|科长|股长|处长|主任|局长|镇长|乡长|县长|市长|区长|"
    r"(?:科|处|股|部门|单位|站所|办所|业务|室)?负责(?:人|同志)|分管(?:领导|负责人|负责同志|副?[局县镇乡市区]?长)|[主支大]?[要队]领导|班子成员|"
    r"(?:业务|承办|相关|各|起草)(?:科室|股室|部门|处室|单位)|办公室|法规(?:部门|科)|政工部门|保密办|党组|第一责任人)"
)
_STEP = re.compile(
    _POST
    + r"[^，。；、“”]{0,6}(?:初审|复审|终审|自审|审核|会签|签发|签批|把关|受理|审定|牵头|复核|提供|统筹|协调|核稿|校对|审签|会审|负责|审查|提出|"
    r"标注|录入|答复|起草|拟办)"
)
_BY = re.compile(
    r"由(?!于|此|来|专人|专门|点|内|表|事|衷|面|量|群众|专职|专业|各|有关|相关|承办|业务|主要|分管|上级|单纯|过去|传统|原来|注重|“)"
    rf"[\u4e00-\u9fff、]{{1,18}}?(?:办|办公室|局|科|股|处|室|站|所|中心|队|组|委|长|员|院|司|村|社区|关|部)(?={_CHAR})"
)
_IN_WORDS = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[期场次批轮]|(?<![第之])[两二三四五六七八九十百千]{1,4}(?:余|多)?(?:次|期|场|份|件|名|人次|人|条|轮|批|家|户|天|周(?!年|边|全|密)|年级|"
    r"个(?:镇|乡|村|社区|街道|嘎查|科室|股室|处室|月|工作日|栏目|专栏|部门|单位|账号|项目|领域|环节|模块|类|季度|小时))"
)
_LEVEL = r"(?:区|县|市|旗|镇|乡|街道|社区|村)"
_PLACE = re.compile(
    rf"(?:^|[，。；：、在如以]|包括|[一二三四五六]是|^[（(]?[\d一二三四五六]+[)）、.．])({_CHAR}{{1,4}}?{_LEVEL})"
    rf"(?=(?:人民政府|办事处|政府)?(?:、{_CHAR}{{2,4}}{_LEVEL}|[等把将的“《一两三在以为对将从获设试创建整推开上首改邀联选编用聘率巧]|"
    r"积极|探索|依托|持续|结合|制定|打造|围绕|通过|利用|组织|印发|入选|坚持|聚焦|实[行现施]|全[面力]|完[善成]|健全|优化|注重))"
)
_NO_PLACE = re.compile(
    r"^(?:省|市|县|区|镇|乡|村|街|社区|政务|便民|服务|查阅|新|专|园|小|城|片|景|辖|社|库|增|少|多|更|先|人|请|加|依|立|深|切|下|到|"
    r"推进|农村|西部|深入|由|对|与|向|为|将|按|从|把|让|部分|个别|有的|一些)|[本我各全该两于虽然结合及和与所位集]|(?:高新|开发|农牧|试点|园|辖|地|小)区$"
)
_AWARD = re.compile(
    r"入选|获评|荣获|获批|获(?:得)?[^，。；]{0,12}(?:称号|表彰|表扬|奖(?!励))|被[^，。；]{2,16}(?:列为|确定为|评为|编入|推广|转发)|"
    r"通报表扬|名列|列全|国家级|(?:全国|省级)[^，。；]{0,8}(?:试点|示范)|试点(?:成果|项目|[县市区乡镇]|单位)|(?:入|评|列)[^，。；]{0,12}案例"
)
_COMPILED = re.compile(
    r"汇编(?:成册|[“《])|编[印成制写撰][^，。；]{0,16}(?:手册|问答|一本通|口袋书|案例|读本|图册|折页|册子|明白[卡纸]|宣传册|对照表)|"
    r"(?:整理|做|制)成[^，。；]{0,8}(?:册|表|问答|案例|手册|清单|集|牌|卡|图)|(?<!装订)成册"
)
_WITH = re.compile(
    r"(?:联合|会同|邀请|聘请|委托|商请)(?!各|有关|相关|多|社会|群众|第三方|上级|办公|发力|执法|惩戒|监管|专家|人大|政协|居民|利益|研判|研究|"
    rf"[省市县区]直|编|作战|行动|部署|开展|推进|印发|[^，。；]{{0,6}}监督员){_CHAR}{{2,}}"
)
_OFTEN = re.compile(
    r"每周[一二三四五六日]?|每月|每季度?|每半年|每日|每天|逐[季月周日]|按[季月周]|次月"
)

KINDS = {
    "count": "数量",
    "date": "时间",
    "zero": "可以核实的事实",
    "document": "文件",
    "named": "名称",
    "made": "名称",
    "body": "具体单位",
    "steps": "各环节的责任人",
    "by": "责任单位",
    "words": "数量",
    "often": "时限",
    "place": "具体地方",
    "award": "试点或表彰",
    "compiled": "编成的材料",
    "with": "合作单位",
}
"""The kinds of specifics, as a reviewer reads them."""
SURE = frozenset({"count", "date", "zero", "document", "words", "often"})
"""Kinds that settle it: of the sentences that hold one, the writers took one in 200 for boilerplate."""


@lru_cache(maxsize=256)
def names_of(agency: str) -> re.Pattern[str] | None:
    """The names that an agency goes by in its report: whole, without its place, its place alone."""
    if not agency:
        return None
    names = {agency}
    rest = agency.removeprefix(_CENTRAL)
    names.add(rest)
    place = ""
    while (area := _AREA.match(rest)) and area.end() < len(rest):
        place, rest = area.group(), rest[area.end() :]
        names.add(place)
    town = _TOWN.search(rest)
    if place:
        for office in {rest, rest.replace("人民政府", "政府")}:
            names |= {place + office, place[-1] + office, place[:-1] + office}
        names.add(place[-1] + rest.replace("人民政府", "政府").removesuffix("公室"))
    if town:
        names.add(town[1])
    found = sorted((name for name in names if len(name) > 2), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, found)))


def _shortens(name: str, agency: str) -> bool:
    """Whether a name is the agency's own, shortened (市卫健委 for 某市卫生健康委员会)."""
    letters = iter(agency)
    return all(letter in letters for letter in name[1:])


def _own_titles(quoted: Iterator[re.Match[str]]) -> bool:
    return any(not _SLOGAN.match(found[1]) and not is_slogan(found[1]) for found in quoted)


@lru_cache(maxsize=2048)
def specifics(text: str, section: SectionKey, agency: str = "") -> Mapping[str, int]:
    """The specifics in a sentence by kind, with how many there are (1 where they are not counted)."""
    if section in ("front", "end"):
        return {}
    own = names_of(agency)
    text = _IDIOM.sub("", own.sub("我", text) if own else text)
    found = {
        "count": len(_COUNT.findall(text)),
        "date": bool(_DATE.search(text)),
        "zero": bool(_ZERO.search(_NO_ZERO.sub("", text)) or _NOBODY.search(text)),
        "document": any(not is_law(title) for title in _ISSUED.findall(text)),
        "named": _own_titles(_NAMED.finditer(text)),
        "made": _own_titles(_MADE.finditer(text)),
        "body": any(
            not _ANY_BODY.match(body) and not _shortens(body, agency)
            for body in _BODY.findall(text)
        ),
        "steps": len(_STEP.findall(text)) > 1,
        "by": bool(_BY.search(text)),
        "words": bool(_IN_WORDS.search(text)),
        "often": bool(_OFTEN.search(text)),
        "place": any(
            not _NO_PLACE.search(place) and place not in agency for place in _PLACE.findall(text)
        ),
        "award": bool(_AWARD.search(text)),
        "compiled": bool(_COMPILED.search(text)),
        "with": bool(_WITH.search(text)),
    }
    return {kind: int(count) for kind, count in found.items() if count}
