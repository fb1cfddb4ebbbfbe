"""A review as text for a terminal: who, score, findings by level, and what was not checked."""

from collections.abc import Iterator

from review.finding import Severity
from review.outputs.json_form import JsonObject
from review.outputs.places import shown_quote

_MARKS = {"must": "■", "should": "▲", "ask": "○"}
_PARTS = {
    "front": "标题和引言",
    "overview": "第一部分",
    "proactive": "第二部分",
    "requests": "第三部分",
    "proceedings": "第四部分",
    "problems": "第五部分",
    "other": "第六部分",
    "end": "落款",
}


def text_lines(review: JsonObject) -> Iterator[str]:
    """The lines of one review."""
    name = review["source"]["name"]
    if review["error"]:
        yield f"{name}：未能审阅——{review['error']['message']}"
        return
    report, score = review["report"], review["score"]
    counts = {
        level: sum(1 for f in review["findings"] if f["severity"] == level) for level in _MARKS
    }
    yield f"{name}：{report['agency'] or '机关不明'} {report['year'] or '年度不明'}年度"
    yield (
        f"  得分 {score['total']:g}（{score['grade']}{'，建议退回修改' if score['returned'] else ''}）  必须修改 {counts['must']}  "
        f"建议修改 {counts['should']}  请核实 {counts['ask']}"
    )
    for finding in review["findings"]:
        level = Severity(finding["severity"])
        yield f"  {_MARKS[level.value]} {level.label} {finding['code']} {finding['title']}"
        yield f"    {finding['message']}"
        for evidence in finding["evidence"]:
            if "quote" in evidence and evidence["quote"] not in finding["message"]:
                quote = " ".join(shown_quote(finding["code"], evidence).split())
                quote = quote if len(quote) <= 60 else quote[:58] + "……"
                yield f"    {_origin(evidence)}{_PARTS[evidence['section']]}：“{quote}”"
        yield f"    依据：{finding['basis']}"
    yield f"  未检查 {len({n['code'] for n in review['not_run']})} 项（--format json 可见原因）"


def _origin(evidence: JsonObject) -> str:
    """Whose report the evidence stands in, where it is another one: 上年报告."""
    source = evidence.get("source")
    return f"{source['agency']}{source['year'] or ''}年度报告 " if source else ""
