"""Small reports for the tests of copied text: sections as given, no tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from review.copying.batch_map import CopyMap
from review.copying.passages import Shared
from review.copying.texts import OwnText, own_text
from review.model import SECTION_KEYS, Agency, Report, Section, SectionKey, Source
from review.report.agencies import kind_of

PASSAGE = (
    "办事指南由两名没有接触过该业务的同事交叉试填，卡住的栏目当天改写。"
    "补贴名单公示期满后，由村里的会计把纸质名单贴到宣传栏，照片传回股室存档。"
    "热线里问得最多的十个问题每季度换一次，答案由经办人录成一分钟的语音。"
)
REWORDED = (
    "热线里问得最多的八个问题每半年换一次，答案由经办人员录成两分钟的录音。"
    "办事指南由三名没有接触过这项业务的同志交叉试填，卡住的栏目当日改写。"
    "补贴名单公示期满以后，由村里会计把纸质名单贴到公示栏，照片发回股室存档。"
)
OTHERS = (
    "网站改版后，旧栏目的链接逐条设置跳转，由信息中心保留三年。",
    "水质月报改为每月五日前上网，附监测断面的经纬度和采样人。",
    "学区划分的听证记录全文公开，采纳与否逐条说明理由。",
    "拆迁补偿台账按户编号，户主凭身份证可以查到测算过程。",
    "公租房轮候名单每周更新，退出的注明原因。",
    "疫苗接种点的营业时间在地图上标出，临时停诊提前一天改。",
    "河道采砂许可证的坐标和期限做成表格，现场立牌公示。",
    "校车线路调整前，把意见表发到每位家长手里。",
)
GENRE = (
    "2023年，我局共收到政府信息公开申请2件，均已按期答复。",
    "全年未发生因政府信息公开引发的行政复议、行政诉讼。",
    "本年度无其他需要报告的事项。",
)


def report(
    agency: str,
    sections: Mapping[SectionKey, str],
    year: int = 2023,
    published: date | None = None,
) -> Report:
    """A report of an agency with some sections."""
    digest = sha256(repr((agency, year, sorted(sections.items()))).encode()).hexdigest()
    return Report(
        source=Source(f"{agency}.txt", digest, "text/plain"),
        title="",
        agency=Agency(agency, kind_of(agency), True, (agency,)),
        year=year,
        years=(),
        period=None,
        published=published,
        published_span=None,
        form="2021",
        sections=tuple(
            Section(key, "", key in sections, sections.get(key, "")) for key in SECTION_KEYS
        ),
        tables={},
    )


def named(report: Report, *names: str) -> Report:
    """A report whose title or signature gives its body other names besides."""
    agency = report.agency
    return replace(report, agency=replace(agency, names=(*agency.names, *names)))


def shared(reports: Sequence[Report]) -> list[Shared]:
    """What the reports of a batch share."""
    texts: list[OwnText] = [own_text(each) for each in reports]
    copies = CopyMap(texts.__getitem__)
    for number, text in enumerate(texts):
        copies.add(number, text)
    return list(copies.shared())
