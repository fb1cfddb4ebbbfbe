"""Lines broken at a margin are told from lines that end."""

from review.readers.text_wrapping import wrapped_lines

PROSE = (
    "　　全年通过门户网站公开各类信息568条，其中政策解读7篇，制发行政规范性文件1件，废止0件，现行有效6件。"
    "全年作出行政许可决定982件，行政处罚决定375件，行政强制决定27件，均在规定时限内公开，并在栏目中注明办理科室。",
    "　　全年收到政府信息公开申请529件，上年结转112件，已办理答复479件，结转下年度162件；其中自然人申请112件，"
    "法人和其他组织申请417件，予以公开31件，不予公开208件，其余按规定处理，没有发生行政复议和行政诉讼。",
)
LONG = ("一个比正文各行都长得多的表格行名称，" * 3, "另一个很长的表格行名称，后面没有数字，" * 3)


def cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def test_lines_of_one_length_go_on_although_a_table_has_longer_ones() -> None:
    lines = [line for paragraph in PROSE for line in cut(paragraph, 28)]
    found = wrapped_lines([*lines, *LONG, "短行"])
    ends = {len(cut(PROSE[0], 28)) - 1, len(lines) - 1}
    assert [at for at in range(len(lines)) if not found[at]] == sorted(ends)
    assert found[len(lines) :] == [False, False, False]


def test_paragraphs_of_many_lengths_do_not_go_on() -> None:
    lines = [PROSE[0][:size] for size in (31, 44, 52, 38, 61, 47, 29, 56)]
    assert not any(wrapped_lines([*lines, *LONG]))
