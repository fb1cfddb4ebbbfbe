"""The template of the note: the default one, what an office's own must have, and how it is filled.

A template is a .docx with placeholders of docxtpl: {{ 标题 }}, {%p for 组 in 意见 %} … It is filled
in a sandbox: a template can neither call Python nor loop without end, and what stands in braces in
a report's own text stays text.
"""

import re
from functools import cache
from io import BytesIO
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from review.errors import ReviewError
from review.finding import Severity
from review.outputs.inert import clean_text
from review.outputs.note_content import (
    LABELS,
    NO_DATE,
    NO_NUMBER,
    NO_OFFICE,
    Item,
    Note,
    Slots,
)

PLACEHOLDERS = {
    "标题": "信函的标题",
    "文号": "发文字号",
    "主送单位": "报送单位的名称",
    "报告名称": "所审的报告",
    "开头": "收到报告、审阅依据和意见条数",
    "复核": "上次意见的改正情况，一句一项：{%p for 句 in 复核 %}",
    "意见": "按级别分组的意见：{%p for 组 in 意见 %}，组.标题，组.条目",
    "结尾": "修改时限和要求",
    "时限": "修改时限",
    "落款": "审阅单位",
    "日期": "成文日期",
    "草稿": "草稿时为“（草稿）”，否则为空",
}
"""What a template may use. Of an item: 条.序号, 条.标题, 条.行 (行.名称, 行.内容), 条.问题 …"""
_NEEDED = {
    "主送单位": ("{{ 主送单位 }}",),
    "时限": ("{{ 结尾 }} 或 {{ 时限 }}",),
    "标题": ("{{ 条.标题 }}",),
    "位置和原文": ("{{ 条.位置和原文 }} 或 条.行",),
    "问题": ("{{ 条.问题 }} 或 条.行",),
    "应改为": ("{{ 条.应改为 }} 或 条.行",),
    "建议": ("{{ 条.建议 }} 或 条.行",),
}
_LARGEST = 8 * 1024 * 1024
_LONGEST_SHOWN = 40


class TemplateRefused(ReviewError):
    """A template that cannot be filled, or that would leave out what a note has to say."""


class _Missing(StrictUndefined):
    """A placeholder that nobody fills is named, not left empty."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TemplateRefused(
            f"模板中的占位符“{self._undefined_name}”无法填写，请改用：{'、'.join(PLACEHOLDERS)}。"
        )

    __str__ = __iter__ = __len__ = __bool__ = _fail_with_undefined_error
    __eq__ = __ne__ = __hash__ = _fail_with_undefined_error
    __add__ = __radd__ = __contains__ = __call__ = __getitem__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._fail_with_undefined_error()


class _Sandbox(ImmutableSandboxedEnvironment):
    """No globals to call, no arithmetic that grows text or numbers without end."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise TemplateRefused(f"模板中不能使用运算“{operator}”，请只使用占位符。")


def _environment() -> _Sandbox:
    environment = _Sandbox(undefined=_Missing, autoescape=True)
    environment.globals.clear()
    environment.filters.clear()
    environment.filters["length"] = len
    return environment


@cache
def default_template() -> bytes:
    """The template after GB/T 9704, ready to be changed by an office in Word or WPS."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from review.outputs.letter import SECOND_FONT, Letter, write

    letter = Letter()
    letter.head("{{ 落款 }}")
    letter.line("{{ 文号 }}", indent=False, align=WD_ALIGN_PARAGRAPH.RIGHT)
    letter.line("{%p if 草稿 %}")
    letter.line("{{ 草稿 }}", indent=False, align=WD_ALIGN_PARAGRAPH.CENTER)
    letter.line("{%p endif %}")
    letter.title("{{ 标题 }}")
    letter.line("{{ 主送单位 }}：", indent=False)
    letter.line("{{ 开头 }}")
    letter.line("{%p for 句 in 复核 %}")
    letter.line("{{ 句 }}")
    letter.line("{%p endfor %}")
    letter.line("{%p for 组 in 意见 %}")
    letter.heading("{{ 组.标题 }}")
    letter.line("{%p for 条 in 组.条目 %}")
    letter.line("{{ 条.序号 }}{{ 条.标题 }}", font=SECOND_FONT, bold=True, keep=True)
    letter.line("{%p for 行 in 条.行 %}")
    write(letter.line("{{ 行.名称 }}：", bold=True), "{{ 行.内容 }}", "仿宋_GB2312")
    for _ in range(3):
        letter.line("{%p endfor %}")
    letter.line("{%p if 结尾 %}")
    letter.line("{{ 结尾 }}")
    letter.line("{%p endif %}")
    letter.signature("{{ 落款 }}", "{{ 日期 }}")
    out = BytesIO()
    letter.document.save(out)
    return out.getvalue()


def check_template(data: bytes) -> None:
    """TemplateRefused, naming the placeholder, unless the template tells all that a note must tell."""
    marks = {name: f"样例{name}样例" for name in _NEEDED}
    item = Item(
        "0",
        Severity.MUST,
        marks["标题"],
        marks["位置和原文"],
        marks["问题"],
        marks["应改为"],
        marks["建议"],
        "样例依据",
    )
    groups = ((Severity.MUST, "一、必须修改（1条）", (item,)),)
    sample = Note("样例报告", marks["主送单位"], "开头", groups, None, marks["时限"])
    text = _text_of(fill(data, replace_slots(sample, deadline=marks["时限"])))
    for name, (wanted,) in _NEEDED.items():
        if marks[name] not in text:
            raise TemplateRefused(f"模板没有写出“{name}”，请在模板中加上占位符 {wanted}。")


def replace_slots(note: Note, *, deadline: str) -> Note:
    """The note with another deadline."""
    from dataclasses import replace

    return replace(note, slots=Slots(deadline=deadline))


def fill(data: bytes, note: Note) -> bytes:
    """The template filled with a note, as the bytes of a .docx. TemplateRefused where it cannot be."""
    from docxtpl import DocxTemplate

    from review.readers.docx_package import Package

    if len(data) > _LARGEST:
        raise TemplateRefused("模板文件过大（超过8 MB），请去掉其中的图片后重新上传。")
    try:
        Package(data)
    except ReviewError as error:
        raise TemplateRefused(f"模板不能使用：{error.message}") from error
    try:
        template = DocxTemplate(BytesIO(data))
        template.render(_context(note), jinja_env=_environment(), autoescape=True)
        out = BytesIO()
        template.save(out)
    except TemplateRefused:
        raise
    except TemplateSyntaxError as error:
        raise TemplateRefused(
            f"模板中的占位符写错了：{_near(error)}请检查括号是否成对、"
            "for 与 endfor、if 与 endif 是否成对。"
        ) from error
    except (TemplateError, etree.XMLSyntaxError, ValueError, KeyError, TypeError) as error:
        raise TemplateRefused(
            "模板不能使用：占位符不能这样写，或者文件不是普通的 .docx 文档。"
            "请从默认模板改起，循环和条件各占一段。"
        ) from error
    return out.getvalue()


def _near(error: TemplateSyntaxError) -> str:
    """The placeholders around the place of a mistake."""
    lines = [str(line) for line in getattr(error, "docx_context", ())]
    found = [m for line in lines for m in re.findall(r"\{[{%].*?(?:[}%]\}|$)", line)]
    unknown = re.search(r"unknown tag '([^']+)'|No filter named '([^']+)'", error.message or "")
    if unknown:
        return f"“{unknown[1] or unknown[2]}”不能使用，"
    return f"在“{found[0][:_LONGEST_SHOWN]}”附近，" if found else ""


def _context(note: Note) -> dict[str, Any]:
    slots = note.slots
    return {
        "标题": inert(note.title),
        "文号": inert(slots.number or NO_NUMBER),
        "主送单位": inert(note.agency),
        "报告名称": inert(note.subject),
        "开头": inert(note.opening),
        "复核": [inert(sentence) for sentence in note.rounds],
        "意见": [
            {
                "标题": inert(heading),
                "级别": inert(level.label),
                "条目": [_item(item, number) for number, item in enumerate(items, 1)],
            }
            for level, heading, items in note.groups
        ],
        "结尾": inert(note.closing),
        "时限": inert(slots.deadline or NO_DATE),
        "落款": inert(slots.office or NO_OFFICE),
        "日期": inert(slots.date or NO_DATE),
        "草稿": "（草稿）" if note.draft else "",
    }


def _item(item: Item, number: int) -> dict[str, Any]:
    fields = {label: inert(getattr(item, name)) for name, label in LABELS.items()}
    lines = [{"名称": label, "内容": inert(text)} for label, text in item.lines]
    return {"序号": f"{number}.", **fields, "行": lines}


def inert(text: str) -> Markup:
    """Text as XML that the filling leaves alone: `{_{` stays `{_{`, bells and page breaks go."""
    return Markup(re.sub(r"[{}%]_|_[{}%]", _coded, str(escape(clean_text(text)))))


def _coded(found: re.Match[str]) -> str:
    return found.group().replace("_", "&#95;")


def _text_of(data: bytes) -> str:
    from docx import Document

    document = Document(BytesIO(data))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "".join(t.text or "" for t in document.element.body.iter(f"{word}t"))
