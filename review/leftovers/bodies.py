"""Other bodies of the own place, the same office of another one, and reports of others in the preface."""

import re
from collections.abc import Iterator
from itertools import islice

from review.leftovers import wording as w
from review.leftovers.own import Named, Own
from review.leftovers.places import MOST, Leftover, named
from review.model import SectionKey
from review.report.names import without_lead
from review.wording.passages import Passage

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
_REPORT_OF_A_YEAR = re.compile(r"20\d\d年度?政府信息公开(?:工作)?(?:年度报告|年报)")
_SPEAKS = re.compile("认真贯彻|高度重视|切实加强|坚持以|未收到|共收到|全年共")
_OTHER_OFFICE = re.compile(
    r"(?:^|[,。;:])(?:20\d\d年度?[,]?)?(?P<body>(?:[\u4e00-\u9fff]{2,6})?[省市县区](?P<office>[\u4e00-\u9fff]{2,12}?"
    r"(?:局|委员会|委|厅)))$"
)
_LONGEST = 32
_LONGEST_REGION = 15
_BY = re.compile(r"(?:由|到|赴|向|[、和与及])$")
_REGION = re.compile(r"[\u4e00-\u9fff]{3,7}$")


def same_office(own: Own, passage: Passage) -> Iterator[Leftover]:
    """The same office of another region, known to the gazetteer or not: 临河县商务局 in 清和县商务局's."""
    text = passage.text
    if len(own.office) < 2 or not own.region or own.office not in text:
        return
    for match in islice(re.finditer(re.escape(own.office), text), MOST):
        place = _region_before(own, text, match.start())
        if place is None or passage.broken(place.start, match.end()):
            continue
        sentence = passage.sentence(place.start, match.end())
        before = passage.before(place.start, 24)
        if w.OTHERS.search(sentence) or w.TOWARDS.search(before):
            continue
        subject = w.OPENS.search(before) and w.ITSELF.match(text, match.end())
        address = w.ADDRESS.search(before) and w.ASKED.search(sentence)
        if subject or address or w.REPORT.match(text, match.end()):
            yield place.start, match.end(), not (own.may_be_below(place) or own.nearly(place))
        elif "公开" in sentence and not w.US.search(sentence) and not _BY.search(before):
            yield place.start, match.end(), False


def _region_before(own: Own, text: str, end: int) -> Named | None:
    """Another region of the own rank that ends at a place."""
    first = max(0, end - _LONGEST_REGION)
    words = text[first:end]
    if words[-1:] != own.region[-1]:
        return None
    for place in named(words):
        if place.end == len(words):
            at = first + place.start
            found = Named(at, end, place.words, place.paths)
            return found if own.relation(found) == "foreign" else None
    region = _REGION.search(words)
    place_words = without_lead(region.group()) if region else ""
    if len(place_words) < 3 or _NO_NAME.search(place_words):
        return None
    if any(place_words.endswith(word) for word in own.words) or place_words in own.agency.name:
        return None
    return Named(end - len(place_words), end, place_words)


def other_offices(own: Own, passage: Passage) -> Iterator[Leftover]:
    """Another office of the same region that speaks as the one that reports."""
    if own.agency.kind not in ("department", "vertical") or not own.office:
        return
    names = "".join((own.agency.name, *own.agency.names))
    text = passage.text
    for speaks in islice(_SPEAKS.finditer(text), MOST):
        first = max(0, speaks.start() - _LONGEST)
        match = _OTHER_OFFICE.search(text[first : speaks.start()])
        if match is None:
            continue
        office, start, end = match["office"], first + match.start("body"), first + match.end("body")
        if office in names or own.office.endswith(office) or w.LEADING_OFFICE.search(office):
            continue
        sentence = passage.sentence(start, end)
        if "公开" in sentence and not w.OTHERS.search(sentence):
            if not _abbreviates(office, own.office):
                yield start, end, False


def _abbreviates(short: str, full: str) -> bool:
    """Whether all letters of a short name follow one another in the full one: 文旅局 of 文化和旅游局."""
    letters = iter(full + "委局")
    return all(letter in letters for letter in short)


def other_reports(own: Own, key: SectionKey, passage: Passage) -> Iterator[Leftover]:
    """Another body named as the one whose report this is, in the preface: 昌乐县教育局2023年……年度报告."""
    if key not in ("front", "overview") or not _REPORT_OF_A_YEAR.search(passage.text):
        return
    names = (own.agency.name, *own.agency.names)
    for match in _OTHER_BODY.finditer(passage.text):
        body = without_lead(match["body"])
        start = match.end("body") - len(body)
        if len(body) < 4 or passage.broken(start, match.end("body")):
            continue
        if not any(name.endswith(body) or body.endswith(name) for name in names if name):
            yield start, match.end("body"), key == "front"
