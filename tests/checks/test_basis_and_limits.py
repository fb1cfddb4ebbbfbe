"""S205, S304, S305, T303: the basis cited, the time limit, words of the notice, the unit of fees."""

from dataclasses import replace

import pytest

from review.finding import Finding
from review.profile import Deadline, load_profile
from tests.builders import report_text, review_text

OWN_DATE = "2024年1月15日"


def found(code: str, *edits: tuple[str, str], cells: dict[str, str] | None = None) -> list[Finding]:
    """The findings of one code in the sound report after some edits."""
    text = report_text(edits=edits, cells=cells or {})
    return [finding for finding in review_text(text).findings if finding.code == code]


@pytest.mark.parametrize(
    ("agency", "day", "severity"),
    [
        ("清和县商务局", "2024年1月31日", None),
        ("清和县商务局", "2024年2月1日", "must"),
        ("国家税务总局清和县税务局", "2024年2月1日", "must"),
        ("清和县人民政府", "2024年3月31日", None),
        ("清和县人民政府", "2024年4月1日", "must"),
        ("清和县柳渡镇人民政府", "2024年3月31日", None),
        ("清和县柳渡镇人民政府", "2024年4月1日", "ask"),
        ("清和县人民政府办公室", "2024年4月1日", "ask"),
        ("清和县商务局", "2025年2月18日", "ask"),
    ],
)
def test_limit_by_kind_of_body(agency: str, day: str, severity: str | None) -> None:
    """The last day itself is in time; who is not named by law, or published years later, is asked."""
    findings = found("S304", ("清和县商务局", agency), (OWN_DATE, day))
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert [s.quote for f in findings for s in f.spans] == ([day] if severity else [])


def test_limit_is_the_profiles() -> None:
    """An office that asks for 20 January finds 21 January late; without a limit nothing is checked."""
    national = load_profile()
    earlier = replace(national, deadlines={"department": Deadline(1, 20, certain=True)})
    text = report_text(edits=((OWN_DATE, "2024年1月21日"),))
    assert [f.code for f in review_text(text, profile=earlier).findings] == ["S304"]
    none = review_text(text, profile=replace(national, deadlines={}))
    assert "S304" in {entry.code for entry in none.not_run}


def test_report_without_date_is_not_run() -> None:
    """No date, no answer: it is said that the limit was not checked."""
    review = review_text(report_text(edits=((OWN_DATE, ""),)))
    assert "S304" in {entry.code for entry in review.not_run}


TITLE_2019 = "关于政府信息公开工作年度报告有关事项的通知"
SENTENCE = "报告所列数据"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("按照国办公开办函〔2019〕60号的格式编制。", 1),
        ("按照国办公开办函[2019] 60号的格式编制。", 1),
        (f"按照《国务院办公厅政府信息与政务公开办公室{TITLE_2019}》编制。", 1),
        (f"按照《{TITLE_2019}》（国办公开办函〔2019〕60号）编制。", 2),
        ("国办公开办函〔2019〕60号已经废止，不再执行。", 0),
        (f"按照《江川省人民政府办公厅{TITLE_2019}》编制。", 0),
        ("按照国办公开办函〔2019〕61号编制。", 0),
    ],
)
def test_notice_of_2019_as_the_basis(words: str, count: int) -> None:
    """S205 is one finding with every citation; a notice of the province, or a repeal, is none."""
    findings = found("S205", (SENTENCE, words + SENTENCE))
    assert [len(finding.spans) for finding in findings] == [count] * bool(count)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("该部分以表格形式报告。表格如下：", "该部分以表格形式报告。表格如下"),
        ("本部分重在聚焦主题、简明客观，篇幅原则上不超过一千字。",
         "重在聚焦主题、简明客观，篇幅原则上不超过一千字"),
        ("监督保障（含《条例》第五十条第四项规定的各级人民政府“工作考核、社会评议和责任追究结果情况”）等方面。",
         "（含《条例》第五十条第四项规定的各级人民政府“工作考核、社会评议和责任追究结果情况”）等方面"),
        ("按照《条例》第五十条第四项规定报告考核结果。", ""),
        ("表格如下：", ""),
    ],
)  # fmt: skip
def test_words_of_the_notice(words: str, quote: str) -> None:
    """S305 quotes what was copied; what the report says of its own work is none."""
    findings = found("S305", ("（五）监督保障。", f"（五）监督保障。{words}"))
    assert [span.quote for f in findings for span in f.spans] == ([quote] if quote else [])


@pytest.mark.parametrize(
    ("agency", "amount", "asked"),
    [
        ("清和县商务局", "100000", True),
        ("清和县商务局", "99999.99", False),
        ("清和县柳渡镇人民政府", "125000.5", True),
        ("清和县人民政府", "125000", False),
        ("清和县人民政府", "12500000", True),
        ("江川省自然资源厅", "125000", False),
        ("清和县人民政府办公室", "125000", True),
        ("清和县人民政府办公室", "125012.5", False),
    ],
)
def test_amount_in_yuan(agency: str, amount: str, *, asked: bool) -> None:
    """T303 asks by what the kind of body can collect."""
    cells = {"proactive.fees.amount": amount}
    assert bool(found("T303", ("清和县商务局", agency), cells=cells)) is asked
