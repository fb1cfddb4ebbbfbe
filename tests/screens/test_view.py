"""What the screens draw, worked out without a browser."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.report.forms import all_cell_keys, load_form
from review.scoring import ScoreSheet
from review.screens.finding_view import in_order as findings_in_order
from review.screens.finding_view import row_in_words
from review.screens.palette import COLOURS, PAIRS, contrast
from review.screens.score_view import score_view
from review.screens.table_view import DrawnTable, draw_table
from review.screens.text_view import drawn_claim, runs
from review.screens.view import report_view
from review.store import Decision
from tests.screens.made import TEXTS, made_document


def drawn(document: dict[str, Any], key: str) -> dict[str, Any]:
    """A section as the screen draws it."""
    sections: list[dict[str, Any]] = report_view(document, {})["sections"]
    return next(section for section in sections if section["key"] == key)


def figures(table: DrawnTable) -> dict[str, Any]:
    return {cell["key"]: cell for row in table["rows"] for cell in row if cell["kind"] == "figure"}


# --- text ---


@given(
    st.text("ab\n", max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.integers(0, 3)), max_size=6),
)
def test_runs_keep_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    """However marks overlap, cross lines or lie outside, no letter is lost or doubled."""
    paragraphs = runs(text, spans, ["must", "should", "ask", "vague"])
    kept = ["".join(run["text"] for run in paragraph) for paragraph in paragraphs]
    assert kept == [line for line in text.split("\n") if line]


def test_runs_mark_what_lies_inside_a_span() -> None:
    """Overlapping findings cut the text; the gravest gives the level, boilerplate comes last."""
    [paragraph] = runs("零一二三四五", [(1, 4, 1), (2, 3, 0), (4, 6, 2)], ["must", "ask", "vague"])
    assert [(r["text"], r["marks"], r["level"]) for r in paragraph] == [
        ("零", [], ""),
        ("一", [1], "ask"),
        ("二", [0, 1], "must"),
        ("三", [1], "ask"),
        ("四五", [2], "vague"),
    ]


def test_boilerplate_tells_why() -> None:
    """A shaded sentence has what it holds and lacks to read on hovering; the rest of the text has not."""
    whys = {
        r["text"]: r["why"] for p in drawn(made_document(), "overview")["paragraphs"] for r in p
    }
    shaded = "持续加强平台建设，进一步提升服务水平。"
    assert whys[shaded] == "无数量、无对象、无时限；空泛用语“持续、加强、进一步”"
    assert [text for text, why in whys.items() if why] == [
        "2024年，某县水务局认真落实政府信息公开工作要求，不断提升工作水平。",
        shaded,
    ]


def test_evidence_is_marked_where_it_stands() -> None:
    """The quote of a finding is the marked text of its section, in text and in the table."""
    document = made_document()
    view = report_view(document, {})
    place = [f["code"] for f in view["findings"]].index("N101")
    overview = drawn(document, "overview")
    marked = [r["text"] for p in overview["paragraphs"] for r in p if place in r["marks"]]
    assert marked == ["予以公开和部分公开33件"]
    cells = figures(drawn(document, "requests")["table"])
    assert place in cells["requests.granted.total"]["marks"]
    assert place not in cells["requests.granted.natural_person"]["marks"]


def test_all_text_is_drawn() -> None:
    """Every section's text is on the screen, letter by letter."""
    for section in report_view(made_document(), {})["sections"]:
        shown = "\n".join("".join(r["text"] for r in p) for p in section["paragraphs"])
        assert shown == TEXTS[section["key"]]


def test_evidence_of_another_report_marks_nothing() -> None:
    """Offsets of last year's report are not taken for this year's."""
    document = made_document()
    for finding in document["findings"]:
        for evidence in finding["evidence"]:
            evidence["source"] = {"sha256": "0", "agency": "某县水务局", "year": 2023}
    view = report_view(document, {})
    assert all(not r["marks"] for s in view["sections"] for p in s["paragraphs"] for r in p)
    assert all(e["foreign"] for f in view["findings"] for e in f["evidence"])


def test_findings_are_grouped_by_level() -> None:
    """必须修改 first, then 建议修改, then 请核实; what only helps comes last of all."""
    document = made_document()
    document["findings"].reverse()
    document["findings"].append({**document["findings"][0], "code": "N103"})
    ordered = findings_in_order(document["findings"])
    levels = [f["severity"] for f in ordered]
    assert levels == ["must"] * 3 + ["should"] * 3 + ["ask"] * 3
    assert [f["code"] for f in ordered][6:] == ["N103", "Q103", "Q101"]


def test_what_only_helps_is_counted_nowhere() -> None:
    """Boilerplate is a finding to read: the parts' counts and the list of what is to decide leave it out."""
    document = made_document()
    view = report_view(document, {})
    helping = {n for n, f in enumerate(view["findings"]) if f["helps"]}
    assert {view["findings"][n]["code"] for n in helping} == {"Q101", "Q103"}
    assert not any(helping & set(s["findings"]) for s in view["sections"])
    document["findings"] = [{**f, "severity": "must"} for f in document["findings"]]
    assert not any(f["helps"] for f in report_view(document, {})["findings"])


def test_findings_of_one_title_are_told_apart() -> None:
    """The line in the list has the words at fault, the number of sentences, or the gist of the message."""
    document = made_document()
    document["findings"][3] |= {
        "evidence": [],
        "message": "“一、总体情况”没有写“主动公开”的情况（统一格式要求综述五项）。",
    }
    where = {f["code"]: f["where"] for f in report_view(document, {})["findings"]}
    assert where["W101"] == "“加强加强”总体情况"
    assert where["N101"] == "“予以公开和部分公开33件”总体情况"
    assert where["Q101"] == "总体情况，2句"
    assert where["T102"] == "没有写“主动公开”的情况"
    assert where["T201"] == "“（二）部分公开”行“总计”列"


def test_both_ends_of_a_contradiction_are_in_the_card() -> None:
    """Text against table: beside the cell stands its row; in a finding on the table alone it need not."""
    findings = {f["code"]: f for f in report_view(made_document(), {})["findings"]}
    assert [e["note"] for e in findings["N101"]["evidence"]] == [
        "",
        "同一行：自然人20、商业企业5、总计25，其余为0",
        "同一行：自然人9、总计10，其余为0",
    ]
    assert not any(e["note"] for e in findings["T201"]["evidence"])


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("proceedings.reconsideration.total", "同一类：结果维持2，其余为0"),
        ("proceedings.litigation_direct.total", "同一类都是0"),
        ("proactive.penalties.decisions", ""),
        ("requests.no_such_row.total", ""),
        ("nothing.at.all", ""),
    ],
)
def test_row_in_words(key: str, says: str) -> None:
    """A row's figures in a sentence; a cell without neighbours has none."""
    assert row_in_words(key, made_document()["report"]["tables"], "2021") == says


def test_claim_of_several_cells_names_the_table_once() -> None:
    """What is read on hovering over a sum: the verdict, then a line for each cell."""
    tables = made_document()["report"]["tables"]
    cells = [
        "requests.granted.total",
        "requests.partly_granted.total",
        "proceedings.reconsideration.upheld",
    ]
    said = drawn_claim({"cells": cells, "verdict": "consistent"}, tables, "2021")["says"]
    assert said.split("\n") == [
        "与表格一致",
        "第三部分表格“（一）予以公开”行“总计”列：25",
        "“（二）部分公开”行“总计”列：10",
        "第四部分表格“行政复议”·“结果维持”列：2",
    ]


def test_return_is_advised_once() -> None:
    """A grade that says 退回 needs no advice to the same effect."""
    for grade, told in (("退回", "退回"), ("良好", "良好，建议退回")):
        sheet = ScoreSheet(50, grade, (), returned=True)
        assert score_view(sheet, sheet, [], decided=False)["grade"] == told


def test_score_of_what_was_adopted_stands_beside() -> None:
    """It is told once something is decided; what was not adopted costs nothing there."""
    document = made_document()
    assert report_view(document, {})["score"]["mine"] is None
    first = document["findings"][0]
    decision = Decision(first["id"], "accepted", "", "", datetime(2025, 3, 1), 1)
    view = report_view(document, {first["id"]: decision})
    [place] = [at for at, f in enumerate(view["findings"]) if f["id"] == first["id"]]
    assert float(view["score"]["mine"]["total"]) > float(view["score"]["total"])
    [part] = [p for p in view["score"]["parts"] if place in [lost["at"] for lost in p["lost"]]]
    lost = {entry["at"]: float(entry["points"]) for entry in part["lost"]}
    assert float(part["mine"]) == float(part["possible"]) - lost[place]


def test_every_lost_point_has_its_finding() -> None:
    """What the findings of a part took is what the part lacks."""
    score = report_view(made_document(), {})["score"]
    for part in score["parts"]:
        taken = sum(float(entry["points"]) for entry in part["lost"])
        assert taken == pytest.approx(float(part["possible"]) - float(part["earned"]))
    assert any(part["lost"] for part in score["parts"])


# --- tables ---


@pytest.mark.parametrize("form_id", ["2021", "2019"])
@pytest.mark.parametrize("key", ["proactive", "requests", "proceedings"])
def test_tables_are_true_grids(form_id: str, key: Any) -> None:
    """With all spans laid out, every row of a table is filled, and no place is taken twice."""
    form = load_form(form_id)
    table = draw_table(form, form.tables[key], {}, {})
    width = sum(cell["columns"] for cell in table["rows"][0])
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table["rows"]):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for dy in range(cell["rows"]):
                for dx in range(cell["columns"]):
                    assert (y + dy, x + dx) not in taken
                    taken.add((y + dy, x + dx))
    assert taken == {(y, x) for y in range(len(table["rows"])) for x in range(width)}


@pytest.mark.parametrize("form_id", ["2021", "2019"])
def test_every_cell_of_the_form_is_drawn_once(form_id: str) -> None:
    """The three tables hold the form's cells, in its order."""
    form = load_form(form_id)
    keys = [
        cell["key"]
        for table in form.tables.values()
        for row in draw_table(form, table, {}, {})["rows"]
        for cell in row
        if cell["kind"] == "figure"
    ]
    assert keys == list(all_cell_keys(form_id))


def test_cells_tell_how_they_stand() -> None:
    """Read, words, blank and absent cells are told apart."""
    document = made_document()
    del document["report"]["tables"]["requests.received.total"]
    proactive = figures(drawn(document, "proactive")["table"])
    requests = figures(drawn(document, "requests")["table"])
    assert proactive["proactive.fees.amount"]["state"] == "blank"
    assert proactive["proactive.penalties.decisions"]["state"] == "read"
    assert requests["requests.received.total"]["state"] == "absent"
    assert requests["requests.granted.total"]["text"] == "25"


def test_group_merged_into_one_row_is_drawn_as_one() -> None:
    """其他处理 in one row stands as in the report; with all three rows, as in the form."""
    document = made_document()
    full = drawn(document, "requests")["table"]["rows"]
    for key in list(document["report"]["tables"]):
        if key.startswith(("requests.other.correction_overdue", "requests.other.fee_overdue")):
            del document["report"]["tables"][key]
    merged = drawn(document, "requests")["table"]["rows"]
    assert len(full) - len(merged) == 2
    labels = [cell["text"] for row in merged for cell in row if cell["kind"] == "label"]
    assert labels.count("（六）其他处理") == 1
    assert "3.其他" not in labels


def test_table_that_was_not_read_says_why() -> None:
    """No grid of zeros is invented: the finding's own message stands in its place."""
    document = made_document()
    tables = document["report"]["tables"]
    document["report"]["tables"] = {k: v for k, v in tables.items() if "requests" not in k}
    document["findings"][0] |= {"code": "S206", "message": "第三部分表格是图片，无法读取。"}
    section = drawn(document, "requests")
    assert section["table"] is None
    assert "第三部分表格是图片" in section["missing"]


# --- palette ---


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_contrast_is_enough(text: str, ground: str) -> None:
    """Every text on its ground has a contrast of at least 4.5:1."""
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_contrast_is_computed_rightly() -> None:
    """Black on white is 21:1; grey #767676 on white is the known border case of 4.54:1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
