"""Damaged copies of sound files: a review that keeps its contract, or a FileError; nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.measuring import reviewed_soundly
from tests.hostile.mutated_files import READERS, mutated

seeds = st.integers(0, 2**32)


@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=8, deadline=None)
@given(seed=seeds)
def test_damage_stops_nothing(suffix: str, seed: int) -> None:
    reviewed_soundly(*mutated(suffix, seed))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("suffix", sorted(READERS))
@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_much_damage_stops_nothing(suffix: str, seed: int) -> None:
    reviewed_soundly(*mutated(suffix, seed))


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_the_same_seed_makes_the_same_file(suffix: str) -> None:
    assert mutated(suffix, 7) == mutated(suffix, 7)
