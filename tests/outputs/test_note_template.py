"""The template: the default one holds, an office's own is checked, and neither can be made to act."""

from io import BytesIO

import pytest
from docx import Document

from review.outputs.note_template import (
    PLACEHOLDERS,
    TemplateRefused,
    check_template,
    default_template,
    fill,
)
from review.outputs.notes import write_note
from tests.outputs.drawn_documents import all_accepted
from tests.screens.made import made_document

_GOOD = (
    "{{ 标题 }}",
    "致：{{ 主送单位 }}",
    "{%p for 组 in 意见 %}",
    "{%p for 条 in 组.条目 %}",
    "{{ 条.序号 }}{{ 条.标题 }}",
    "在{{ 条.位置和原文 }}；{{ 条.问题 }}",
    "{{ 条.应改为 }}{{ 条.建议 }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "限{{ 时限 }}",
)


def template_of(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_default_template_is_sound() -> None:
    """It passes its own check, and uses no placeholder that is not told to the office."""
    check_template(default_template())
    text = "\n".join(p.text for p in Document(BytesIO(default_template())).paragraphs)
    assert {name for name in PLACEHOLDERS if name in text} >= {"标题", "文号", "结尾", "落款"}


def test_an_office_replaces_the_template() -> None:
    """Its own words and order, the note's contents."""
    template = template_of(*_GOOD)
    check_template(template)
    document = made_document()
    out = BytesIO()
    write_note(document, all_accepted(document), out, template=template, deadline="3月1日")
    text = "\n".join(p.text for p in Document(BytesIO(out.getvalue())).paragraphs)
    assert "致：某县水务局" in text
    assert "限3月1日" in text
    assert all(
        f["message"] in text for f in document["findings"] if f["severity"] in ("must", "should")
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ 标题 }}", "{{ 抬头 }}", "“抬头”无法填写"),
        ("{{ 条.序号 }}", "{{ 条.编号 }}", "“编号”无法填写"),
        ("{{ 条.位置和原文 }}", "", "没有写出“位置和原文”"),
        ("{{ 条.应改为 }}", "", "没有写出“应改为”"),
        ("{{ 主送单位 }}", "", "没有写出“主送单位”"),
        ("限{{ 时限 }}", "", "没有写出“时限”"),
        ("{{ 标题 }}", "{{ 标题 }", "写错了"),
        ("{{ 标题 }}", "{{ 标题 | upper }}", "upper"),
        ("{{ 标题 }}", "{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ 标题 }}", "{{ 标题 * 99999999 }}", "不能使用运算"),
        ("{{ 标题 }}", "{{ range(9) }}", "“range”无法填写"),
        ("{{ 标题 }}", "{% include 'x' %}", "不能使用"),
        ("{%p for 条 in 组.条目 %}", "", "写错了"),
        ("{%p for 条 in 组.条目 %}", "{%p for 条 in 组.各条 %}", "“各条”无法填写"),
        ("{%p for 条 in 组.条目 %}", "{%p foreach 条 in 组.条目 %}", "foreach"),
    ],
)
def test_a_bad_template_is_refused_by_its_placeholder(old: str, new: str, told: str) -> None:
    """One Chinese sentence that says which placeholder is wrong or missing."""
    lines = [line.replace(old, new) for line in _GOOD]
    with pytest.raises(TemplateRefused) as refused:
        check_template(template_of(*lines))
    assert told in refused.value.message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"x" * 100])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    """A file of another kind gets the reader's own sentence."""
    with pytest.raises(TemplateRefused, match="模板不能使用"):
        check_template(data)


def test_braces_of_a_report_stay_text() -> None:
    """Nothing that a report says is taken for a placeholder, not even docxtpl's own escapes."""
    document = made_document()
    nasty = "{{ 7*7 }}{% for x in y %}{# c #}{_{ a }_}{_% b %_}<w:p/>&amp;&lt;"
    document["report"]["agency"] = nasty
    out = BytesIO()
    write_note(document, all_accepted(document), out)
    text = "\n".join(p.text for p in Document(BytesIO(out.getvalue())).paragraphs)
    assert f"\n{nasty}：\n" in text


def test_filling_is_the_same_each_time() -> None:
    """No state is left from one note to the next."""
    document = made_document()
    from review.outputs.note_content import make_note

    note = make_note(document, all_accepted(document))
    first, second = (fill(default_template(), note) for _ in range(2))
    assert [p.text for p in Document(BytesIO(first)).paragraphs] == [
        p.text for p in Document(BytesIO(second)).paragraphs
    ]
