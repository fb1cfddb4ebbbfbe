"""The circular: figures that can be recounted, ranking, faults and examples with their sources."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document

import review
from review.outcome import Failure
from review.outputs.note_content import Slots
from review.outputs.notes import NoteRefused
from review.outputs.summary import write_summary
from review.outputs.summary_content import Reviewed, make_summary
from tests.outputs.drawn_documents import SAMPLES, all_accepted, decided, faulty_document
from tests.screens.made import made_document


def _reviewed(document: dict[str, Any], **options: Any) -> Reviewed:
    return Reviewed(document, all_accepted(document), **options)


def _written(batch: list[Reviewed], **options: Any) -> Any:
    out = BytesIO()
    write_summary(batch, out, **options)
    return Document(BytesIO(out.getvalue()))


def _text(letter: Any) -> str:
    return "\n".join(p.text for p in letter.paragraphs)


def test_figures_and_ranking() -> None:
    """Counts, average, grades, the table in order of score, equal scores on one place."""
    batch = [
        _reviewed(made_document("甲局"), score=(80.0, "良好")),
        _reviewed(made_document("乙局"), score=(95.5, "优秀")),
        _reviewed(made_document("丙局"), score=(80.0, "良好")),
        Reviewed(
            made_document(
                report=None, findings=(), score=None, error=Failure("protected", "有密码。")
            ),
            {},
        ),
    ]
    slots = Slots("某县人民政府办公室", "县办〔2025〕3号", "2025年3月15日", "2025年2月20日")
    letter = _written(batch, slots=slots, absent=["丁局", "戊镇人民政府"])
    text = _text(letter)
    assert "共收到年度报告4份，审阅3份，未能读取1份。" in text
    assert "平均得分85.2分，最高95.5分，最低80分。其中优秀1份，良好2份。" in text
    assert "共提出意见18条：必须修改9条（涉及3份），建议修改9条（涉及3份）。" in text
    assert "应报送而尚未报送的单位2个：丁局、戊镇人民政府。" in text
    rows = [[c.text for c in row.cells] for row in letter.tables[0].rows]
    assert [row[:3] for row in rows[1:]] == [
        ["1", "乙局", "95.5"],
        ["2", "丙局", "80"],
        ["2", "甲局", "80"],
    ]
    assert "关于2024年政府信息公开工作年度报告审阅情况的通报" in text
    assert "县办〔2025〕3号" in text
    assert text.endswith("某县人民政府办公室\n2025年2月20日")


def test_faults_are_those_that_several_have() -> None:
    """In the order of how many reports have them, each with examples out of these reports."""
    first, second = made_document("甲局"), made_document("乙局")
    second["findings"] = [f for f in second["findings"] if f["code"] in ("W101", "T201")]
    summary = make_summary([_reviewed(first), _reviewed(second)])
    assert [(f.title, f.reports) for f in summary.faults] == [
        ("第三部分表格不平", 2),
        ("词语重复", 2),
    ]
    assert summary.faults[1].examples == (
        "甲局：第一部分 总体情况“加强加强”",
        "乙局：第一部分 总体情况“加强加强”",
    )


def test_open_musts_hold_the_circular_back() -> None:
    """As with a note: not before every 必须修改 is decided, but a draft."""
    batch = [Reviewed(made_document(), {}), _reviewed(made_document("甲局"))]
    with pytest.raises(NoteRefused, match="还有1份报告"):
        _written(batch)
    assert "（草稿）" in _text(_written(batch, draft=True))
    with pytest.raises(NoteRefused, match="没有已审阅的报告"):
        _written([])


def test_an_example_without_a_source_is_refused() -> None:
    """A quote that no longer stands in its report is not told to everybody."""
    document = made_document()
    document["report"]["sections"][1]["text"] = "别的文字"
    with pytest.raises(NoteRefused, match="在报告中找不到"):
        _written([_reviewed(document)])


@pytest.mark.slow
def test_a_batch_of_samples_and_drawn_reports() -> None:
    """Every example and every good sentence stands in its own report."""
    documents = [review.as_json(review.check(path)) for path in sorted(SAMPLES.iterdir())]
    documents += [faulty_document(seed)[1] for seed in range(20)]
    from random import Random

    batch = [Reviewed(d, decided(d, Random(n))) for n, d in enumerate(documents)]
    summary = make_summary(batch)
    assert summary.good
    texts: dict[str, str] = {}
    for document in documents:
        said = "\n".join(s["text"] for s in document["report"]["sections"])
        raws = "\n".join(c["raw"] for c in document["report"]["tables"].values())
        agency = document["report"]["agency"]
        texts[agency] = texts.get(agency, "") + said + raws
    for good in summary.good:
        assert good.quote in texts[good.agency]
    examples = [e for fault in summary.faults for e in fault.examples]
    assert len(examples) >= 6
    assert sum(r.must for r in summary.ranking) == summary.levels[0][1]
    _written(batch)
