"""The sound narratives say what the tables say: figures read out here by plain patterns."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from corpus.build_samples import Sample, load_samples
from corpus.drawing import DrawnReport
from corpus.generated import sound_report
from corpus.narratives import self_name
from corpus.statutory_form import CELL_KEYS, PARTS

# Pattern with one number -> prefixes of the cells (总计 column) whose sum it must be.
COUNTS = {
    r"(?:新收|收到|新收到)政府信息公开申请(\d+)件": ["requests.received."],
    r"上年度?结转(?:申请)?(\d+)件": ["requests.carried_in."],
    r"结转下年度(?:继续办理)?(\d+)件": ["requests.carried_out."],
    r"予以公开(\d+)件": ["requests.granted."],
    r"部分公开(\d+)件": ["requests.partly_granted."],
    r"不予公开(\d+)件": ["requests.withheld."],
    r"无法提供(\d+)件": ["requests.unavailable."],
    r"不予处理(\d+)件": ["requests.not_processed."],
    r"其他处理(\d+)件": ["requests.other."],
    r"被申请行政复议(\d+)件": ["proceedings.reconsideration."],
    r"被提起行政诉讼(\d+)件": ["proceedings.litigation_"],
    r"未经复议直接起诉(\d+)件": ["proceedings.litigation_direct."],
    r"复议后起诉(\d+)件": ["proceedings.litigation_after_reconsideration."],
}
PLAIN = {
    r"制发行政规范性文件(\d+)件": "proactive.normative_documents.issued",
    r"行政许可决定(\d+)件": "proactive.licensing.decisions",
    r"行政处罚决定(\d+)件": "proactive.penalties.decisions",
    r"行政强制决定(\d+)件": "proactive.coercion.decisions",
    r"自然人申请(\d+)件": "requests.received.natural_person",
}
# Words -> cells that must then all be 0.
ZEROS = {
    "(?:未收到|没有收到)政府信息公开申请": "requests.received.",
    "全部办结|均在法定期限内办结|无结转": "requests.carried_out.",
    "未发生[^。]{0,20}行政复议、|没有因[^。]{0,12}被申请行政复议": "proceedings.reconsideration.",
}


def disagreements(report: DrawnReport) -> Iterator[str]:
    """Statements of part one that the cells do not bear out."""
    text = report.sections["overview"]
    totals = {key: int(report.cells[key]) for key in CELL_KEYS if key.endswith(".total")}
    for pattern, (prefix,) in COUNTS.items():
        cells = sum(value for key, value in totals.items() if key.startswith(prefix))
        for found in re.finditer(pattern, text):
            if "共处理" in text[max(0, found.start() - 6) : found.end()]:
                continue  # received and carried in together
            if int(found[1]) != cells:
                yield f"{found[0]}: {cells}"
    for pattern, key in PLAIN.items():
        for found in re.finditer(pattern, text):
            if int(found[1]) != report.cells[key]:
                yield f"{found[0]}: {report.cells[key]}"
    for pattern, prefix in ZEROS.items():
        if re.search(pattern, text):
            held = [key for key, value in totals.items() if key.startswith(prefix) and value]
            yield from (f"{pattern}: {key}" for key in held)
    concluded = totals["requests.concluded.total"]
    if "均予以公开" in text and totals["requests.granted.total"] != concluded:
        yield "均予以公开"
    for found in re.finditer(r"[^\d](\d+)件，占([\d.]+)%", text):
        if abs(100 * int(found[1]) / concluded - float(found[2])) > 0.0501:
            yield found[0]


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.file)
def test_samples_contradict_their_cells_only_on_purpose(sample: Sample) -> None:
    """Narratives agree with the inner figures, but for the statements that were made false."""
    report = sample.report
    found = list(disagreements(report))
    false = {
        "清和县柳渡镇人民政府": "requests.received.total",
        "清和县人民政府办公室": "均予以公开",
    }
    if report.agency in false:
        assert len(found) == 1 and false[report.agency] in found[0]
    else:
        assert found == []


def test_narratives_by_chance_agree_with_their_cells() -> None:
    """Five hundred generated reports say nothing that their tables deny, and all six parts speak."""
    said = 0
    for seed in range(500):
        report = sound_report(Random(seed))
        assert list(disagreements(report)) == [], seed
        assert set(report.sections) == set(PARTS)
        said += "办结的" in report.sections["overview"]
        unpaid = report.cells["requests.other.fee_overdue.total"]
        assert not unpaid or f"发出收费通知{unpaid}件" in report.sections["other"]
    assert said > 50


def test_wordings_vary() -> None:
    """The same figures are told in many ways."""
    texts = {sound_report(Random(seed), "street", 2024).sections["overview"] for seed in range(40)}
    assert len(texts) > 35


def test_self_name() -> None:
    """A body speaks of itself as such bodies do."""
    names = ("清和县水务局", "清和县柳渡镇人民政府", "云岭市人民政府", "清和县人民政府办公室")
    assert [self_name(name) for name in names] == ["我局", "我镇", "全市", "我办"]
