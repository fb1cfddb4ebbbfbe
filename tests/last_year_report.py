"""Last year's report of the tests of checks: 清和县商务局's for 2022, sound, and rolling over into `builders`' one."""

from collections.abc import Mapping

from review.checking import Example
from review.model import SectionKey
from tests.builders import AGENCY, Base, draw

SECTIONS: Mapping[SectionKey, str] = {
    "front": (
        f"{AGENCY}按照《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件编制2022年度报告，"
        "数据统计期限自2022年1月1日起至2022年12月31日止。"
    ),
    "overview": (
        "2022年，我局发放商贸企业纾困资金7批，公开工作以此为主。\n"
        "（一）主动公开。全年上网信息412条，每批发放名单都在网上公示。\n"
        "（二）依申请公开。2022年收到政府信息公开申请3件，上年无结转，予以公开2件，无法提供1件，全部办结。\n"
        "（三）政府信息管理。公文定密与公开审查合并办理，退回补正公开属性的公文9份。\n"
        "（四）平台建设。关停微博账号1个，内容并入县政府网站。\n"
        "（五）监督保障。公开工作由1名副局长分管，年中检查股室4个。"
    ),
    "proactive": "",
    "requests": "",
    "proceedings": "",
    "problems": (
        "2021年报告列出的办事指南过期问题，已于3月全部改正。\n"
        "2022年的不足：商务专栏的栏目更新不及时，成品油零售网点名单停留在2020年。\n"
        "下一步，每月核对一次栏目，2023年3月底前更新网点名单。"
    ),
    "other": (
        "（一）信息处理费。2022年没有发出收费通知，也没有收取信息处理费。\n"
        "（二）建议提案办理。办理县人大代表建议3件，答复全文上网。"
    ),
    "end": f"{AGENCY}\n2023年1月12日",
}
CELLS: Mapping[str, str] = {
    "proactive.normative_documents.issued": "1",
    "proactive.normative_documents.in_force": "5",
    "proactive.licensing.decisions": "119",
    "proactive.penalties.decisions": "5",
    **{
        f"requests.{row}.{column}": figure
        for row, figure in (
            ("received", "3"),
            ("granted", "2"),
            ("unavailable.not_held", "1"),
            ("concluded", "3"),
        )
        for column in ("natural_person", "total")
    },
}
BASE = Base(f"{AGENCY}2022年政府信息公开工作年度报告", SECTIONS, CELLS)


OTHER_AGENCY = "澄湖县教育局"


def draw_other(example: Example | None) -> str | None:
    """Another agency's report that an example names, as text; None where it names none."""
    if example is None:
        return None
    return draw(example, BASE).replace(AGENCY, OTHER_AGENCY).replace("我局", "本局")


def draw_last_year(example: Example | None) -> str | None:
    """Last year's report that an example names, as text; None where it names none."""
    return None if example is None else draw(example, BASE)
