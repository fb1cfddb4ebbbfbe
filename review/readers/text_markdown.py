"""Markdown read as its reader would see it: marks of headings, lists, emphasis and links taken away."""

import re

_SUFFIXES = (".md", ".markdown")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ ]{0,3}(?:=+|-{3,}|\*{3,}|_{3,})[ ]*(?:\n|\Z)", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~).*\n?", re.MULTILINE)
_ANCHOR = re.compile(r"\{#[\w-]{1,80}\}[ ]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE)
_BULLET = re.compile(r"^[ ]{0,12}[-*+][ ]+(?=\D)", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:https?:|/|#|\.|mailto:)[^)\n]{0,500}\)")
_BOLD = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_SLANTED = re.compile(r"(?<![\\*|])\*(?=[^\s*|])([^*|\n]{0,199}[^\s*|\\])\*(?!\*)")
_CODE = re.compile(r"`([^`\n]{1,200})`")
_HARD_BREAK = re.compile(r"\\$", re.MULTILINE)
_BREAK_TAG = re.compile(r"<br[ ]*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|sub|sup|center|div|p|small)(?:\s[^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~])")
PICTURE = "\x00picture"
"""A line that stands for a picture; no cleaned text holds its first character."""


def is_markdown(text: str, name: str) -> bool:
    """Whether a file is written in markdown: by its name, or by three headings of it."""
    return name.lower().endswith(_SUFFIXES) or len(_HEADING.findall(text)) >= 3


def plain(text: str) -> str:
    """The text that markdown shows; tables keep their bars, a picture alone is a line of its own."""
    text = _FENCE.sub("", text)
    text = _HEADING.sub(_title, _QUOTE.sub("", _ANCHOR.sub("", text)))
    text = _BULLET.sub("", _UNDERLINE.sub("", text))
    text = _LINK.sub(r"\1", _PICTURE.sub(f"\n{PICTURE}\n", text))
    text = _SLANTED.sub(r"\1", _BOLD.sub("", text))
    text = _HARD_BREAK.sub("", _CODE.sub(r"\1", text))
    lines = (_BREAK_TAG.sub("" if "|" in x else "\n", x) for x in text.split("\n"))
    return _ESCAPED.sub(r"\1", _TAG.sub("", "\n".join(lines)))


def _title(heading: re.Match[str]) -> str:
    return heading[1].rstrip().rstrip("#").rstrip()


def plain_marks(text: str) -> str:
    """A text that is not markdown, without the marks of heading and bold that were copied into it."""
    return re.sub(r"^[ \t]{0,3}#{1,6}[ \t]+|\*\*", "", text, flags=re.MULTILINE)
