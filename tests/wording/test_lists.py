"""Word lists: those that come with the program are sound, and a wrong one is told by line and reason."""

import re
from collections import Counter
from pathlib import Path

import pytest

from review.errors import ProfileError
from review.finding import Finding
from review.outcome import Review
from review.profile import load_profile
from review.wording.lexicon import lexicon
from review.wording.lists import WordList, built_in_lists, parse_word_list
from tests.builders import SECTIONS, report_text, review_text

TERM = '[[term]]\nwrong = ["{wrong}"]\nright = "对"\n'


def words_found(review: Review) -> list[Finding]:
    """The findings about words and names; what a sentence says or lacks is another matter."""
    return [finding for finding in review.findings if finding.code[0] in "WD"]


def reviewed(folder: Path, words: str, sentence: str) -> Review:
    """The review of a sentence under a profile that names one word list."""
    (folder / "words.toml").write_text(words, encoding="utf-8")
    profile = folder / "office.toml"
    profile.write_text('name = "office"\nbase = "national"\nword_lists = ["words.toml"]\n', "utf-8")
    text = report_text(sections={"overview": f"{SECTIONS['overview']}\n{sentence}"})
    return review_text(text, profile=load_profile(str(profile)))


@pytest.mark.parametrize(
    ("words", "line", "reason"),
    [
        ("[[term]\n", 1, "不合TOML写法"),
        ('[[terms]]\nwrong = ["甲乙"]\nright = "丙"', 1, "不认识的项目“terms”"),
        ('[[term]]\nwrong = ["甲乙"]', 1, "缺少“right”"),
        ('\n[[term]]\nright = "丙"', 2, "缺少“wrong”或“pattern”"),
        ('[[term]]\nwrong = [3]\nright = "丙"', 2, "应为词语或词语列表"),
        ('[[term]]\nwrong = ["甲"]\nright = "丙"', 2, "至少两个字"),
        ('[[term]]\nwrong = [""]\nright = "丙"', 2, "空的词语"),
        ('[[term]]\nwrong = ["甲乙"]\nrihgt = "丙"', 3, "不认识的项目“rihgt”"),
        ('[[slip]]\npattern = ["(甲"]\nright = "丙"', 2, "不是正则表达式"),
        ('[[slip]]\nwrong = ["甲乙"]\nright = ["丙"]', 3, "right 应为文字"),
        (TERM.format(wrong="甲乙") + TERM.format(wrong="丁"), 5, "至少两个字"),
        ('[[repealed]]\ntitle = "旧法"\ntitles = ["旧法"]\nsuccessor = "新法"', 1, "缺少“until”"),
        ('[[repealed]]\ntitle = "旧法"\nuntil = 2020-01-01\nsuccessor = "新法"', 1, "缺少“titles”"),
        (
            '[[repealed]]\ntitle = "旧法"\ntitles = ["旧法"]\nuntil = "去年"\nsuccessor = "新法"',
            4,
            "until 应为日期",
        ),
        (
            '[[repealed]]\ntitle = "旧"\ntitles = ["旧法"]\nuntil = 2020-01-01\nsuccessor = "新"\n'
            'level = "warn"',
            6,
            "“warn”应为must、should、ask之一",
        ),
        ('[[law]]\ntitle = "新法"\nnumbers = ["711"]', 3, "“711”不是文号"),
        ('[[law]]\nnames = ["新法"]', 1, "缺少“title”"),
        ('[[body]]\nnow = "丙局"\nsince = 2019', 1, "缺少“former”"),
        ('[[body]]\nformer = ["甲局"]\nnow = "丙局"\nsince = "2019"', 4, "since 应为改名的年份"),
        (
            '[[body]]\nformer = ["甲局"]\nnow = "丙局"\nsince = 2019\nscope = "省"',
            5,
            "scope 的“省”",
        ),
        ('[[allowed]]\ncode = "W999"\nwords = ["甲乙"]', 2, "“W999”应为W101"),
        ('[[letter]]\nletter = "的的"', 2, "letter 应为一个字"),
        ('term = "甲"', 1, "term 应为若干节"),
    ],
)
def test_wrong_list_is_told_by_line_and_reason(words: str, line: int, reason: str) -> None:
    """The message names the file, the line and what is wrong with it."""
    with pytest.raises(ProfileError) as caught:
        parse_word_list(words.encode(), "我县用语.toml")
    assert "词表 我县用语.toml" in caught.value.message
    assert f"第{line}行" in caught.value.message
    assert reason in caught.value.message


def test_list_that_is_no_text_is_told() -> None:
    """A list saved by an old editor is a sentence, not a traceback."""
    with pytest.raises(ProfileError, match="请另存为UTF-8"):
        parse_word_list("[[term]]\nwrong = ['信息']".encode("gb18030"), "旧.toml")


def test_empty_list_is_one() -> None:
    """A list without entries says nothing."""
    assert parse_word_list(b"", "empty.toml") == WordList()


@pytest.mark.parametrize(
    ("words", "sentence", "code", "quote"),
    [
        (TERM.format(wrong="便民服务大厅"), "便民服务大厅设公开专区。", "W102", "便民服务大厅"),
        (
            '[[slip]]\nwrong = ["清合县"]\nright = "清和县"',
            "今年在清合县举办消费节。",
            "W106",
            "清合县",
        ),
        (
            '[[repealed]]\ntitle = "《清和县公开办法》"\ntitles = ["清和县公开办法"]\n'
            'until = 2021-07-01\nsuccessor = "新办法"',
            "按照《清和县公开办法》公开信息。",
            "W103",
            "《清和县公开办法》",
        ),
        (
            '[[law]]\ntitle = "清和县政务公开工作规程"\nwrong = ["清和县政务公开规程"]',
            "修订清和县政务公开规程。",
            "W104",
            "清和县政务公开规程",
        ),
        (
            '[[body]]\nformer = ["商务和粮食局"]\nnow = "商务局"\nsince = 2021',
            "会同县商务和粮食局公开储备信息。",
            "W105",
            "商务和粮食局",
        ),
        ('[[letter]]\nletter = "为"', "以为为民服务为宗旨。", "W101", "为为"),
    ],
)
def test_an_office_adds_words(
    tmp_path: Path, words: str, sentence: str, code: str, quote: str
) -> None:
    """Each kind of entry works from an office's own list, and not without it."""
    review = reviewed(tmp_path, words, sentence)
    found = [(f.code, span.quote) for f in words_found(review) for span in f.spans]
    assert found == [(code, quote)]
    bare = report_text(sections={"overview": f"{SECTIONS['overview']}\n{sentence}"})
    assert [f.code for f in words_found(review_text(bare))] == []


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        ("W101", "问题问题", "梳理问题问题库。"),
        ("W102", "政务公开申请", "升级政务公开申请一体机系统。"),
        ("W105", "县旅游局", "会同县旅游局公开景区信息。"),
        ("D103", "昌乐县商务局", "2023年，昌乐县商务局认真贯彻公开要求。"),
    ],
)
def test_an_office_allows_words(tmp_path: Path, code: str, words: str, sentence: str) -> None:
    """What an office knows to be right is left alone."""
    bare = report_text(sections={"overview": f"{SECTIONS['overview']}\n{sentence}"})
    assert [f.code for f in words_found(review_text(bare))] == [code]
    allowed = f'[[allowed]]\ncode = "{code}"\nwords = ["{words}"]\n'
    assert [f.code for f in words_found(reviewed(tmp_path, allowed, sentence))] == []


def test_full_width_signs_in_patterns_are_those_of_the_text(tmp_path: Path) -> None:
    """A pattern may be written as the text is: the brackets of （暂行） are no group."""
    words = '[[slip]]\npattern = ["办法（暂时），"]\nright = "办法（暂行）"'
    review = reviewed(tmp_path, words, "修订公开办法（暂时），印发各科室。")
    assert [f.code for f in words_found(review)] == ["W106"]


def test_wrong_and_right_words_differ() -> None:
    """No term is wrong and right at once, and none is listed twice in a kind."""
    for kind in ("terms", "slips"):
        phrases = [phrase for words in built_in_lists() for phrase in getattr(words, kind)]
        wrong = Counter(word for phrase in phrases for word in phrase.wrong)
        assert [word for word, times in wrong.items() if times > 1] == []
        for phrase in phrases:
            assert not set(phrase.wrong) & {phrase.right}
            assert re.search("[一-鿿]", phrase.right)


def test_laws_in_force_are_not_repealed() -> None:
    """No title stands in both lists; no number belongs to two laws."""
    words = lexicon()
    assert not set(words.repealed_titles) & set(words.law_of_title)
    numbers = Counter(number for law in words.laws for number in law.numbers)
    assert [str(number) for number, times in numbers.items() if times > 1] == []


def test_former_names_are_not_present_names() -> None:
    """What a body is called now is no former name of another."""
    bodies = [body for words in built_in_lists() for body in words.bodies]
    former = {name for body in bodies for name in body.former}
    assert not former & {body.now for body in bodies}
    assert len(former) == sum(len(body.former) for body in bodies)
