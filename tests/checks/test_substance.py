"""Cases of substance: each open case as its file says; the held ones as often as when they were first run."""

from typing import Any

import pytest

from tests.checks.substance_cases import judge, load_cases

OPEN = load_cases("open")


@pytest.mark.parametrize("case", OPEN, ids=[case["name"] for case in OPEN])
def test_case_is_judged_as_a_reviewer_would(case: dict[str, Any]) -> None:
    """Nothing that must be said is missing, nothing else of this family is said."""
    assert judge(case).complaints == []
