"""D103: the name of another place or body, left in by copying.

A place is foreign where it is neither the body's own region, nor above it, nor in it. It is a fault
beyond doubt where it stands as the one that reports (某县商务局认真贯彻……, 在某市委的领导下, 通过某市政府网站);
a bare mention is asked about, and not even that beside a word of partnership, travel or courts.
What title and signature call the body is S303's matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.gazetteer import Path, PlaceName, gazetteer, related
from review.model import Agency, SectionKey
from review.report.names import without_lead
from review.wording.passages import Passage

_BODY = (
    r"(?:人民政府办公[室厅]|人民政府|政府办公[室厅]|政府办|政府|"
    r"[\u4e00-\u9fff]{1,14}?(?:局|委员会|管委会|委|办公[室厅]|办|厅|中心|街道办事处|街道|镇|乡|支队))"
)
_SELF = (
    r"(?:始终|一直)?(?:认真|严格|坚持|高度重视|积极|深入|切实|全面|进一步|不断|持续|扎实|主动公开|通过|共|"
    r"全年|未收到|收到|受理|制定|印发|编制|紧紧|围绕|以|将|把|按照|根据|贯彻|落实|强化|加强|推进|依托|依法|"
    r"成立|组织|结合|聚焦|立足|着力|20\d\d)"
)
_SUBJECT = re.compile(rf"{_BODY}{_SELF}")
_REPORT = re.compile(
    rf"(?:{_BODY})?(?:20\d\d年度?)?政府信息公开(?:工作)?(?:20\d\d年度?)?(?:年度报告|年报)"
)
_SITE = re.compile(
    rf"(?:{_BODY})?的?(?:(?:门户|官方|政务)*网站|门户网|政务网|微信公众号|公众号|政务新媒体|政府公报|"
    r"政务公开|政府信息公开)(?!.{0,8}(?:经验|做法|培训班|现场会))"
)
_LEADER = re.compile(
    rf"(?:委|党委|县委|{_BODY})[^。;]{{0,16}}?(?:领导|部署|要求|安排|指导|通知|决策|工作要点)"
)
_MEANS = re.compile(
    r"(?:通过|利用|依托|在|登录|借助|运用|更新|提升|提高|推进|推动|加强|做好|完善|规范|强化|深化|抓好|我)$"
)
_UNDER = re.compile(r"(?:在|按照|根据|围绕|落实|贯彻|结合|遵照|对照|依据|执行|响应)$")
_ADDRESS = re.compile(r"(?:与|联系|咨询|致电|请向|由|拨打)$")
_ASKED = re.compile("疑问|联系|电话|编制|汇总")
_OPENS = re.compile(
    r"(?:^|[,;:。、)]|20\d\d年度?|一年来|[一二三四五六七八九十]是|今年|全年|公布|公开|发布)$"
)
# words of the whole sentence: partnership, travel, courts, comparison, what others did for us
_OTHERS = re.compile(
    r"对口|协作|结对|帮扶|支援|援[藏疆青]|合作|交流|考察|调研|观摩|兄弟|毗邻|邻近|周边|跨[省市县区域]|"
    r"招商|引进|引资|客商|法院|检察院|仲裁|管辖|被告|原告|等地|等[省市县区]|外地|异地|先进|排名|"
    r"举办|召开|承办|参加|博览|展会|论坛|游客|航线|高铁|来自|籍|经验|做法|移送|转送|转交|转办|"
    r"告知申请人|申请人[^,。]{0,6}(?:为|系|是)|(?:支持|帮助|指导|协助|对|与|向|和|给)了?我[省市县区局们单本]|来我"
)
# right before the name
_TOWARDS = re.compile(
    r"(?:学习|借鉴|赴|前往|对接|会同|联合|参照|参考|销往|发往|抵达|途经|毗邻|包括|如|像|超过|高于|低于|相较|较|比)[^,。;]{0,6}$"
)
_NO_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:公司|集团|银行|大学|学院|学校|中学|小学|医院|协会|商会|企业|工厂|大厦|酒店|"
    r"宾馆|景区|机场|车站|法院|检察院|仲裁|日报|晚报|电视台|路|街(?!道)|大道|籍|人士|产)"
)
_OF_OUR_WORK = re.compile("公开|政务|政府信息|网站|公报|条例")
_OWN_PLACES = re.compile("[^省市县区州旗盟]+(?:自治)?[省市县区州旗盟](?!场)")
# the last place in a body's name; 市场 and 景区 are none
_REGION = re.compile(r".*(?:[省县州旗盟]|市(?!场)|(?<![景园发新税假])区)(?=.)")
# what stands before 县商务局 and is no name of a county
_NO_NAME = re.compile(
    r"[我本全各该原某外由与和向在对经从被把将为是的]|利用|依托|通过|联合|会同|协助|配合|按照|根据|结合|组织|指导|督促|依照|"
    r"积极|认真|支持|参加|参与|加强|推进|推动|做好|落实|贯彻|围绕|坚持|开展|接受|借助|提请|报送|转发|印发|公布|发布|公开|"
    r"年报|报告|政府|信息|政务|工作|情况|期间|其中|目前|同时|此外|因此|以及|或者|包括|主要|自治|所属|下属|直属"
)
_STATE = re.compile(r"^国家.{2,6}?总[局署]")
_OTHER_BODY = re.compile(
    r"(?:^|(?<=[\n,。;:现布由]))(?P<body>[\u4e00-\u9fff]{1,8}?[省市县区州旗](?:[\u4e00-\u9fff]{1,14}?)"
    r"(?:局|委员会|厅|人民政府|街道办事处))(?=20\d\d年度?政府信息公开(?:工作)?年度报告(?!的?(?:编制|填报|格式|工作)))"
)


@dataclass(frozen=True)
class _Own:
    """The reporting body and its region; `paths` is empty where the region is not in the gazetteer."""

    agency: Agency
    paths: tuple[Path, ...]

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


@check(
    code="D103",
    name="foreign_name",
    title="残留外地、外单位名称",
    severity=Severity.MUST,
    finds="照抄留下的外地或外单位名称（本地、上级、下级、协作交流对象、文件名称、企业名称不算）；不能确定的请核实",
    basis="常规",
    advice="改为本机关、本地区的名称，并核对照抄的段落是否符合本机关实际。",
    bad=(
        Example(
            "别县的商务局成了主语",
            edits=(
                ("2023年，我局围绕消费促进", "2023年，昌乐县商务局认真贯彻上级部署，围绕消费促进"),
            ),
        ),
        Example(
            "在别县县委的领导下",
            edits=(("2023年，我局围绕", "在昌乐县委、县政府的领导下，我局围绕"),),
        ),
    ),
    good=(
        Example(
            "到别县学习经验",
            edits=(("全年审查", "赴昌乐县商务局学习公开专区建设经验，全年审查"),),
        ),
        Example(
            "文件名称里的地名",
            edits=(("全年审查", "转发《昌乐县商务局促消费措施》，全年审查"),),
        ),
    ),
)
def foreign_name(facts: Facts) -> Iterator[Finding]:
    agency = facts.report.agency
    if agency.kind == "ministry":
        raise NotApplicable("国务院部门管理全国，不判断外地名称")
    if not agency.full:
        raise NotApplicable("报告中没有机关全称，无法判断本地区")
    own = _Own(agency, gazetteer().of_body(agency.name))
    if not own.paths and not own.region:
        raise NotApplicable("机关名称中没有地区")
    found: dict[str, list[tuple[SectionKey, int, int, Severity]]] = {}
    for key, passage in facts.passages.items():
        for start, end, certain in _left_over(own, key, passage):
            if facts.lexicon.allows("D103", passage, start, end):
                continue
            name = passage.text[start:end]
            level = Severity.MUST if certain else Severity.ASK
            found.setdefault(name, []).append((key, start, end, level))
    for name, places in found.items():
        certain = any(level == Severity.MUST for *_, level in places)
        where = facts.section_place(places[0][0])
        times = f"等{len(places)}处" if len(places) > 1 else ""
        doubt = "，不是本机关或本地区的名称" if certain else "，请核实是否照抄时留下的外地名称"
        yield foreign_name.finding(
            f"{where}{times}出现“{name}”{doubt}（本报告是{agency.name}的）。",
            evidence=(facts.stretch(key, start, end) for key, start, end, _ in places),
            severity=Severity.MUST if certain else Severity.ASK,
        )


def _left_over(own: _Own, key: SectionKey, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Foreign names in a section: where, and whether beyond doubt."""
    told = 0
    for start, end, certain in sorted(
        (*_places(own, passage), *_same_office(own, passage), *_other_bodies(own, key, passage))
    ):
        if start >= told:
            yield start, end, certain
            told = end


def _places(own: _Own, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    text = passage.text
    foreign = [
        place
        for place in gazetteer().find(text)
        if not own.has(place)
        and not passage.in_title(place.start, place.end)
        and not (not own.paths and _in_own_name(own, text, place))
    ]
    for place in foreign:
        sentence = passage.sentence(place.start, place.end)
        before = passage.before(place.start, 24)
        if _OTHERS.search(sentence) or _TOWARDS.search(before):
            continue
        end, certain = _frame(passage, place.start, place.end, before)
        if certain:
            yield place.start, end, bool(_OF_OUR_WORK.search(sentence)) or "领导" in sentence
            continue
        others = {text[p.start : p.end] for p in foreign if text[p.start : p.end] in sentence}
        if len(others) > 1 or own.beside(place) or not own.paths or _NO_BODY.match(text, end):
            continue
        if _OF_OUR_WORK.search(sentence) and not _quoted(text, place):
            yield place.start, end, False


def _in_own_name(own: _Own, text: str, place: PlaceName) -> bool:
    """Whether a name is part of the own region's, or stands before it as one above it."""
    if any(text.startswith(word, place.end) for word in own.words):
        return True
    for word in own.words:
        left = max(0, place.start - len(word))
        at = text.find(word, left, place.end + len(word))
        if 0 <= at < place.end:
            return True
    return False


def _quoted(text: str, place: PlaceName) -> bool:
    return text.count('"', max(0, place.start - 40), place.start) % 2 == 1


def _opens(passage: Passage, start: int, before: str) -> bool:
    at = passage.folded.offsets[start]
    return _OPENS.search(before) is not None or passage.source[:at].rstrip(" \u3000\t").endswith(
        "\n"
    )


def _frame(passage: Passage, start: int, end: int, before: str) -> tuple[int, bool]:
    """The end of the body's name behind a place, and whether it stands as the one that reports."""
    text = passage.text
    body = re.compile(_BODY).match(text, end)
    name_end = body.end() if body else end
    subject = _SUBJECT.match(text, end)
    if subject and _opens(passage, start, before):
        return _name_end(text, end), True
    if _REPORT.match(text, end):
        return name_end, True
    if _SITE.match(text, end) and (_MEANS.search(before) or _opens(passage, start, before)):
        return end, True
    if _LEADER.match(text, end) and _UNDER.search(before):
        return end, True
    if body and _ADDRESS.search(before) and _ASKED.search(passage.sentence(start, end)):
        return name_end, True
    return end, False


def _name_end(text: str, end: int) -> int:
    match = re.compile(_BODY).match(text, end)
    return match.end() if match else end


def _same_office(own: _Own, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """The same office of another region, known to the gazetteer or not: 临河县商务局 in 清和县商务局's."""
    if len(own.office) < 2 or not own.region or own.office not in passage.text:
        return
    last = own.region[-1]
    pattern = re.compile(rf"[\u4e00-\u9fff]{{2,6}}?{last}(?={re.escape(own.office)})")
    for match in pattern.finditer(passage.text):
        place = without_lead(match.group())
        start, end = match.end() - len(place), match.end() + len(own.office)
        if len(place) < 3 or any(place.endswith(word) for word in own.words):
            continue
        if passage.text[start:end] in own.agency.name:
            continue
        if _NO_NAME.match(place) or passage.in_title(start, end) or passage.broken(start, end):
            continue
        if any(own.has(found) for found in gazetteer().find(place)) and own.paths:
            continue
        sentence = passage.sentence(start, end)
        before = passage.before(start, 24)
        if _OTHERS.search(sentence) or _TOWARDS.search(before):
            continue
        subject = _SUBJECT.match(passage.text, match.end()) and _opens(passage, start, before)
        address = _ADDRESS.search(before) and _ASKED.search(sentence)
        if subject or address or _REPORT.match(passage.text, match.end()):
            yield start, end, True


def _other_bodies(own: _Own, key: SectionKey, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Another body named as the one whose report this is, in the preface: 昌乐县教育局2023年……年度报告."""
    if key not in ("front", "overview"):
        return
    names = (own.agency.name, *own.agency.names)
    for match in _OTHER_BODY.finditer(passage.text):
        body = without_lead(match["body"])
        start = match.end("body") - len(body)
        if passage.in_title(start, match.end("body")) or len(body) < 4:
            continue
        if not any(name.endswith(body) or body.endswith(name) for name in names if name):
            yield start, match.end("body"), key == "front"
