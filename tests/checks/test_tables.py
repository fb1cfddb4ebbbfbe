"""T101–T302: what the messages say, and where the certainty ends."""

import pytest

from review.finding import Finding, Proposal
from review.report.forms import load_form
from tests.builders import CELLS, report_text, review_text

R, P = "requests.", "proceedings."


def only(cells: dict[str, str]) -> Finding:
    """The one finding of the sound report with other cells."""
    (finding,) = review_text(report_text(cells=cells)).findings
    return finding


def test_wrong_total_is_told_with_its_sums_and_the_smallest_change() -> None:
    """T201 shows the broken row and column and words the repair as the smallest change."""
    finding = only({R + "carried_in.total": "1"})
    assert finding.message == (
        "第三部分表格“二、上年结转政府信息公开申请数量”行各列之和为0，总计填1；“总计”列：新收加结转2+1=3，办结加结转下年2+0=2。"
        "最少改动为：“二、上年结转政府信息公开申请数量”行“总计”列由1改为0，请核对；"
        "正文“无结转”与改后的数字一致。"
    )
    assert finding.proposal == Proposal(R + "carried_in.total", 0)
    assert finding.cells == (R + "carried_in.total",)
    assert "应为" not in finding.message


def test_wrong_inner_cell_is_told_apart_from_its_totals() -> None:
    """A cell that breaks its row and its column is the one to change, not the two totals."""
    finding = only({R + "granted.natural_person": "3"})
    assert finding.code == "T201"
    assert finding.proposal == Proposal(R + "granted.natural_person", 1)
    assert "“自然人”列各项办理结果之和3+1=4，（七）总计填2" in finding.message


def test_every_single_slip_is_one_finding_with_its_repair() -> None:
    """A slip in any one of the 175 cells of table 2 is T201 once, and its proposal undoes the slip."""
    for key in load_form("2021").tables["requests"].cell_keys():
        right = int(CELLS.get(key, "0"))
        findings = review_text(report_text(cells={key: str(right + 7)})).findings
        assert [(f.code, f.proposal) for f in findings] == [("T201", Proposal(key, right))], key


def test_two_cells_give_no_proposal() -> None:
    """Where one change is not enough, nothing is proposed and the count of changes is said."""
    cells = {R + "received.natural_person": "3", R + "concluded.total": "4"}
    review = review_text(report_text(cells=cells, sections={"overview": "（一）无申请数字。"}))
    findings = [finding for finding in review.findings if finding.code == "T201"]
    assert findings
    assert all("请核对" in finding.message for finding in findings)
    several = [finding for finding in findings if len(finding.cells) > 1]
    assert all(finding.proposal is None for finding in several)


def test_two_far_causes_are_two_findings() -> None:
    """Two wrong cells that share no sum are two causes, each with its own proposal."""
    cells = {R + "received.total": "3", R + "not_processed.repeated.research": "2"}
    findings = review_text(report_text(cells=cells)).findings
    assert [finding.code for finding in findings] == ["T201", "T201"]
    assert {finding.proposal for finding in findings} == {
        Proposal(R + "received.total", 2),
        Proposal(R + "not_processed.repeated.research", 0),
    }


def test_figures_in_the_total_column_only_are_one_cause() -> None:
    """A table filled in its last column alone is one finding, not one for every row."""
    rows = ("received", "granted", "withheld.internal_affairs", "concluded")
    finding = only({f"{R}{row}.natural_person": "0" for row in rows})
    assert finding.code == "T201"
    assert "行只填了总计列，各申请人列均为0" in finding.message
    assert finding.message.endswith("等4处不平。")
    assert finding.proposal is None


def test_proceedings_sum_stands_in_the_open() -> None:
    """T202 writes the sum out, and its evidence is all five cells."""
    finding = only({P + "reconsideration.upheld": "10", P + "reconsideration.corrected": "1"})
    assert finding.message == "第四部分表格“行政复议”：10+1+0+0=11，总计填0。"
    assert finding.proposal == Proposal(P + "reconsideration.total", 11)
    assert [cell.rpartition(".")[2] for cell in finding.cells] == [
        "upheld",
        "corrected",
        "other",
        "pending",
        "total",
    ]


def test_each_group_of_proceedings_is_a_cause() -> None:
    """Two groups that do not add up are two findings, each naming its group."""
    cells = {P + "reconsideration.pending": "1", P + "litigation_direct.upheld": "2"}
    findings = review_text(report_text(cells=cells)).findings
    assert [finding.message for finding in findings] == [
        "第四部分表格“行政复议”：0+0+0+1=1，总计填0。",
        "第四部分表格“未经复议直接起诉”：2+0+0+0=2，总计填0。",
    ]


def test_total_without_parts_gives_no_proposal() -> None:
    """A total over four zeros may lack a part as well as be wrong: nothing is proposed."""
    finding = only({P + "reconsideration.total": "1"})
    assert finding.message == "第四部分表格“行政复议”：0+0+0+0=0，总计填1。"
    assert finding.proposal is None


def test_blank_cells_are_one_finding_a_table() -> None:
    """T101 counts the cells, gives the marks that stand in them and lists them row by row."""
    finding = only({R + "received.research": "/", R + "granted.research": "-"})
    assert finding.message == (
        "第三部分表格有2格没有填数字（“/”、“-”）：“一、本年新收政府信息公开申请数量”科研机构；"
        "“（一）予以公开”科研机构。"
    )
    assert finding.cells == (R + "received.research", R + "granted.research")


def test_many_blank_cells_are_counted_not_all_named() -> None:
    """Blanks in many rows are named by the first rows and their number; all are evidence."""
    rows = [row.key for row in load_form("2021").tables["requests"].rows]
    finding = only({f"{R}{row}.research": "无" for row in rows})
    assert finding.message.startswith("第三部分表格有25格没有填数字（“无”）")
    assert finding.message.endswith("等25格。")
    assert "结转下年度" not in finding.message
    assert len(finding.cells) == 25


@pytest.mark.parametrize(
    ("cell", "raw", "level", "words"),
    [
        (R + "received.natural_person", "2件", "should", "填“2件”，不是单纯的数字，按2读取。"),
        (R + "received.research", "-1", "must", "填“-1”，不应为负数。"),
        ("proactive.licensing.decisions", "3.5", "must", "填“3.5”，件数应为整数。"),
        (P + "reconsideration.other", "零件", "should", "填“零件”，不是单纯的数字，按0读取。"),
    ],
)
def test_cell_that_is_no_number(cell: str, raw: str, level: str, words: str) -> None:
    """T102 says where, what stands there and how it is read; counts below 0 or broken are `must`."""
    finding = only({cell: raw})
    assert (finding.code, finding.severity.value) == ("T102", level)
    assert finding.message.endswith(words)
    assert finding.cells == (cell,)


@pytest.mark.parametrize(
    "cell",
    [R + "received.research", "proactive.licensing.decisions", P + "reconsideration.other"],
)
def test_words_for_a_number_are_no_missing_row(cell: str) -> None:
    """A cell that says 若干 is no number or cannot be placed; its row is not said to be missing."""
    findings = review_text(report_text(cells={cell: "若干"})).findings
    assert findings
    assert {finding.code for finding in findings} <= {"T102", "S206"}


@pytest.mark.parametrize("raw", ["２", "2", " 2 ", "2.0", "02"])
def test_numbers_in_other_dress_are_no_fault(raw: str) -> None:
    """Full-width digits, spaces around and a trailing .0 are numbers."""
    assert review_text(report_text(cells={R + "received.total": raw})).findings == ()


def test_rules_without_power_names_the_body() -> None:
    """T301 lists what is filled, and says which kind of body cannot make rules."""
    finding = only({"proactive.regulations.issued": "1", "proactive.regulations.in_force": "2"})
    assert finding.code == "T301"
    assert finding.message == (
        "第二部分表格“规章”行填本年制发件数1、现行有效件数2，政府部门没有规章制定权，应为0。"
    )


def test_negative_rules_are_no_rules() -> None:
    """T301 is for counts above 0: a negative one is T102 and nothing else."""
    assert only({"proactive.regulations.issued": "-2"}).code == "T102"


def test_rules_of_a_city_are_no_fault() -> None:
    """The government of a city with districts can make rules."""
    edits = (("清和县商务局", "淮安市人民政府"),)
    cells = {"proactive.regulations.in_force": "2"}
    codes = [f.code for f in review_text(report_text(cells=cells, edits=edits)).findings]
    assert "T301" not in codes


def test_rules_of_an_unknown_body_are_asked() -> None:
    """Where the kind of body is not known, T301 asks."""
    edits = (("清和县商务局", "清和县融媒体服务点"),)
    cells = {"proactive.regulations.in_force": "2"}
    review = review_text(report_text(cells=cells, edits=edits))
    (finding,) = [f for f in review.findings if f.code == "T301"]
    assert finding.severity.value == "ask"
    assert "请核实本机关是否有规章制定权" in finding.message


def test_negative_stock_shows_the_sum() -> None:
    """T302 writes out the stock at the end of the year before; a stock of 0 is no fault."""
    row = "proactive.normative_documents."
    finding = only({row + "issued": "5", row + "repealed": "1", row + "in_force": "3"})
    assert finding.message == (
        "第二部分表格“行政规范性文件”：现行有效3-本年制发5+本年废止1=-1，上年末不可能为负数。"
    )
    cells = {row + "issued": "5", row + "repealed": "1", row + "in_force": "4"}
    assert review_text(report_text(cells=cells)).findings == ()
