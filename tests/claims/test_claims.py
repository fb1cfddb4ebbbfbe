"""What plain sentences assert of the tables: cells, value, verdict; and where nothing is asserted."""

from collections.abc import Mapping

import pytest

from review.outcome import Claim
from tests.builders import AGENCY, report_text, review_text

pytestmark = pytest.mark.usefixtures("diagnosed_once")

RECEIVED = "requests.received.total"
CARRIED_IN = "requests.carried_in.total"
CONCLUDED = "requests.concluded.total"
CARRIED_OUT = "requests.carried_out.total"
GRANTED = "requests.granted.total"
RECONSIDERATION = "proceedings.reconsideration.total"
DIRECT = "proceedings.litigation_direct.total"
AFTER = "proceedings.litigation_after_reconsideration.total"

# The tables that the sentences below speak of: 15 new, 2 carried in, 14 concluded, 3 carried out.
CELLS: Mapping[str, str] = {
    "requests.received.natural_person": "12",
    "requests.received.business": "3",
    RECEIVED: "15",
    "requests.carried_in.natural_person": "2",
    CARRIED_IN: "2",
    "requests.granted.natural_person": "6",
    GRANTED: "6",
    "requests.partly_granted.total": "1",
    "requests.withheld.internal_affairs.natural_person": "0",
    "requests.withheld.internal_affairs.total": "1",
    "requests.unavailable.not_held.total": "4",
    "requests.not_processed.petition.total": "1",
    "requests.other.other.total": "1",
    "requests.concluded.natural_person": "11",
    CONCLUDED: "14",
    CARRIED_OUT: "3",
    "proceedings.reconsideration.upheld": "4",
    "proceedings.reconsideration.corrected": "1",
    RECONSIDERATION: "5",
    "proceedings.litigation_direct.upheld": "2",
    DIRECT: "2",
    "proceedings.litigation_after_reconsideration.upheld": "1",
    AFTER: "1",
}
NONE = dict.fromkeys(CELLS, "0")


def said(
    sentence: str,
    cells: Mapping[str, str] | None = None,
    *,
    heading: str = "（二）依申请公开情况。",
    agency: str = AGENCY,
) -> list[Claim]:
    """The claims of one sentence of part one, the tables holding CELLS and then `cells`."""
    overview = f"2023年，公开工作平稳。\n{heading}{sentence}"
    edits = ((AGENCY, agency),) if agency != AGENCY else ()
    text = report_text(
        sections={"overview": overview}, cells={**CELLS, **(cells or {})}, edits=edits
    )
    return [c for c in review_text(text).claims if c.section == "overview"]


def told(claims: list[Claim]) -> list[tuple[tuple[str, ...], object, str]]:
    """Cells, value and verdict of each claim that speaks of cells."""
    return [(c.cells, c.value, c.verdict) for c in claims if c.cells]


def total(*rows: str) -> tuple[str, ...]:
    """The cells of some rows of table 2 in the column 总计."""
    return tuple(f"requests.{row}.total" for row in rows)


BOTH = (RECEIVED, CARRIED_IN)

COUNTS = [
    ("2023年，我局新收政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("全年收到政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("全年共收到政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("本年度受理政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("全年收到依申请公开15件。", (RECEIVED,), 15, 16),
    ("2023年度收到公民、法人和其他组织政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("收到公民、法人或者其他组织提出的政府信息公开申请15件。", (RECEIVED,), 15, 16),
    ("收到政府信息公开申请十五件。", (RECEIVED,), 15, 16),
    ("收到政府信息公开申请１５件。", (RECEIVED,), 15, 16),
    ("上年结转政府信息公开申请2件。", (CARRIED_IN,), 2, 3),
    ("全年办结政府信息公开申请14件。", (CONCLUDED,), 14, 11),
    ("全年答复政府信息公开申请14件。", (CONCLUDED,), 14, 11),
    ("结转下年度继续办理3件。", (CARRIED_OUT,), 3, 4),
    ("收到申请15件，予以公开6件。", (GRANTED,), 6, 7),
    ("收到申请15件，其中部分公开1件。", ("requests.partly_granted.total",), 1, 5),
    ("新收申请15件，其中自然人申请12件。", ("requests.received.natural_person",), 12, 13),
]


@pytest.mark.parametrize(("sentence", "cells", "value", "wrong"), COUNTS)
def test_a_count_that_stands_in_the_table(
    sentence: str, cells: tuple[str, ...], value: int, wrong: int
) -> None:
    """The figure of a plain sentence is held against the cell that it speaks of."""
    assert (cells, value, "consistent") in told(said(sentence))


@pytest.mark.parametrize(("sentence", "cells", "value", "wrong"), COUNTS)
def test_a_count_that_contradicts_the_table(
    sentence: str, cells: tuple[str, ...], value: int, wrong: int
) -> None:
    """The same sentence over a table with another figure is contradicted, and the figure is quoted."""
    figures = {key: "0" for key in CELLS if key.startswith("requests.")}
    changed = {**figures, cells[0]: str(wrong * 100 + 7)}
    found = [c for c in said(sentence, changed) if c.value == value]
    assert [c.verdict for c in found] == ["contradicted"]
    assert cells[0] in found[0].cells


PROCEEDINGS = [
    ("因政府信息公开被申请行政复议5件。", (RECONSIDERATION,), 5),
    ("因政府信息公开引发行政复议5起。", (RECONSIDERATION,), 5),
    ("因政府信息公开引发行政诉讼3件。", (DIRECT, AFTER), 3),
    ("因政府信息公开被提起行政诉讼3件。", (DIRECT, AFTER), 3),
    ("政府信息公开行政诉讼案件3件，其中未经复议直接起诉2件。", (DIRECT,), 2),
    ("政府信息公开行政诉讼案件3件，其中复议后起诉1件。", (AFTER,), 1),
    ("因政府信息公开被申请行政复议5件，其中结果维持4件。",
     ("proceedings.reconsideration.upheld",), 4),
    ("因政府信息公开被申请行政复议5件，其中结果纠正1件。",
     ("proceedings.reconsideration.corrected",), 1),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "cells", "value"), PROCEEDINGS)
def test_proceedings(sentence: str, cells: tuple[str, ...], value: int) -> None:
    """复议 and 诉讼 with their results are held against table 3; 诉讼 alone is both kinds."""
    assert (cells, value, "consistent") in told(said(sentence))
    changed = {**NONE, cells[0]: "99"}
    assert "contradicted" in [c.verdict for c in said(sentence, changed) if c.value == value]


def test_reconsideration_and_litigation_in_one_sentence() -> None:
    """复议5件、诉讼3件 are two claims."""
    found = told(said("因政府信息公开被申请行政复议5件、提起行政诉讼3件。"))
    assert ((RECONSIDERATION,), 5, "consistent") in found
    assert ((DIRECT, AFTER), 3, "consistent") in found


@pytest.mark.parametrize("each", ["各1件", "各为1件"])
def test_each_of_two(each: str) -> None:
    """行政复议、行政诉讼各1件 says 1 of each, not 1 of both."""
    cells = {**NONE, RECONSIDERATION: "1", DIRECT: "1"}
    found = told(said(f"发生政府信息公开行政复议、行政诉讼{each}。", cells))
    assert {verdict for *_, verdict in found} == {"consistent"}


ZEROS = [
    ("2023年，我局未收到政府信息公开申请。", (RECEIVED,)),
    ("全年没有收到政府信息公开申请。", (RECEIVED,)),
    ("本年度未接到政府信息公开申请。", (RECEIVED,)),
    ("本年度未接到公民、法人和其他组织的政府信息公开申请。", (RECEIVED,)),
    ("全年收到政府信息公开申请0件。", (RECEIVED,)),
    ("全年收到政府信息公开申请零件。", (RECEIVED,)),
    ("本年度无政府信息公开申请。", (RECEIVED,)),
    ("未发生因政府信息公开引发的行政复议。", (RECONSIDERATION,)),
    ("没有因政府信息公开被提起行政诉讼。", (DIRECT, AFTER)),
    ("未发生政府信息公开行政复议和行政诉讼案件。", (RECONSIDERATION, DIRECT, AFTER)),
]


@pytest.mark.parametrize(("sentence", "cells"), ZEROS)
def test_nothing_happened(sentence: str, cells: tuple[str, ...]) -> None:
    """未收到 and 未发生 assert zeros: true over zeros, contradicted by any figure."""
    assert (cells, 0, "consistent") in told(said(sentence, NONE))
    for cell in cells:
        found = [c for c in said(sentence, {**NONE, cell: "1"}) if cell in c.cells]
        assert [c.verdict for c in found] == ["contradicted"], cell
        assert found[0].kind == "zero"


def test_nothing_happened_over_blank_cells_is_no_contradiction() -> None:
    """A blank cell says nothing against 未收到."""
    blank = {**NONE, RECEIVED: ""}
    assert [c.verdict for c in said("我局未收到政府信息公开申请。", blank)] == ["consistent"]


def test_all_upheld() -> None:
    """均维持 is true where 维持 is the total, false where one was corrected."""
    sentence = "因政府信息公开被申请行政复议5件，均维持。"
    (claim,) = [c for c in said(sentence) if c.kind == "all"]
    assert claim.verdict == "contradicted"
    assert claim.cells == ("proceedings.reconsideration.upheld",)
    assert claim.base == (RECONSIDERATION,)
    fine = {
        "proceedings.reconsideration.upheld": "5",
        "proceedings.reconsideration.corrected": "0",
    }
    (claim,) = [c for c in said(sentence, fine) if c.kind == "all"]
    assert claim.verdict == "consistent"


@pytest.mark.parametrize(
    "sentence",
    ["收到政府信息公开申请15件，均予以公开。", "收到政府信息公开申请15件，全部予以公开。"],
)
def test_all_granted(sentence: str) -> None:
    """均予以公开 is held against 办结总计."""
    assert [c.verdict for c in said(sentence) if c.kind == "all"] == ["contradicted"]
    fine = {GRANTED: "14"}
    assert [c.verdict for c in said(sentence, fine) if c.kind == "all"] == ["consistent"]


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请15件，已全部办结。",
        "收到政府信息公开申请15件，均已答复。",
        "收到政府信息公开申请15件，均已办理完毕。",
    ],
)
def test_all_concluded(sentence: str) -> None:
    """全部办结 fails where fewer were concluded than came in."""
    assert [c.verdict for c in said(sentence) if c.kind == "all"] == ["contradicted"]
    for done in ("15", "17"):
        fine = {CONCLUDED: done}
        assert [c.verdict for c in said(sentence, fine) if c.kind == "all"] == ["consistent"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，我局办理政府信息公开申请17件（含上年结转2件）。",
        "2023年共处理政府信息公开申请17件，含上年结转2件。",
        "全年收办政府信息公开申请17件。",
    ],
)
def test_new_and_carried_in_together(sentence: str) -> None:
    """含上年结转: the figure is 新收 and 结转 together, and 2 is 结转."""
    found = told(said(sentence))
    assert (BOTH, 17, "consistent") in found
    assert {verdict for *_, verdict in found} == {"consistent"}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("10余件", "consistent"),
        ("20余件", "contradicted"),
        ("约14件", "consistent"),
        ("近16件", "consistent"),
        ("超过14件", "consistent"),
        ("超过15件", "contradicted"),
        ("不足20件", "consistent"),
        ("不足15件", "contradicted"),
        ("14件以上", "consistent"),
        ("16件以上", "contradicted"),
        ("15件左右", "consistent"),
        ("达15件", "consistent"),
    ],
)
def test_hedged_figures(words: str, verdict: str) -> None:
    """余, 约, 近, 超过, 以上 are satisfied by a range."""
    (claim,) = said(f"全年新收政府信息公开申请{words}。")
    assert (claim.cells, claim.verdict) == ((RECEIVED,), verdict)


@pytest.mark.parametrize(
    "sentence",
    [
        "按时办结率100%。",
        "依申请公开均在法定期限内答复。",
        "完善依申请公开办理流程3项。",
        "举办依申请公开业务培训4次，培训人员86人次。",
        "政府信息公开申请渠道共5个。",
        "接受当面咨询8次、电话咨询26次。",
        "主动公开政府信息42条。",
        "每一件申请都由专人负责。",
        "第1件申请于3月办结。",
        "没有因政府信息公开申请被行政复议纠错的情况。",
        "政府信息公开申请答复文书模板12份。",
        "办理12345热线工单42件。",
        "办理人大代表建议3件、政协提案4件。",
        "报送规范性文件备案6件。",
        "没有收到商业企业提出的政府信息公开申请。",
        "未收到要求提供公开出版物的申请。",
        "未出现政府信息公开申请超期答复情况。",
        "未发生政府信息公开行政复议被撤销的案件。",
    ],
)
def test_traps_contradict_nothing(sentence: str) -> None:
    """Figures of other things, statements on time and idioms are held against no cell."""
    assert [c for c in said(sentence) if c.verdict == "contradicted"] == []
    assert [c for c in said(sentence, NONE) if c.value and c.verdict == "contradicted"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年收到政府信息公开申请9件。",
        "收到政府信息公开申请15件，比上年增加6件。",
        "收到政府信息公开申请15件，较2022年减少8件。",
        "收到政府信息公开申请15件，同比增长66%。",
        "全县共收到政府信息公开申请96件，其中我局15件。",
        "备案政府信息公开行政复议案件22件。",
        "通过网站收到政府信息公开申请7件，信函收到政府信息公开申请8件。",
        "向县政府申请行政复议5件，向市政府申请行政复议0件。",
        "截至6月底，收到政府信息公开申请7件。",
        "自2019年以来累计收到政府信息公开申请88件。",
        "各乡镇共收到政府信息公开申请120件。",
        "1月至6月收到政府信息公开申请7件，7月至12月收到8件。",
        "收到政府信息公开申请15件，其中当面申请2件、信函申请3件。",
    ],
)
def test_another_scope_or_year_is_never_contradicted(sentence: str) -> None:
    """What speaks of another year, another body or a part is unverifiable, or no claim."""
    assert [(c.quote, c.value) for c in said(sentence) if c.verdict == "contradicted"] == []


def test_scope_of_a_government_is_the_whole_region() -> None:
    """A county's tables count the whole county: 全县 is its scope, 县政府办 is not."""
    county = "清和县人民政府"
    whole = said("全县共收到政府信息公开申请96件。", agency=county)
    assert [c.verdict for c in whole] == ["contradicted"]
    part = said("县政府本级收到政府信息公开申请4件。", agency=county)
    assert "contradicted" not in [c.verdict for c in part]


def test_offsets_are_those_of_the_section() -> None:
    """The quote runs from the first understood word to the figure's unit."""
    text = report_text(
        sections={
            "overview": "（二）依申请公开情况。\n２０２３年，我局共收到　政府信息公开申请１５件。"
        },
        cells=CELLS,
    )
    review = review_text(text)
    assert review.report is not None
    (claim,) = [c for c in review.claims if c.section == "overview"]
    assert claim.quote.endswith("政府信息公开申请１５件") and "收到" in claim.quote
    assert review.report.section("overview").text[claim.start : claim.end] == claim.quote


def test_cells_that_were_not_read_make_a_claim_unverifiable() -> None:
    """Without table 3 a count of reconsiderations cannot be verified."""
    text = report_text(
        sections={"overview": "（二）依申请公开。因政府信息公开被申请行政复议5件。"},
        edits=(("@proceedings", ""),),
    )
    found = [c for c in review_text(text).claims if c.value == 5]
    assert [c.verdict for c in found] == ["unverifiable"]


@pytest.mark.parametrize(
    "sentence",
    [
        "政府信息公开申请15件中，予以公开6件、部分公开1件、不予公开1件、无法提供4件、不予处理1件、其他处理1件。",
        "办结的14件申请中，予以公开6件，部分公开1件，不予公开1件，无法提供4件，不予处理1件，其他处理1件。",
    ],
)
def test_a_list_of_outcomes(sentence: str) -> None:
    """Each outcome is held against the sum of its rows, and nothing is contradicted."""
    found = told(said(sentence))
    assert (total("granted"), 6, "consistent") in found
    assert {verdict for *_, verdict in found} == {"consistent"}
    groups = {cells[0].split(".")[1] for cells, *_ in found}
    assert {"granted", "partly_granted", "withheld", "unavailable", "not_processed", "other"} <= (
        groups
    )


@pytest.mark.parametrize("commas", [100, 700])
def test_figures_in_text_without_an_end_are_read_or_said_not_to_be(commas: int) -> None:
    text = "共收到政府信息公开申请16件" + "，同步整理公开材料" * commas
    review = review_text(report_text(sections={"overview": text}, cells=CELLS))
    unread = [n for n in review.not_run if "没有句号" in n.reason]
    found = [f for f in review.findings if f.code == "N101"]
    if commas == 100:
        assert found and not unread
    else:
        assert not found
        assert {"N101", "N102", "N201"} <= {n.code for n in unread}
        assert "第一部分" in unread[0].reason
