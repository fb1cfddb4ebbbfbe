"""Profiles: what an office can change, and how a wrong entry is told by line and reason."""

from importlib.resources import files
from pathlib import Path

import pytest

from review.errors import ProfileError
from review.profile import Profile, load_profile, parse_profile
from tests.builders import report_text, review_text

NATIONAL = files("review").joinpath("data", "profiles", "national.toml").read_text("utf-8")
FAULTY = report_text(cells={"requests.received.research": "/", "requests.received.total": "3"})


def edited(old: str, new: str) -> Profile:
    """The national profile with other words; AssertionError if the words are not in it."""
    assert old in NATIONAL
    return parse_profile(NATIONAL.replace(old, new, 1).encode(), "我县.toml")


def line_of(text: str, word: str) -> int:
    """The line, from 1, in which a word first stands."""
    return next(n for n, line in enumerate(text.split("\n"), start=1) if word in line)


@pytest.mark.parametrize(
    ("old", "new", "word", "reason"),
    [
        ('name = "national"', 'name = "我县"\nswitchedoff = []', "switchedoff", "不认识的项目"),
        ("switched_off = []", 'switched_off = ["S2O3"]', "S2O3", "“S2O3”不是检查代码"),
        ("switched_off = []", 'switched_off = "S203"', "switched_off", "应为代码列表"),
        ("[levels]", '[levels]\nT302 = "warn"', "T302", "“warn”不是级别，应为 must、should 或 ask"),
        ("[levels]", '[levels]\nZ999 = "ask"', "Z999", "“Z999”不是检查代码"),
        ('["ministry"', '["ministri"', "ministri", "“ministri”不是机关类型"),
        ("possible = 10", "possible = 12", "score.parts", "各部分满分之和应为100"),
        ("possible = 10", "possible = -10", "possible", "应为不小于0的数"),
        ("S304 = 10", 'S304 = "十"', "S304", "应为不小于0的数"),
        ('{ department = "01-31"', '{ departmet = "01-31"', "departmet", "不是机关类型"),
        ('{ department = "01-31"', '{ department = "01-32"', "01-32", "“01-32”不是日期"),
        ('{ department = "01-31"', '{ department = "02-29"', "02-29", "“02-29”不是日期"),
        ('{ department = "01-31"', "{ department = 131", "131", "“131”不是日期"),
        ('{ town = "03-31"', '{ department = "03-31"', "department = ", "的时限写了两次"),
        ("[deadlines]", '[deadlines]\nnever = "01-31"', "never", "不认识的项目“never”"),
        ("[deadlines]\nmust = {", '[deadlines]\nmust = "01-31" # {', "must", "机关类型"),
        ("least = 90", "least = 10", "score.grades", "等次应从高到低排列"),
    ],
)
def test_wrong_entry_is_told_by_file_line_and_reason(
    old: str, new: str, word: str, reason: str
) -> None:
    """The message names the file, the line of the entry and what is wrong with it."""
    with pytest.raises(ProfileError) as caught:
        edited(old, new)
    line = line_of(NATIONAL.replace(old, new, 1), word)
    assert caught.value.message.startswith(f"评审方案 我县.toml 第{line}行：")
    assert reason in caught.value.message


@pytest.mark.parametrize("old", ["[required]", "[text]", 'key = "timeliness"'])
def test_unknown_entry_inside_a_section_is_told(old: str) -> None:
    """A misspelt setting inside a section is not passed over in silence."""
    with pytest.raises(ProfileError, match="mispelt"):
        edited(old, f"{old}\nmispelt = true")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key = "timeliness"\n', ""),
        ("possible = 10\n", ""),
        ("[levels]", 'levels = "ask"'),
        ("[required]", "[[required]]"),
        ('label = "优秀"\n', ""),
    ],
)
def test_missing_or_misplaced_entry_is_a_profile_error(old: str, new: str) -> None:
    """A part without its key, or a value where a section belongs, is told and no crash."""
    with pytest.raises(ProfileError, match=r"评审方案 我县\.toml"):
        edited(old, new)


@pytest.mark.parametrize("data", [b"name = ", "name = '县'".encode("utf-16")])
def test_file_that_is_no_toml_is_told(data: bytes) -> None:
    """Broken TOML and foreign encodings are a sentence, not a traceback."""
    with pytest.raises(ProfileError, match=r"评审方案 坏\.toml 无法读取"):
        parse_profile(data, "坏.toml")


def test_unknown_name_and_missing_file(tmp_path: Path) -> None:
    """A name that no profile has, and a path without a file, say what can be given instead."""
    with pytest.raises(ProfileError, match="没有名为“nowhere”的评审方案；可写方案文件的路径"):
        load_profile("nowhere")
    with pytest.raises(ProfileError, match="打不开"):
        load_profile(str(tmp_path / "none.toml"))


def test_profile_by_path_rules_the_review(tmp_path: Path) -> None:
    """A profile's level, switched-off check and hash are those of the review."""
    text = NATIONAL.replace("[levels]", '[levels]\nT201 = "ask"', 1)
    text = text.replace("switched_off = []", 'switched_off = ["T101"]', 1)
    path = tmp_path / "我县.toml"
    path.write_text(text, encoding="utf-8")
    profile = load_profile(str(path))
    review = review_text(FAULTY, profile=profile)
    assert [(f.code, f.severity.value) for f in review.findings] == [("T201", "ask")]
    assert ("T101", "评审方案已关闭这项检查") in [(n.code, n.reason) for n in review.not_run]
    assert review.engine.profile_sha256 == profile.sha256 != load_profile().sha256
    assert review.score is not None and review.score.total == 100


def test_national_profile_changes_nothing() -> None:
    """The profile that comes with the program leaves every level as published."""
    profile = load_profile()
    assert (profile.name, profile.levels, profile.switched_off) == ("national", {}, frozenset())


def test_an_office_may_allow_blank_columns() -> None:
    """T101: a column of table 2 blank in every row is no fault where the profile allows it."""
    from dataclasses import replace

    from review.report.forms import load_form

    rows = load_form("2021").tables["requests"].rows
    text = report_text(cells={f"requests.{row.key}.research": "" for row in rows})
    national = load_profile()
    codes = [f.code for f in review_text(text, profile=national).findings]
    assert codes == ["T101"]
    lenient = replace(national, blank_columns_allowed=True)
    assert [f.code for f in review_text(text, profile=lenient).findings] == []
