"""What the README pages show of profiles and word lists can be used as it stands."""

import re
from pathlib import Path

from review.profile import parse_profile
from review.wording.lists import parse_word_list

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def test_profile_of_the_readme(tmp_path: Path) -> None:
    """The example is read, with its item, its limit and its word list."""
    block = _BLOCK.findall((ROOT / "README.md").read_text("utf-8"))[0]
    (tmp_path / "我县用语.toml").write_text("", encoding="utf-8")
    profile = parse_profile(block.encode(), "我县.toml", tmp_path)
    assert (profile.name, [item.key for item in profile.items]) == ("我县", ["hotline"])
    assert profile.deadlines["town"].certain
    assert len(profile.word_lists) == 1


def test_word_list_of_its_readme() -> None:
    """The example has an entry of each kind."""
    text = (ROOT / "review" / "data" / "wording" / "README.md").read_text("utf-8")
    words = parse_word_list(_BLOCK.findall(text)[0].encode(), "README.md")
    assert words.terms and words.repealed and words.laws and words.bodies
    assert words.doubled and words.never_doubled and words.allowed
