"""The part of the reports written by hand that the program may be worked on with: what is found must not get less."""

from tests.copying.handwritten import measure


def test_what_others_wrote_is_told_and_formulas_are_not() -> None:
    found = measure("dev")
    assert found.pairs.wrong == []
    assert found.reports.wrong == []
    assert found.pairs.recall >= 8 / 9
    assert (found.last_year.missed, found.last_year.false) == (0, 0)
    assert found.certain.wrong == []
    assert found.names.wrong == []
