"""Reviews made by hand for the tests of store, note and screens: JSON after the contract."""

from typing import Any

from review.finding import CellEvidence, Evidence, Finding, Proposal, Severity, identify
from review.model import (
    SECTION_KEYS,
    TABLE_KEYS,
    Agency,
    Cell,
    Report,
    Section,
    Source,
    Span,
    TableReading,
)
from review.outcome import Engine, NotRun, Review, Score, ScorePart
from review.outputs.json_form import as_json
from review.report.forms import load_form

TEXTS = {
    "front": "某县水务局2024年政府信息公开工作年度报告\n"
    "本报告由某县水务局按照《中华人民共和国政府信息公开条例》编制，包括六个部分，"
    "所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "overview": "2024年，某县水务局认真落实政府信息公开工作要求，不断提升工作水平。\n"
    "（一）主动公开。全年通过县政府网站公开河湖管理、供水保障等信息412条，"
    "其中水质月报12期、行政处罚结果31件。\n"
    "（二）依申请公开。全年新收政府信息公开申请81件，办结81件，"
    "予以公开和部分公开33件，占40.74%；不予公开3件。收取信息处理费0元。\n"
    "（三）政府信息管理。坚持先审查、后公开，加强加强规范性文件管理。\n"
    "（四）平台建设。持续加强平台建设，进一步提升服务水平。\n"
    "（五）监督保障。开展业务培训2次，参训46人次。",
    "proactive": "",
    "requests": "",
    "proceedings": "本年度没有发生行政诉讼。",
    "problems": "存在的问题：一是公开意识有待进一步增强；二是信息公开的深度还不够。\n"
    "改进措施：一是加强学习；二是进一步完善机制，推动工作再上新台阶。",
    "other": "本年度承办人大代表建议7件、政协提案9件，全部按时答复。",
    "end": "某县水务局\n2025年1月17日",
}
HEADINGS = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
_REQUESTS = {
    "received": (70, 11),
    "carried_in": (3, 0),
    "granted": (20, 5),
    "partly_granted": (9, 0),
    "withheld.internal_affairs": (2, 0),
    "withheld.enforcement_file": (1, 0),
    "unavailable.not_held": (31, 5),
    "not_processed.petition": (7, 1),
    "concluded": (70, 11),
    "carried_out": (3, 0),
}


def span(section: str, quote: str) -> Span:
    """The first place of a quote in the made report."""
    start = TEXTS[section].index(quote)
    return Span(section, start, start + len(quote), quote)  # type: ignore[arg-type]


def _cells(form_id: str) -> dict[str, Cell]:
    cells = {}
    for table in load_form(form_id).tables.values():
        for key in table.cell_keys():
            cells[key] = Cell(key, "0", 0)
    for row, (person, firm) in _REQUESTS.items():
        for column, value in (
            ("natural_person", person),
            ("business", firm),
            ("total", person + firm),
        ):
            key = f"requests.{row}.{column}"
            cells[key] = Cell(key, str(value), value)
    cells["requests.partly_granted.total"] = Cell("requests.partly_granted.total", "10", 10)
    cells["proceedings.reconsideration.upheld"] = Cell("proceedings.reconsideration.upheld", "2", 2)
    if "proactive.penalties.decisions" in cells:
        cells["proactive.penalties.decisions"] = Cell("proactive.penalties.decisions", "31件", 31)
    if "proactive.fees.amount" in cells:
        cells["proactive.fees.amount"] = Cell("proactive.fees.amount", "", None)
    return cells


def _finding(
    code: str, level: str, title: str, message: str, advice: str, *evidence: Evidence, **more: Any
) -> Finding:
    return Finding(
        code,
        Severity(level),
        title,
        message,
        advice,
        more.pop("basis", "国办公开办函〔2021〕30号"),
        evidence,
        **more,
    )


def _findings() -> list[Finding]:
    cell = CellEvidence
    return identify(
        [
            _finding(
                "T201",
                "must",
                "第三部分表格不平",
                "第三部分表格“（二）部分公开”行：自然人9与其他各列之和为9，总计填10。",
                "最少改动为把总计改为9，请核对台账后修改。",
                cell("requests.partly_granted.total", "10"),
                cell("requests.partly_granted.natural_person", "9"),
                proposal=Proposal("requests.partly_granted.total", 9),
                points=5.0,
            ),
            _finding(
                "N101",
                "must",
                "正文数字与表格不一致",
                "正文写予以公开和部分公开33件，第三部分表格中两项合计为34件。",
                "核对办理台账后统一两处数字。",
                span("overview", "予以公开和部分公开33件"),
                cell("requests.granted.total", "25"),
                cell("requests.partly_granted.total", "10"),
                basis="《年度报告格式》填写说明：同一报告、同一口径的数字应当一致",
                points=5.0,
            ),
            _finding(
                "T202",
                "must",
                "复议总计不等于各项之和",
                "第四部分表格“行政复议”：2+0+0+0=2，总计填0。",
                "核对后改正总计。",
                cell("proceedings.reconsideration.total", "0"),
                cell("proceedings.reconsideration.upheld", "2"),
                points=4.0,
            ),
            _finding(
                "T102",
                "should",
                "表格中填了文字",
                "第二部分表格“行政处罚”行“本年处理决定数量”列填“31件”，应当只填数字。",
                "去掉单位，只填数字。",
                cell("proactive.penalties.decisions", "31件"),
                points=1.0,
            ),
            _finding(
                "T101",
                "should",
                "表格有空白",
                "第二部分表格“行政事业性收费”行没有填写。",
                "没有发生的填0。",
                cell("proactive.fees.amount", ""),
                points=1.0,
            ),
            _finding(
                "W101",
                "should",
                "词语重复",
                "“加强加强”重复。",
                "删去一个“加强”。",
                span("overview", "加强加强"),
                basis="常规",
                points=0.5,
            ),
            _finding(
                "Q101",
                "ask",
                "第一部分套话较多",
                "这些句子没有数量、对象和时限，放在哪份报告里都可以。",
                "写明做了什么、做到什么程度。",
                span(
                    "overview",
                    "2024年，某县水务局认真落实政府信息公开工作要求，不断提升工作水平。",
                ),
                span("overview", "持续加强平台建设，进一步提升服务水平。"),
                basis="常规",
            ),
            _finding(
                "Q103",
                "ask",
                "问题与措施不对应",
                "“信息公开的深度还不够”没有对应的措施。",
                "针对这一问题补充具体措施。",
                span("problems", "信息公开的深度还不够"),
            ),
        ]
    )


def made_document(
    agency: str = "某县水务局", year: int = 2024, form_id: str = "2021", **changes: Any
) -> dict[str, Any]:
    """A faulty report's review as JSON; `changes` replace members of the Review."""
    cells = _cells(form_id)
    source = Source(f"{agency}{year}年报.docx", f"{agency}{year}".encode().hex()[:64], "text/plain")
    tables = {
        key: TableReading(
            key, "read", form_id, {k: c for k, c in cells.items() if k.startswith(f"{key}.")}
        )
        for key in TABLE_KEYS
    }
    report = Report(
        source=source,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=Agency(agency, "department", bool(agency)),
        year=year,
        years=(),
        period=None,
        published=None,
        published_span=None,
        form=form_id,
        sections=tuple(Section(k, HEADINGS.get(k, ""), True, TEXTS[k]) for k in SECTION_KEYS),
        tables=tables,
        remarks=("文档中的2处修订按接受后的文字读取。",),
    )
    members: dict[str, Any] = {
        "report": report,
        "findings": tuple(_findings()),
        "not_run": (
            NotRun("Y101", "没有上年报告，无法核对上年结转"),
            NotRun("D102", "只有一份报告，无法与其他单位比较"),
        ),
        "score": Score(
            71.5,
            "合格",
            (
                ScorePart("format", "格式", 15, 15),
                ScorePart("tables", "表内", 15, 25),
                ScorePart("accuracy", "文表", 10, 15),
                ScorePart("required", "必备", 14, 15),
                ScorePart("content", "内容", 10.5, 20),
                ScorePart("language", "文字", 7, 10),
            ),
        ),
    }
    review = Review(source, Engine("0.1.0", "national", "0" * 64), **{**members, **changes})
    return as_json(review)
