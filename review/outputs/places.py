"""Places in a report as a reader names them: no keys, no codes."""

import re
from collections.abc import Mapping
from typing import Any

from review.report.forms import FORM_IDS, cell_places, load_form

SECTION_NAMES: Mapping[str, str] = {
    "front": "标题和前言",
    "overview": "第一部分 总体情况",
    "proactive": "第二部分 主动公开政府信息情况",
    "requests": "第三部分 收到和处理政府信息公开申请情况",
    "proceedings": "第四部分 政府信息公开行政复议、行政诉讼情况",
    "problems": "第五部分 存在的主要问题及改进情况",
    "other": "第六部分 其他需要报告的事项",
    "end": "落款",
}

KIND_NAMES: Mapping[str, str] = {
    "ministry": "部委",
    "province": "省级政府",
    "city": "市级政府",
    "county": "县级政府",
    "town": "乡镇政府",
    "street": "街道办事处",
    "office": "政府办公室",
    "department": "部门",
    "vertical": "垂直管理单位",
    "other": "其他单位",
    "unknown": "类型不明",
}


def cell_place(form_id: str, key: str) -> str:
    """A cell's place: 第三部分表格“（一）予以公开”行“自然人”列. A key of no form gives 表格."""
    for form in (form_id, *FORM_IDS):
        if form in FORM_IDS and key in cell_places(form):
            return cell_places(form)[key]
    table = load_form(FORM_IDS[0]).tables.get(key.split(".", 1)[0])  # type: ignore[call-overload]
    return table.label if table else "表格"


_LONG_NUMBER = re.compile(r"(?:[0-9０-９][ \-－—]?){10,}[0-9０-９XxＸｘ]")


def shown_quote(code: str, evidence: Mapping[str, Any]) -> str:
    """The evidence's words for a reader; of numbers of private persons (P…) and of phrases that may hold one (Q…) the middle stays hidden."""
    quote = str(evidence.get("quote", evidence.get("raw", "")))
    if not code.startswith(("P", "Q")):
        return quote
    return _LONG_NUMBER.sub(lambda m: f"{m.group()[:3]}****{m.group()[-4:]}", quote)


def evidence_place(form_id: str, evidence: Mapping[str, Any]) -> str:
    """Where a piece of evidence stands; evidence of another report is named by its agency and year."""
    if "cell" in evidence:
        place = cell_place(form_id, evidence["cell"])
    else:
        place = SECTION_NAMES.get(evidence.get("section", ""), "正文")
    source = evidence.get("source")
    if not source:
        return place
    year = f"{source['year']}年" if source.get("year") else ""
    return f"{source.get('agency') or '另一份'}{year}报告 {place}"
