"""Splitting into sentences: at 。！？； and at the end of a paragraph; a heading is one of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_END = re.compile(r"[。！？；!?;]+[”’』」）)】》〉\"']*|\n")
# 一、 （一） (1) 1. 1、 1） ① 第一部分
ORDINAL = re.compile(
    r"[ \t\u3000]*(?:第[ \t]?[一二三四五六七八九十\d]{1,3}[ \t]?(?:(?:部分|章|节)[、.．:：\s]?|[、.．])"
    r"|[（(〔][ \t]?[一二三四五六七八九十\d]{1,3}[ \t]?[）)〕][、.．]?"
    r"|[一二三四五六七八九十]{1,3}[、.．](?!\d)"
    r"|\d{1,2}(?:[、．]|\.(?!\d)|[）)])"
    r"|[①-⑳㈠-㈩])[ \t\u3000]*"
)
_HEADING_LENGTH = 40
_RUN_IN_LENGTH = 24


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence as a span of its text; `heading` where it is a heading of its own."""

    start: int
    end: int
    heading: bool


def _is_heading(text: str, *, whole_line: bool, opens_line: bool) -> bool:
    ordinal = ORDINAL.match(text)
    if ordinal is None or not opens_line:
        return False
    rest = text[ordinal.end() :].rstrip("。：: \t\u3000")
    if not rest or re.search(r"[，；！？]", rest):
        return False
    if whole_line and not text.rstrip().endswith(("。", "；")):
        return len(rest) <= _HEADING_LENGTH
    return len(rest) <= _RUN_IN_LENGTH


def split_sentences(text: str) -> Iterator[SentenceSpan]:
    """Yield the sentences of a text, without the blanks around them; empty ones are left out.

    Semicolons part sentences (一是…；二是…), so do line ends. A line that opens with an ordinal and
    holds no clause is a heading; so is such an opening before 。 (（二）依申请公开情况。…).
    """
    start = 0
    opens_line = True
    while start < len(text):
        match = _END.search(text, start)
        end = match.end() if match else len(text)
        stop_at_line = match is None or match.group() == "\n"
        body_end = match.start() if match and stop_at_line else end
        left, right = start, body_end
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            line_ends = stop_at_line or end >= len(text) or text[end] == "\n"
            yield SentenceSpan(
                left,
                right,
                _is_heading(
                    text[left:right],
                    whole_line=opens_line and line_ends,
                    opens_line=opens_line,
                ),
            )
            opens_line = False
        if stop_at_line:
            opens_line = True
        start = end
