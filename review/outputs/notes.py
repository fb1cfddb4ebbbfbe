"""The feedback note (docx): the adopted findings, laid out after GB/T 9704 as far as that is simple."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Protocol

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from review.checks import only_helps
from review.errors import ReviewError
from review.finding import Severity
from review.outputs.places import evidence_place, shown_quote
from review.report.forms import FORM_IDS, load_form

# 方正小标宋 for the title, 黑体 for headings, 仿宋 for the body; 二号 is 22 pt, 三号 16 pt
_TITLE_FONT, _HEADING_FONT, _BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
_TITLE_SIZE, _BODY_SIZE, _LINE = Pt(22), Pt(16), Pt(28)
_NUMERALS = "一二三四五六七八九十"
_LONGEST_QUOTE = 120
_MOST_PLACES = 6
# not allowed in XML, or able to turn the direction of the text that follows
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


class NoteRefused(ReviewError):
    """A note was asked for while findings that must be changed are undecided."""


class Decided(Protocol):
    """What a note needs to know of a decision (`review.store.Decision` fits)."""

    @property
    def verdict(self) -> str:
        """accepted, rejected or doubtful."""

    @property
    def edited(self) -> str:
        """The reviewer's own wording of what is wrong; empty where the finding's stands."""


def undecided_musts(document: Mapping[str, Any], decisions: Mapping[str, Decided]) -> int:
    """How many findings of level 必须修改 have no decision yet."""
    return sum(
        f["severity"] == Severity.MUST and f["id"] not in decisions for f in document["findings"]
    )


def adopted_findings(
    document: Mapping[str, Any], decisions: Mapping[str, Decided]
) -> dict[Severity, list[dict[str, Any]]]:
    """The accepted findings by level, the gravest first, in the order of the review.

    Those of checks that only help the reviewer (Q101 shades the text) are left out.
    """
    adopted = [
        f
        for f in document["findings"]
        if not only_helps(f["code"], f["severity"])
        and f["id"] in decisions
        and decisions[f["id"]].verdict == "accepted"
    ]
    return {level: [f for f in adopted if f["severity"] == level] for level in Severity}


def note_name(document: Mapping[str, Any]) -> str:
    """A file name for the note, without characters that a file system refuses."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", _clean(f"{_subject(document)}_反馈意见")) + ".docx"


def write_note(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    path: Path | str | IO[bytes],
    *,
    draft: bool = False,
    office: str = "",
    deadline: str = "",
) -> None:
    """Write the note on a review (JSON of the contract) to a file or stream.

    Only accepted findings go in. Raises NoteRefused while a `must` finding is undecided, unless
    `draft` is True, which marks the note 草稿. `deadline` reads 2025年3月15日; office and deadline
    left empty become slots to fill by hand.
    """
    if document.get("report") is None:
        raise NoteRefused("这份文件没有审阅结果，不能生成反馈意见。")
    missing = undecided_musts(document, decisions)
    if missing and not draft:
        raise NoteRefused(
            f"还有{missing}条“必须修改”的问题没有决定，请先逐条采纳、不采纳或存疑，再生成反馈意见。"
        )
    groups = adopted_findings(document, decisions)
    out = _new_document()
    if draft:
        _line(out, "（草稿）", align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    _heading(out, f"关于《{_subject(document)}》的审阅反馈意见")
    _line(out, f"{document['report']['agency'] or '报送单位'}：", indent=False)
    _opening(out, document, groups)
    numeral = iter(_NUMERALS)
    for level, findings in groups.items():
        if not findings:
            continue
        _line(
            out,
            f"{next(numeral)}、{level.label}（{len(findings)}条）",
            font=_HEADING_FONT,
        )
        for number, finding in enumerate(findings, 1):
            _finding(out, number, finding, document, decisions[finding["id"]].edited)
    _closing(out, bool(sum(map(len, groups.values()))), office, deadline)
    out.save(str(path) if isinstance(path, Path) else path)


# --- parts of the note ---


def _subject(document: Mapping[str, Any]) -> str:
    report = document["report"]
    if report["agency"] and report["year"]:
        return f"{report['agency']}{report['year']}年政府信息公开工作年度报告"
    return str(report["title"] or document["source"]["name"])


def _opening(
    out: DocxDocument,
    document: Mapping[str, Any],
    groups: Mapping[Severity, list[dict[str, Any]]],
) -> None:
    form_id = document["report"]["form"]
    form = load_form(form_id if form_id in FORM_IDS else FORM_IDS[0])
    total = sum(map(len, groups.values()))
    counts = "，".join(f"{level.label}{len(found)}条" for level, found in groups.items() if found)
    result = f"共提出意见{total}条（{counts}），反馈如下。" if total else "没有提出修改意见。"
    _line(
        out,
        f"你单位报送的《{_subject(document)}》收悉。经对照《中华人民共和国政府信息公开条例》"
        f"和年度报告格式（{form.basis}）审阅，{result}",
    )


def _finding(
    out: DocxDocument,
    number: int,
    finding: Mapping[str, Any],
    document: Mapping[str, Any],
    edited: str,
) -> None:
    form_id = document["report"]["form"]
    title = _line(out, f"{number}. {finding['title']}", bold=True)
    title.paragraph_format.keep_with_next = True
    stands = list(dict.fromkeys(_stand(form_id, finding["code"], e) for e in finding["evidence"]))
    if stands:
        more = f"等{len(stands)}处" if len(stands) > _MOST_PLACES else ""
        _labelled(out, "位置和原文", "；".join(stands[:_MOST_PLACES]) + more)
    _labelled(out, "问题", edited.strip() or finding["message"])
    _labelled(out, "建议", finding["advice"])
    _labelled(out, "依据", finding["basis"])


def _stand(form_id: str, code: str, evidence: Mapping[str, Any]) -> str:
    """Where it stands and what stands there: 第一部分 总体情况“收到申请12件”."""
    place = evidence_place(form_id, evidence)
    quote = shown_quote(code, evidence).strip()
    if not quote:
        return f"{place}（空白）" if "cell" in evidence else place
    more = "……" if len(quote) > _LONGEST_QUOTE else ""
    return f"{place}“{quote[:_LONGEST_QUOTE]}”{more}"


def _closing(out: DocxDocument, has_findings: bool, office: str, deadline: str) -> None:
    if has_findings:
        until = deadline or "____年__月__日"
        _line(
            out,
            f"请于{until}前对照上述意见修改完善并重新报送；“请核实”的事项，请核对后说明情况。"
            "对意见有异议的，请一并反馈。",
        )
    _line(out, "", indent=False)
    right = WD_ALIGN_PARAGRAPH.RIGHT
    _line(out, office or "（审阅单位）____________", align=right, indent=False)
    _line(out, "____年__月__日", align=right, indent=False)


# --- layout ---


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _new_document() -> DocxDocument:
    out = Document()
    section = out.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = out.styles["Normal"]
    style.font.name = _BODY_FONT
    style.font.size = _BODY_SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _BODY_FONT)
    return out


def _line(
    out: DocxDocument,
    text: str,
    *,
    font: str = _BODY_FONT,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = True,
) -> Paragraph:
    paragraph = out.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    layout.space_before = layout.space_after = Pt(0)
    if indent:
        layout.first_line_indent = _BODY_SIZE * 2
    if align is not None:
        paragraph.alignment = align
    _run(paragraph, text, font, bold=bold)
    return paragraph


def _labelled(out: DocxDocument, label: str, text: str) -> None:
    if text:
        paragraph = _line(out, f"{label}：", bold=True)
        _run(paragraph, text, _BODY_FONT)


def _heading(out: DocxDocument, text: str) -> None:
    paragraph = _line(out, "", align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    paragraph.paragraph_format.line_spacing = Pt(34)
    paragraph.paragraph_format.space_after = _LINE
    run = _run(paragraph, text, _TITLE_FONT)
    run.font.size = _TITLE_SIZE


def _run(paragraph: Paragraph, text: str, font: str, *, bold: bool = False) -> Any:
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size, run.bold = font, _BODY_SIZE, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run
