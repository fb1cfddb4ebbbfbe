"""Problems that stand in both years' part 五."""

import pytest

from review.outcome import Sentence
from review.quality import repeated as matter
from review.quality.part_five import Statement
from review.quality.repeated import Fault, repeated


def fault(said: str) -> Fault:
    sentence = Sentence("problems:1", "problems", 0, len(said), said, "problem", (), 0.0)
    return Fault(Statement(sentence, 0, len(said), said, said, False, "problem", False), said)


def test_each_fault_is_repeated_once() -> None:
    old = [fault("栏目更新不及时"), fault("栏目更新不及时")]
    new = [fault("解读形式单一"), fault("栏目更新不够及时"), fault("栏目更新还不及时")]
    assert repeated(old, new) == [(old[0], new[1]), (old[1], new[2])]


def test_endless_problems_are_not_all_held_against_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(matter, "_same", lambda old, new: bool(asked.append(old)))
    faults = [fault("栏目更新不及时")] * 2_000
    assert repeated(faults, faults) == []
    assert len(asked) <= 10_000
