"""The closing lines of a report: who signs it, on what date, and the notes below."""

import re
from collections.abc import Sequence

from review.model import Section
from review.report.agencies import kind_of
from review.report.dates import dates_in
from review.zh.folding import fold

_SIGNATURE_END = re.compile(
    r"(?:人民政府|办公室|办公厅|局|委员会|委|厅|街道办事处|街道|管委会|镇|乡|部|署|海关|中心|支队|大队)(?:[（(]盖?章?[)）])?$"
)
_FOOTER_LINES = 12
_SIGNED_LINES = 60
_CLOSING_LINE = re.compile(r"(?:附件|附表|注|备注|联系人|联系电话|地址|抄送|主办|责任编辑)[:：1-9]")

_FOOTNOTE = re.compile(r"(?:\d{1,2}|[①-⑳※*])\s?[\u4e00-\u9fff]")


def is_link(line: str) -> bool:
    """Whether a line is the title of another page and its date, as lists of links have them."""
    text = fold(line)
    dates = list(dates_in(text))
    if not dates:
        return False
    # without a page number that ran on: 清和县水务局2024年1月19日2
    words = text[: dates[-1][0].start()] + re.sub(r"^日?\d+", "", text[dates[-1][0].end() :])
    titled = len(words) >= 4 and not re.search(r"[:：()（）]|日期|时间|印发|发布", words)
    return titled and kind_of(words) == "unknown"


def _closes(text: str) -> bool:
    """Whether a folded line is a date or a body's name that stands alone: the signature's lines."""
    if is_link(text):
        return False
    if len(text) <= 24 and next(dates_in(text), None) and not re.search("[。；，]", text):
        return True
    signed = len(text) <= 34 and _SIGNATURE_END.search(text)
    return bool(signed) and not re.search("[。；，、:：]", text)


def _signed_at(folded: Sequence[str], agency: str) -> int | None:
    """Where a body's name and a date stand alone in neighbouring lines, whatever notes follow them."""
    for at in range(max(0, len(folded) - _SIGNED_LINES), len(folded) - 1):
        first, second = folded[at], folded[at + 1]
        names = [t for t in (first, second) if t == fold(agency) or _SIGNATURE_END.search(t)]
        dates = [t for t in (first, second) if next(dates_in(t), None)]
        if names and dates and names != dates and _closes(first) and _closes(second):
            return at
    return None


def signature_start(lines: Sequence[str], agency: str = "") -> int:
    """Index of the first of the closing lines (signature, date, page number, notes) of the last part.

    What a web page adds below (打印本页 …) closes with them: short lines without a sentence.
    """
    folded = [fold(line) for line in lines]
    at = len(lines)
    below = 0
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOTER_LINES), -1):
        text = folded[index]
        if (len(text) > 80 or "。" in text) and not _FOOTNOTE.match(text):
            break
        below += bool(text)
        if text and (_closes(text) or text == fold(agency)):
            at = index
            break
    signed = _signed_at(folded, agency)
    if signed is not None and signed < at:
        at = signed
    while at:
        text = folded[at - 1]
        page = re.fullmatch(r"-?\d{1,3}-?|\(?此(?:页|件).{0,12}\)?", text)
        above_date = at < len(lines) and next(dates_in(folded[at]), None) is not None
        name = above_date and 2 < len(text) <= 30 and re.fullmatch(r"[\u4e00-\u9fff()]+", text)
        if (
            not text
            or page
            or _closes(text)
            or text == fold(agency)
            or (name and not text.endswith(("情况", "事项", "内容", "无", "报告")))
            or (_CLOSING_LINE.match(text) and len(text) < 80)
        ):
            at -= 1
        else:
            break
    while at < len(lines) and not folded[at]:
        at += 1
    return at


def signature_names(end: Section) -> list[str]:
    out = []
    for line in end.text.split("\n"):
        text = re.sub(r"[（(]盖?章?[)）]$", "", fold(line))
        text = re.split(r"(?=20\d\d年|二〇)", text)[0]
        if (
            3 <= len(text) <= 34
            and _SIGNATURE_END.search(text)
            and not re.search(r"[:：，。]", text)
        ):
            out.append(text)
    return out
