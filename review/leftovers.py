"""Names of other places and bodies that copying has left in a report: where they stand, and how surely.

A place is foreign where it is neither the body's own region, nor above it, nor in it. It is a leftover
beyond doubt where it stands as the one that reports (某县商务局认真贯彻……, 在某市委的领导下, 通过某市政府
网站); a bare mention is doubtful, and beside words of partnership, travel or courts it is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from review.gazetteer import Path, PlaceName, gazetteer, related
from review.model import GOVERNMENT_KINDS, Agency, SectionKey
from review.report.names import without_lead
from review.wording.passages import Passage

_MOST = 200
Leftover = tuple[int, int, bool]
"""[start, end) in the folded text, and whether it is beyond doubt."""

_BODY_WORDS = (
    r"(?:人民政府办公[室厅]|人民政府|政府办公[室厅]|政府办|政府|"
    r"[\u4e00-\u9fff]{1,14}?(?:局|委员会|管委会|委|办公[室厅]|办|厅|中心|街道办事处|街道|镇|(?<!同)乡|支队))"
)
_SELF = (
    r"(?:始终|一直)?(?:认真|严格|坚持|高度重视|积极|深入|切实|全面|进一步|不断|持续|扎实|主动公开|通过|共|"
    r"全年|未收到|收到|受理|制定|印发|编制|紧紧|围绕|以|将|把|按照|根据|贯彻|落实|强化|加强|推进|依托|依法|"
    r"成立|组织|结合|聚焦|立足|着力|20\d\d)"
)
_BODY = re.compile(_BODY_WORDS)
_SUBJECT = re.compile(rf"{_BODY_WORDS}{_SELF}")
_ITSELF = re.compile(_SELF)
_GOVERNMENTS = GOVERNMENT_KINDS | {"office"}
_REPORT = re.compile(
    rf"(?:{_BODY_WORDS})?(?:20\d\d年度?)?政府信息公开(?:工作)?(?:20\d\d年度?)?(?:年度报告|年报)"
)
_SITE = re.compile(
    rf"(?:{_BODY_WORDS})?的?(?:(?:门户|官方|政务)*网站|门户网|政务网|微信公众号|公众号|政务新媒体|政府公报|"
    r"政务公开|政府信息公开)(?!.{0,8}(?:经验|做法|培训班|现场会))"
)
_LEADER = re.compile(
    rf"(?:委|党委|县委|{_BODY_WORDS})[^。;]{{0,16}}?(?:领导|部署|要求|安排|指导|通知|决策|工作要点)"
)
_STATE_OF_THINGS = re.compile(r"(?:的|本地|工作|发展)?实际(?:情况)?")
_MEANS = re.compile(
    r"(?:通过|利用|依托|在|登录|借助|运用|更新|提升|提高|推进|推动|加强|做好|完善|规范|强化|深化|抓好|我|"
    r"落实|贯彻|开展|展示|做优|打造)$"
)
_UNDER = re.compile(r"(?:在|按照|根据|围绕|落实|贯彻|结合|遵照|对照|依据|执行|响应|服从)$")
_ADDRESS = re.compile(r"(?:与|联系|咨询|致电|请向|由|拨打):?$")
_ASKED = re.compile("疑问|联系|电话|编制|汇总|咨询|解释")
_OPENS = re.compile(
    r"(?:^|[,;:。、)]|20\d\d年度?|一年来|[一二三四五六七八九十]是|今年|全年|公布|公开|发布|国家税务总局)$"
)
# words of the whole sentence: partnership, travel, courts, comparison, what others did for us
_OTHERS = re.compile(
    r"对口|协作|结对|帮扶|支援|援[藏疆青]|合作|交流|考察|调研|观摩|兄弟|毗邻|邻近|周边|跨[省市县区域]|"
    r"招商|引进|引资|客商|法院|检察院|仲裁|管辖|被告|原告|等地|等\d*[省市县区]|外地|异地|先进|排名|"
    r"举办|召开|承办|参加|博览|展会|论坛|游客|航线|高铁|来自|籍|经验|做法|移送|转送|转交|转办|转来|委托|第三方|"
    r"案例|通报的|流域|长三角|京津冀|珠三角|大湾区|一带一路|都市圈|城市群|省区|"
    r"告知申请人|申请人[^,。]{0,6}(?:为|系|是|住)|(?:支持|帮助|指导|协助|对|与|向|和|给)了?我[省市县区局们单本]|来我"
)
# right before the name
_TOWARDS = re.compile(
    r"(?:学习|借鉴|赴|前往|到|对接|会同|联合|参照|参考|销往|发往|抵达|途经|毗邻|包括|如|像|超过|高于|低于|相较|"
    r"较|比|收到|答复|协助|配合|支持|协同|帮助)[^,。;]{0,6}$"
)
_NO_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:公司|集团|银行|大学|学院|学校|中学|小学|医院|协会|商会|企业|工厂|大厦|酒店|"
    r"宾馆|景区|机场|车站|法院|检察院|仲裁|日报|晚报|电视台|律师|事务所|研究院|设计院|高校|部队|居民|市民|村民|"
    r"路|街(?!道)|大道|籍|人士|产)"
)
_OF_OUR_WORK = re.compile("公开|政务|政府信息|网站|公报|条例|年报|年度报告|本报告")
_OWN_PLACES = re.compile("[^省市县区州旗盟]+(?:自治)?[省市县区州旗盟镇乡](?!场)")
_STATE = re.compile(r"^国家.{2,6}?总[局署]")
# the last place in a body's name; 市场 and 景区 are none
_REGION = re.compile(r".*(?:[省县州旗盟]|市(?!场)|(?<![景园发新税假])区)(?=.)")
# what stands before 县商务局 and is no name of a county
_NO_NAME = re.compile(
    r"[我本全各该原某外由与和向在对经从被把将为是的以]|利用|依托|通过|联合|会同|协助|配合|按照|根据|结合|组织|指导|督促|依照|"
    r"积极|认真|支持|参加|参与|加强|推进|推动|做好|落实|贯彻|围绕|坚持|开展|接受|借助|提请|报送|转发|印发|公布|发布|公开|"
    r"年报|报告|政府|信息|政务|工作|情况|期间|其中|目前|同时|此外|因此|或者|包括|主要|自治|所属|下属|直属|重点|中心|建制|"
    r"特色|小城|乡镇|城镇|集镇|村镇|多个|部分|有关|相关|其他|涉及|今年|一年"
)
_OTHER_BODY = re.compile(
    r"(?:^|(?<=[\n,。;:现布由]))(?P<body>[\u4e00-\u9fff]{1,8}?[省市县区州旗](?:[\u4e00-\u9fff]{1,14}?)"
    r"(?:局|委员会|厅|人民政府|街道办事处))(?=20\d\d年度?政府信息公开(?:工作)?(?:年度报告|年报)(?!的?(?:编制|填报|格式|工作)))"
)
_OTHER_TOWN = re.compile(
    rf"(?:^|(?<=[,。;:]))(?:20\d\d年度?[,]?)?(?P<body>[\u4e00-\u9fff]{{2,3}}[镇乡])"
    rf"(?:人民政府|党委、政府|党委政府|政府)?{_SELF}"
)
_OTHER_OFFICE = re.compile(
    r"(?:^|(?<=[,。;:]))(?:20\d\d年度?[,]?)?(?P<body>(?:[\u4e00-\u9fff]{2,6})?[省市县区](?P<office>[\u4e00-\u9fff]{2,12}?"
    r"(?:局|委员会|委|厅)))(?:认真贯彻|高度重视|切实加强|坚持以|未收到|共收到|全年共)"
)
_LEADING_OFFICE = re.compile(
    r"政府办|公开办|大数据|审批|司法|委办|宣传|网信|档案|保密|^委|纪委|监委|机要"
)


@dataclass(frozen=True)
class Own:
    """The reporting body and its region; `paths` is empty where the region is not in the gazetteer."""

    agency: Agency

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The divisions that the body's name stands for."""
        return gazetteer().of_body(self.agency.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The region by its own words: 清和县, 云岭市 and 东屏区."""
        names = (self.agency.name, *self.agency.names)
        found = (w for name in names for w in _OWN_PLACES.findall(_STATE.sub("", name)))
        return tuple(dict.fromkeys(w for w in found if len(w) > 2))

    @cached_property
    def region(self) -> str:
        """All words of the region as they open the name."""
        found = _REGION.match(self.agency.name)
        return found.group() if found else ""

    @property
    def office(self) -> str:
        """What follows the region in the name: 商务局."""
        return self.agency.name[len(self.region) :]

    def has(self, place: PlaceName) -> bool:
        """Whether a place may be the own region, one above it or one in it."""
        if self.paths:
            return any(related(a, b) for a in self.paths for b in place.paths)
        # above a region that nobody knows anything may stand
        rank = 3 if self.region.endswith(("县", "区", "旗")) else 2
        return min(map(len, place.paths)) < rank

    def beside(self, place: PlaceName) -> bool:
        """Whether a place lies in the same prefecture (or province, for a city): a neighbour."""
        return any(
            len(a) > 1 and a[:-1] == b[: len(a) - 1] for a in self.paths for b in place.paths
        )


def left_over(own: Own, key: SectionKey, passage: Passage) -> Iterator[Leftover]:
    """Foreign names in a section, in order; of two at one place the first rule's."""
    found = [
        *_places(own, passage),
        *_same_office(own, passage),
        *_bodies_of_this_place(own, passage),
        *_other_reports(own, key, passage),
    ]
    told = 0
    for start, end, certain in sorted(found, key=lambda left: (left[0], not left[2])):
        if start >= told and not passage.in_title(start, end):
            yield start, end, certain
            told = end


def _places(own: Own, passage: Passage) -> Iterator[Leftover]:
    text = passage.text
    foreign = [
        place
        for place in gazetteer().find(text)
        if not own.has(place) and (own.paths or not _in_own_name(own, text, place))
    ]
    # no report names so many; a list of hundreds is looked at in part
    foreign = foreign[:_MOST]
    names = {text[place.start : place.end] for place in foreign}
    for place in foreign:
        sentence = passage.sentence(place.start, place.end)
        before = passage.before(place.start, 24)
        if _OTHERS.search(sentence) or _TOWARDS.search(before):
            continue
        end = _reporting(own, passage, place.start, place.end, before)
        if end:
            yield place.start, end, bool(_OF_OUR_WORK.search(sentence)) or "领导" in sentence
            continue
        end = place.end
        if (
            sum(name in sentence for name in names) > 1
            or not own.paths
            or _NO_BODY.match(text, end)
            or _quoted(text, place)
        ):
            continue
        # a neighbour is met with more often than one far away
        ours = _MEANS if own.beside(place) else _OF_OUR_WORK
        if _OF_OUR_WORK.search(sentence) and ours.search(before if own.beside(place) else sentence):
            yield place.start, end, False


def _in_own_name(own: Own, text: str, place: PlaceName) -> bool:
    """Whether a name is part of the own region's, or stands before it as one above it."""
    for word in own.words:
        if text.startswith(word, place.end):
            return True
        left = max(0, place.start - len(word))
        at = text.find(word, left, place.end + len(word))
        if 0 <= at < place.end:
            return True
    return False


def _quoted(text: str, place: PlaceName) -> bool:
    return text.count('"', max(0, place.start - 40), place.start) % 2 == 1


def _opens(passage: Passage, start: int, before: str) -> bool:
    """Whether a clause or a line begins at a place."""
    if _OPENS.search(before):
        return True
    at = passage.folded.offsets[start]
    return passage.source[:at].rstrip(" \u3000\t").endswith("\n")


def _reporting(own: Own, passage: Passage, start: int, end: int, before: str) -> int:
    """The end of the name of a place (or of its body) that stands as the one that reports; else 0."""
    text = passage.text
    body = _BODY.match(text, end)
    name_end = body.end() if body else end
    if _SUBJECT.match(text, end) and _opens(passage, start, before):
        return name_end
    # a government speaks of its region as of itself: 金湖县坚持……
    if own.agency.kind in _GOVERNMENTS and _ITSELF.match(text, end):
        if _opens(passage, start, before):
            return end
    if _REPORT.match(text, end):
        return name_end
    if _SITE.match(text, end) and (_MEANS.search(before) or _opens(passage, start, before)):
        return end
    if _UNDER.search(before) and (_LEADER.match(text, end) or _STATE_OF_THINGS.match(text, end)):
        return end
    if body and _ADDRESS.search(before) and _ASKED.search(passage.sentence(start, end)):
        return name_end
    return 0


def _same_office(own: Own, passage: Passage) -> Iterator[Leftover]:
    """The same office of another region, known to the gazetteer or not: 临河县商务局 in 清和县商务局's."""
    text = passage.text
    if len(own.office) < 2 or not own.region or own.office not in text:
        return
    pattern = re.compile(rf"[\u4e00-\u9fff]{{2,6}}?{own.region[-1]}(?={re.escape(own.office)})")
    for match in islice(pattern.finditer(text), _MOST):
        place = without_lead(match.group())
        start, end = match.end() - len(place), match.end() + len(own.office)
        if len(place) < 3 or any(place.endswith(word) for word in own.words):
            continue
        if text[start:end] in own.agency.name or passage.broken(start, end):
            continue
        if _NO_NAME.search(place):
            continue
        if own.paths and any(own.has(found) for found in gazetteer().find(place)):
            continue
        sentence = passage.sentence(start, end)
        before = passage.before(start, 24)
        if _OTHERS.search(sentence) or _TOWARDS.search(before):
            continue
        subject = _SUBJECT.match(text, match.end()) and _opens(passage, start, before)
        address = _ADDRESS.search(before) and _ASKED.search(sentence)
        if subject or address or _REPORT.match(text, match.end()):
            yield start, end, True


def _bodies_of_this_place(own: Own, passage: Passage) -> Iterator[Leftover]:
    """Another town, or another office of the same county, that speaks as the one that reports."""
    kind = own.agency.kind
    text = passage.text
    names = "".join((own.agency.name, *own.agency.names))
    if kind == "town":
        for match in _OTHER_TOWN.finditer(text):
            body = match["body"]
            if body not in names and not _NO_NAME.search(body):
                if not _OTHERS.search(passage.sentence(*match.span("body"))):
                    yield *match.span("body"), False
    if kind in ("department", "vertical") and own.office:
        for match in _OTHER_OFFICE.finditer(text):
            office = match["office"]
            if office in names or own.office.endswith(office) or _LEADING_OFFICE.search(office):
                continue
            sentence = passage.sentence(*match.span("body"))
            if "公开" in sentence and not _OTHERS.search(sentence):
                if not _abbreviates(office, own.office):
                    yield *match.span("body"), False


def _abbreviates(short: str, full: str) -> bool:
    """Whether all letters of a short name follow one another in the full one: 文旅局 of 文化和旅游局."""
    letters = iter(full + "委局")
    return all(letter in letters for letter in short)


def _other_reports(own: Own, key: SectionKey, passage: Passage) -> Iterator[Leftover]:
    """Another body named as the one whose report this is, in the preface: 昌乐县教育局2023年……年度报告."""
    if key not in ("front", "overview"):
        return
    names = (own.agency.name, *own.agency.names)
    for match in _OTHER_BODY.finditer(passage.text):
        body = without_lead(match["body"])
        start = match.end("body") - len(body)
        if len(body) < 4 or passage.broken(start, match.end("body")):
            continue
        if not any(name.endswith(body) or body.endswith(name) for name in names if name):
            yield start, match.end("body"), key == "front"
