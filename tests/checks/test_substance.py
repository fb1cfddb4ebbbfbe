"""Cases of substance: each as its file says; what else holds of these checks."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from corpus.drawing import DrawnReport, draw_docx
from corpus.generated import sound_report
from review.pipeline import check
from tests.builders import report_text, review_text
from tests.checks.substance_cases import CODES, judge, load_cases

CASES = [case for part in ("open", "held", "second") for case in load_cases(part)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case_is_judged_as_a_reviewer_would(case: dict[str, Any]) -> None:
    """Nothing that must be said is missing, nothing else of this family is said."""
    assert judge(case).complaints == []


SOUND = [sound_report(Random(seed)) for seed in range(24)]


@pytest.mark.parametrize("report", SOUND, ids=[f"{n}-{r.kind}" for n, r in enumerate(SOUND)])
def test_sound_reports_have_no_fault_of_substance(report: DrawnReport, tmp_path: Path) -> None:
    """Plain and true narratives by chance lack nothing and answer their problems."""
    path = tmp_path / "sound.docx"
    draw_docx(report, path)
    review = check(path)
    found = [(f.code, f.message) for f in review.findings if f.code in CODES]
    assert found == []


VAGUE = "一是对条例学习还不够深入；二是公开的形式不够丰富。"


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ("无。", ["S103"]),
        (
            "下一步，我局将加强组织领导，健全公开制度，加强业务培训，确保工作再上新台阶。",
            ["R301", "R303"],
        ),
        (f"上年问题已整改。存在不足：{VAGUE}今后将加强学习，丰富公开形式。", ["Q102"]),
    ],
)
def test_one_cause_is_one_finding(problems: str, expected: list[str]) -> None:
    """An empty part five, one without problems, one of vague problems: each is said once."""
    review = review_text(report_text(sections={"problems": problems}))
    assert [f.code for f in review.findings if f.code != "Q101"] == expected


def test_shading_is_one_finding_a_part() -> None:
    """Q101 has the phrases of a part as evidence, sliced exactly, and says why the first is one."""
    phrase = "进一步提高思想认识，加强组织领导，确保工作落到实处。"
    text = report_text(edits=(("（五）监督保障。", f"（五）监督保障。{phrase}"),))
    (finding,) = [f for f in review_text(text).findings if f.code == "Q101"]
    assert [span.quote for span in finding.spans] == [phrase]
    assert finding.severity == "ask" and finding.points == 0
    assert "无数量、无对象、无时限" in finding.message


def test_what_depends_on_the_kind_of_body_is_asked_where_it_is_unknown() -> None:
    """R204 is for governments; a body of no known kind is asked, a department not spoken of."""
    levels = {}
    for agency in ("清和县人民政府", "清和县柳渡镇人民政府", "清和县红枫会", "清和县商务局"):
        review = review_text(report_text(edits=(("清和县商务局", agency),)))
        levels[agency] = [f.severity.value for f in review.findings if f.code == "R204"]
    assert levels == {
        "清和县人民政府": ["should"],
        "清和县柳渡镇人民政府": ["should"],
        "清和县红枫会": ["ask"],
        "清和县商务局": [],
    }
