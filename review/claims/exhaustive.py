"""Whether the parts told of a whole are all of it, though the list opens with 其中."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_OPENERS = re.compile(r"^(?:[,(:、]|其中|主要|包括|包含|含|分别为?|即|通过|来自|为|有|是)+")
_MORE = re.compile("等|其他|其它|主要|另有|此外|部分|约|余|左右")
_SEVERAL = re.compile("各(?![级乡镇县区市部街])|分别|[和及与、]")
_ONCE_MORE = re.compile("采用|转发|列席|出席|邀请")
_NONE_BESIDES = re.compile(
    "(?:别无|没有?)(?:其[他它]|别的)(?:渠道|途径|方式)|除此(?:之外|以外)(?:再)?(?:无|没有)|就这[两三四]种|[两三四]种(?:途径|渠道|方式)之外(?:没有|无)"
)
_REST = re.compile("^[,、;]?(?:其余|余下|剩余|剩下)(?:的)?(?:均|都)?(?:为|是|系|由|属)?")
_MANY = re.compile(
    "(?:[分由]?(?:为|成)?)(?P<many>[两三四])(?:大)?(?:类|部分|种|级|个?方面|个?层面|个?渠道|个?来源)"
)


def none_besides(text: str) -> bool:
    """别无其他渠道, 就这三种: whether what follows the parts says that there are no others."""
    return bool(_NONE_BESIDES.search(text))


@cache
def _sides() -> tuple[tuple[re.Pattern[str], ...], ...]:
    text = files("review").joinpath("data", "opposites.toml").read_text("utf-8")
    listed: list[list[str]] = tomllib.loads(text)["sides"]
    return tuple(tuple(re.compile(side) for side in sides) for sides in listed)


def are_all(label: str, opening: str, heads: Sequence[str], between: str) -> bool:
    """Whether parts exhaust their whole.

    `label` stands before the whole, `opening` between it and the first part; `heads` are the words
    before each part, `between` all from the whole to the last part.
    """
    words = [_OPENERS.sub("", re.split("[,:;(]|其中", head)[-1]) for head in heads]
    if len(words) < 2 or not all(words) or any(_SEVERAL.search(word) for word in words):
        return False
    if any(_ONCE_MORE.search(word) for word in words):
        return False  # 市级媒体采用120条、县级网站转发350条: what was published, published again
    if _REST.match(heads[-1]):
        return not _MORE.search(_REST.sub("", between))
    if _MORE.search(between):
        return False
    many = _MANY.search(opening)
    if many and {"两": 2, "三": 3, "四": 4}[many["many"]] == len(words):
        return True
    return opposed(words) or _named_before(label, words)


def opposed(words: Sequence[str]) -> bool:
    """市直部门, 各区县: the sides of one division."""
    if len(words) != 2:
        return False
    return any(
        (one.match(words[0]) and two.match(words[1]))
        or (two.match(words[0]) and one.match(words[1]))
        for one, two in _sides()
    )


def _named_before(label: str, words: Sequence[str]) -> bool:
    """印发政府和办公室文件118件,其中政府文件45件、办公室文件63件: the parts are what the whole names."""
    joints = re.search("[^,。;:]*[和及与、][^,。;:]*$", label)
    if joints is None:
        return False
    heads = [word[:2] for word in words]
    return len(set(heads)) == len(heads) and all(head in joints[0] for head in heads)


__all__ = ["are_all", "none_besides", "opposed"]
