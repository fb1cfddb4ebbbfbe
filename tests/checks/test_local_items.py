"""R205 and the profile that asks for it: items of a province, a profile upon another, word lists beside it."""

from pathlib import Path

import pytest

from review.errors import ProfileError
from review.finding import Severity
from review.outcome import Review
from review.profile import Profile, load_profile
from tests.builders import SECTIONS, report_text, review_text

NATIONAL = 'name = "office"\nbase = "national"\n'
ITEM = '[[items]]\nkey = "hotline"\nlabel = "热线办理情况"\nwords = ["12345"]\n'
FIVE = (
    "（一）信息处理费。本年度未发出收费通知，未收取政府信息公开信息处理费。\n"
    "（二）落实上级年度政务公开工作要点情况。12项任务已全部完成。\n"
    "（三）建议提案办理。承办县人大代表建议2件，办理结果均已公开。\n"
    "（四）政务公开工作创新情况。设立政策问答专栏。\n"
    "（五）年度报告数据统计需要说明的事项。无。"
)


def office(folder: Path, words: str) -> Profile:
    """A profile from the words of its file."""
    path = folder / "office.toml"
    path.write_text(words, encoding="utf-8")
    return load_profile(str(path))


def reviewed(profile: Profile, **sections: str) -> Review:
    """The sound report with other sections under a profile."""
    return review_text(report_text(sections=sections), profile=profile)  # type: ignore[arg-type]


def asked(review: Review) -> list[tuple[str, str]]:
    """Level and message of each R205."""
    return [(f.severity.value, f.message) for f in review.findings if f.code == "R205"]


def test_five_items_of_shandong() -> None:
    """All five in part six are complete; one taken out is asked for by its name."""
    profile = load_profile("shandong")
    assert len(profile.items) == 5
    assert asked(reviewed(profile, other=FIVE)) == []
    without = "\n".join(line for line in FIVE.split("\n") if "创新" not in line)
    assert asked(reviewed(profile, other=without)) == [
        ("should", "第六部分没有写“年度政务公开工作创新情况”（评审方案要求报告）。")
    ]


def test_item_in_another_section_is_asked() -> None:
    """What stands in part one instead of part six is said so, and costs no point."""
    profile = load_profile("shandong")
    other = "\n".join(line for line in FIVE.split("\n") if "提案" not in line)
    overview = f"{SECTIONS['overview']}\n承办县政协提案1件，办理结果已公开。"
    review = reviewed(profile, other=other, overview=overview)
    assert asked(review) == [
        (
            "ask",
            "“人大代表建议和政协提案办理结果公开情况”写在第一部分，按评审方案应写入第六部分。",
        )
    ]


def test_what_another_check_says_is_not_said_twice() -> None:
    """No word on the fee is R201, none on proposals R203: one cause, one finding."""
    profile = load_profile("shandong")
    other = "\n".join(line for line in FIVE.split("\n") if "提案" not in line and "费" not in line)
    codes = [finding.code for finding in reviewed(profile, other=other).findings]
    assert sorted(code for code in codes if code.startswith("R")) == ["R201", "R203"]


def test_national_profile_asks_nothing_more() -> None:
    """Without items the check is not run, and says so."""
    review = review_text(report_text())
    assert "R205" in {entry.code for entry in review.not_run}


@pytest.mark.parametrize(
    ("more", "sentence", "found"),
    [
        ("", "", [("should", "全文没有写“热线办理情况”（评审方案要求报告）。")]),
        ("", "12345热线转办12件。", []),
        ("", "１２３４５热线转办12件。", []),
        ('level = "must"\n', "", [("must", "全文没有写“热线办理情况”（评审方案要求报告）。")]),
        ('kinds = ["town", "street"]\n', "", []),
        ('patterns = ["热线.{0,6}办理"]\n', "热线来电按期办理。", []),
        ('topics = ["processing_fee"]\n', "", []),
    ],
)
def test_item_by_words_kinds_and_topics(
    tmp_path: Path, more: str, sentence: str, found: list[tuple[str, str]]
) -> None:
    """An item is there by a word, a pattern or a sentence's topic; only some kinds may be asked."""
    profile = office(tmp_path, NATIONAL + ITEM + more)
    review = reviewed(profile, overview=f"{SECTIONS['overview']}\n{sentence}")
    assert asked(review) == found


def test_basis_and_advice_are_the_offices(tmp_path: Path) -> None:
    """A finding cites what the office cites."""
    more = 'basis = "清政办发〔2023〕5号"\nadvice = "写明件数。"\n'
    review = reviewed(office(tmp_path, NATIONAL + ITEM + more))
    finding = next(f for f in review.findings if f.code == "R205")
    assert (finding.basis, finding.advice) == ("清政办发〔2023〕5号", "写明件数。")


def test_profile_upon_another_changes_what_it_says(tmp_path: Path) -> None:
    """Levels, limits and items add up; what is not said is as the base has it."""
    words = NATIONAL + '[levels]\nT201 = "ask"\n[deadlines]\nmust = { town = "01-31" }\n'
    profile, national = office(tmp_path, words), load_profile()
    assert profile.levels == {"T201": Severity.ASK}
    assert profile.dimensions == national.dimensions
    assert profile.deadlines["town"].certain and profile.deadlines["department"].certain
    assert profile.proposals_required == national.proposals_required
    assert profile.returned_by == national.returned_by
    assert profile.sha256 not in (national.sha256, "")


def test_hash_is_over_all_that_rules(tmp_path: Path) -> None:
    """A changed word list is another profile."""
    (tmp_path / "words.toml").write_text("", encoding="utf-8")
    words = NATIONAL + 'word_lists = ["words.toml"]\n'
    before = office(tmp_path, words).sha256
    (tmp_path / "words.toml").write_text('[[doubled]]\nwords = ["商量"]\n', encoding="utf-8")
    load_profile.cache_clear()
    assert office(tmp_path, words).sha256 != before


@pytest.mark.parametrize(
    ("words", "line", "reason"),
    [
        (ITEM.replace("hotline", "Hot line"), 4, "应为小写英文字母"),
        (ITEM + ITEM, 8, "key 的“hotline”用了两次"),
        (ITEM.replace('label = "热线办理情况"\n', ""), 3, "缺少“label”"),
        (ITEM.replace('key = "hotline"\n', ""), 3, "缺少“key”"),
        (ITEM.replace('words = ["12345"]\n', ""), 3, "缺少“words”、“topics”或“patterns”"),
        (ITEM + 'sections = ["six"]\n', 7, "“six”不是部分"),
        (ITEM + 'sections = "other"\n', 7, "sections 应为列表"),
        (ITEM + 'kinds = ["village"]\n', 7, "“village”不是机关类型"),
        (ITEM + 'topics = ["weather"]\n', 7, "“weather”不是主题"),
        (ITEM + 'patterns = ["热线("]\n', 7, "不是正则表达式"),
        (ITEM + 'level = "warn"\n', 7, "“warn”应为must、should、ask之一"),
        (ITEM + 'left_to = "S1"\n', 7, "应为必备内容的检查代码"),
        (ITEM + 'lable = "热线"\n', 7, "不认识的项目“lable”"),
        (ITEM.replace("[[items]]", "[items]"), 3, "items 应为若干节"),
        ('word_lists = ["none.toml"]\n', 3, "“none.toml”打不开"),
        ('word_lists = ["../words.toml"]\n', 3, "应为与评审方案放在一起的 .toml 文件"),
        ('word_lists = ["words.txt"]\n', 3, "应为与评审方案放在一起的 .toml 文件"),
        ("word_lists = 3\n", 3, "应为词语或词语列表"),
        ('[required]\nproposals = ["village"]\n', 4, "“village”不是机关类型"),
        ('[levels]\nR205 = "warn"\n', 4, "不是级别"),
        ("[score]\nparts = 3\n", 4, "parts 应为若干节"),
        ('title = "我县"\ntitle = "我市"\n', 4, "不合TOML写法"),
        ("title = 3\n", 3, "title 应为文字"),
    ],
)
def test_wrong_profile_is_told_by_line_and_reason(
    tmp_path: Path, words: str, line: int, reason: str
) -> None:
    """The message names the file, the line and what is wrong with it."""
    with pytest.raises(ProfileError) as caught:
        office(tmp_path, NATIONAL + words)
    assert caught.value.message.startswith("评审方案 office.toml")
    assert f"第{line}行" in caught.value.message, caught.value.message
    assert reason in caught.value.message


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("nowhere", "没有名为“nowhere”的评审方案"),
        ("none.toml", "打不开"),
        ("office.toml", "自己不能再有 base"),
    ],
)
def test_wrong_base_is_told(tmp_path: Path, base: str, reason: str) -> None:
    """A base that is not there, or is the profile itself, is a sentence and no endless loop."""
    with pytest.raises(ProfileError, match=reason) as caught:
        office(tmp_path, f'name = "office"\nbase = "{base}"\n')
    assert "第2行" in caught.value.message


def test_profile_with_nothing_to_score_by_is_told(tmp_path: Path) -> None:
    """A profile stands upon another or has a rubric of its own."""
    with pytest.raises(ProfileError, match="以 base 指明沿用哪个方案"):
        office(tmp_path, 'name = "office"\n')


def test_error_in_a_word_list_names_the_list(tmp_path: Path) -> None:
    """The line told is the list's, not the profile's."""
    (tmp_path / "words.toml").write_text('\n[[term]]\nwrong = ["甲乙"]\n', encoding="utf-8")
    with pytest.raises(ProfileError, match=r"词表 words\.toml 第2行：.*缺少“right”"):
        office(tmp_path, NATIONAL + 'word_lists = ["words.toml"]\n')
