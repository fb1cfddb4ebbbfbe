"""W104: a wrong title or number of a known law or notice. Local documents of a similar name are none."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.wording.lexicon import Lexicon, plain_title
from review.wording.lists import Law
from review.wording.numbers import NUMBER, DocumentNumber, number_of
from review.wording.passages import Passage

_REVISION = re.compile(r"\((?:20\d\d年?)?(?:试行|暂行|修订|修正|草案|征求意见稿|新|全文)[^)]*\)$")
# a document of a place: its name is its own
_LOCAL = re.compile("[省市县区州旗盟镇乡局厅]|本级|我")
_GENRES = (
    "条例", "办法", "规定", "细则", "通知", "意见", "方案", "指南", "目录", "制度", "格式", "规范",
    "规则", "准则", "标准", "要点", "公告", "读本", "问答", "手册", "解读", "清单", "报告",
)  # fmt: skip
_LINK = re.compile(r"[\"')]?[(:,]?(?:中华人民共和国)?(?=[国主中])")


@check(
    code="W104",
    name="law_misnamed",
    title="法规名称或文号错误",
    severity=Severity.SHOULD,
    finds="全国性法律、法规、通知的名称或文号写错（词表，可增补）；名称相近的地方文件不算",
    basis="《中华人民共和国政府信息公开条例》；国办公开办函〔2021〕30号等原文",
    advice="按文件原文核对名称和文号。",
    bad=(
        Example(
            "“《中华人民共和国信息公开条例》”",
            edits=(("中华人民共和国政府信息公开条例》", "中华人民共和国信息公开条例》"),),
        ),
        Example(
            "文号写作国务院令第771号",
            edits=(("公开条例》和", "公开条例》（国务院令第771号）和"),),
        ),
    ),
    good=(
        Example(
            "“《政府信息公开条例》（国令第711号）”",
            edits=(("中华人民共和国政府信息公开条例》", "政府信息公开条例》（国令第711号）"),),
        ),
        Example(
            "本县的文件",
            edits=(("全年审查", "修订《清和县政府信息公开办法》，全年审查"),),
        ),
    ),
)
def law_misnamed(facts: Facts) -> Iterator[Finding]:
    for key, passage in facts.passages.items():
        told = -1
        places: dict[str, list[Span]] = {}
        for start, end, message in sorted(_faults(facts.lexicon, passage)):
            if start < told or facts.lexicon.allows("W104", passage, start, end):
                continue
            told = end
            places.setdefault(message, []).append(facts.stretch(key, start, end))
        for message, spans in places.items():
            yield law_misnamed.finding(f"{facts.section_place(key)}{message}", evidence=spans)


def _faults(lexicon: Lexicon, passage: Passage) -> Iterator[tuple[int, int, str]]:
    for start, end in passage.titles:
        inner = passage.text[start + 1 : end - 1]
        law = _known(lexicon, inner)
        number = _number_behind(passage.text, end) or _number_before(passage.text, start)
        if law is None:
            meant = _meant(lexicon, inner)
            if meant is not None:
                yield start, end, f"“《{inner}》”疑为“《{meant.title}》”之误。"
            elif number and (owner := lexicon.law_of_number.get(number[2])):
                if not any(key in inner for key in owner.keys):
                    yield start, end, f"“《{inner}》”：{number[2]}是《{owner.title}》的文号。"
        elif number and _wrong(law, number[2]):
            right = "、".join(map(str, law.numbers))
            yield (
                number[0],
                number[1],
                f"《{inner}》的文号写作“{number[2]}”，应为{right}。",
            )
    for hit in lexicon.wrong_titles.find(passage.text):
        at = max(0, hit.start - 1)
        if not _LOCAL.search(passage.text[at : hit.start]):
            word = passage.text[hit.start : hit.end]
            yield hit.start, hit.end, f"“{word}”疑为“{hit.entry.title}”之误。"


def _known(lexicon: Lexicon, title: str) -> Law | None:
    """The law that a title is the right form of; marks inside and 修订 behind do not matter."""
    for form in (title, _REVISION.sub("", title)):
        law = lexicon.law_of_title.get(form)
        if law is not None:
            return law
    return lexicon.law_of_plain_title.get(plain_title(_REVISION.sub("", title)))


def _meant(lexicon: Lexicon, title: str) -> Law | None:
    """The law whose title a wrong one is meant to be: one or two letters off, of the same genre."""
    plain = plain_title(title).removeprefix("中华人民共和国")
    least = 5 if title.startswith("中华人民共和国") else 6
    if len(plain) < least or _LOCAL.search(plain):
        return None
    for right, law in lexicon.plain_titles:
        most = 2 if len(right) >= 7 else 1
        if abs(len(plain) - len(right)) > most or _figures(plain) != _figures(right):
            continue
        if plain.startswith(right) or len(right) < 5:
            continue
        if _genre(plain) and _genre(plain) != _genre(right):
            continue
        distance = Levenshtein.distance(plain, right, score_cutoff=most)
        # 统计法实施条例 is no 档案法实施条例: two letters for two others are another law
        if distance == 2 and len(right) < 12 and abs(len(plain) - len(right)) != 2:
            continue
        if 0 < distance <= most and title not in lexicon.repealed_titles:
            return law
    return None


def _genre(title: str) -> str:
    return next((genre for genre in _GENRES if title.endswith(genre)), "")


def _figures(title: str) -> str:
    return "".join(letter for letter in title if letter.isdigit())


def _number_behind(text: str, end: int) -> tuple[int, int, DocumentNumber] | None:
    link = _LINK.match(text, end)
    match = NUMBER.match(text, link.end() if link else end)
    return (*match.span(), number_of(match)) if match else None


def _number_before(text: str, start: int) -> tuple[int, int, DocumentNumber] | None:
    for match in NUMBER.finditer(text, max(0, start - 24), start):
        if match.end() == start:
            return (*match.span(), number_of(match))
    return None


def _wrong(law: Law, number: DocumentNumber) -> bool:
    """Whether a number is another one of the same kind: a local number beside the title is none."""
    if not law.numbers or number in law.numbers or number in law.earlier:
        return False
    return number.kind.startswith(("国", "中办", "主席"))
