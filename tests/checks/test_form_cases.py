"""Every case of form, dates and personal data comes out as written: what must fire, what must not."""

import pytest

from tests.checks.form_cases import CODES, Case, judge, load_cases

ALL = (*load_cases("open"), *load_cases("held"))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    """Codes, quotes and levels are as the case says; every other code of these is silent."""
    assert judge(case).complaints == []


def test_cases_speak_of_every_code() -> None:
    """Each code has cases in which it fires and look-alikes, a quarter of them or more, in which it must not."""
    for code in CODES:
        of_code = [case for case in ALL if case.code == code]
        assert any(case.fires for case in of_code), code
        assert sum(not case.fires for case in of_code) * 4 >= len(of_code), code
