"""Labels of the statutory tables: typos are told, other spellings of the same are not."""

from dataclasses import replace

import pytest

from review.model import Block
from tests.report.documents import (
    form_grid,
    rows_of_form,
    tabbed,
)
from tests.report.table_readings import drawn, raws, reading


@pytest.mark.parametrize(
    ("official", "found"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("4.保护第三方合法权益", "4.保护第三人合法权益"),
        ("（一）予以公开", "（一）给予公开"),
        ("5.属于三类内部事务信息", "5.属于三类内部事物信息"),
        ("1.本机关不掌握相关政府信息", "1.本机关不掌握相关信息"),
        ("四、结转下年度继续办理", "四、结转下年继续办理"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"),
    ],
)
@pytest.mark.parametrize("shape", ["grid", "tabs"])
def test_typo_in_a_row_label(official: str, found: str, shape: str) -> None:
    """A label with a typo is still its row, and named as altered."""
    labels = {official: found}
    table: Block | str = form_grid("requests", labels=labels)
    if shape == "tabs":
        table = tabbed([[labels.get(c, c) for c in row] for row in rows_of_form("requests")])
    read = reading("requests", table)
    assert (read.status, raws(read)) == ("read", drawn("requests"))
    assert [(a.where, a.official, a.found) for a in read.altered] == [("行", official, found)]


@pytest.mark.parametrize(
    ("part", "official", "found"),
    [
        ("proactive", "本年废止件数", "本年度止件数"),
        ("proactive", "现行有效件数", "现行有效数"),
        ("requests", "法律服务机构", "法律服务机枸"),
        ("requests", "商业企业", "商业企"),
    ],
)
def test_typo_in_a_column_label(part: str, official: str, found: str) -> None:
    """A column with a typo keeps its place and is named as altered."""
    read = reading(part, form_grid(part, labels={official: found}))
    assert (read.status, raws(read)) == ("read", drawn(part))
    assert {(a.where, a.official, a.found) for a in read.altered} == {("列", official, found)}


@pytest.mark.parametrize(
    ("official", "found"),
    [
        ("3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""),
        ("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
        ("（一）予以公开", "(一)予以公开"),
        ("1.属于国家秘密", "１．属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("（七）总计", "（七） 总 计"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
         "（二）部分公开(区分处理的,只计这一情形,不计其他情形)"),
    ],
)  # fmt: skip
def test_widths_blanks_and_numbering_are_no_alteration(official: str, found: str) -> None:
    """Half width, spaces, quotation marks and the number in front are the same label."""
    read = reading("requests", form_grid("requests", labels={official: found}))
    assert (read.status, read.altered, raws(read)) == ("read", (), drawn("requests"))


def test_columns_in_another_order_follow_their_header() -> None:
    """Two columns exchanged, header and figures: each figure goes to the column that names it."""
    exchanged = {4: 5, 5: 4}
    plain = form_grid("requests")
    cells = tuple(
        replace(c, column=exchanged.get(c.column, c.column)) if c.row >= 2 else c
        for c in plain.cells
        if c.row >= 2 or c.column != 4 or c.column_span > 1
    )
    read = reading("requests", replace(plain, cells=cells))
    assert (read.status, raws(read)) == ("read", drawn("requests"))
