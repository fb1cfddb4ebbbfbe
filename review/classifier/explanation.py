"""Why a sentence is taken for boilerplate or not, in plain words: what it holds, what it lacks."""

from review.classifier.evidence import tokens, vague_words
from review.classifier.objects import objects

_MOST_TEXT = 400
_MOST_WORDS = 3
_HOLDS = {
    "count": "有数量",
    "date": "有时间",
    "document": "有文件",
    "name": "有名称",
    "nothing": "有事实",
}


def explain(text: str) -> str:
    """What speaks for a sentence and what against it: 有对象“答复文书”；无数量、无时限；空泛用语“进一步”."""
    text = text[:_MOST_TEXT]
    found = tokens(text)
    about = objects(text)
    holds = [f"{words}{_quoted(found[kind])}" for kind, words in _HOLDS.items() if kind in found]
    if about:
        holds.append(f"有对象{_quoted(about)}")
    lacks = [
        words
        for words, missing in (
            ("无数量", "count" not in found),
            ("无对象", not about and not found.keys() & {"document", "name", "nothing"}),
            ("无时限", "date" not in found),
        )
        if missing
    ]
    vague = vague_words(text)
    parts = ["、".join(holds), "、".join(lacks), f"空泛用语{_quoted(vague)}" if vague else ""]
    return "；".join(part for part in parts if part)


def _quoted(words: tuple[str, ...]) -> str:
    return f"“{'、'.join(words[:_MOST_WORDS])}”"
