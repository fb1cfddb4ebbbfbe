"""Several reports in one file: the refusal names them, so that the sender can part them."""

from tests.report.test_hard_cases import CASES, read


def test_refusal_names_the_reports() -> None:
    """How many, whose and for which years, and what to do."""
    case = next(c for c in CASES if c.name == "several_two_agencies")
    error = read(case).error
    assert error is not None
    assert error.message == (
        "这份文件里有2份年度报告（澄湖县林业局2023年、澄湖县民政局2023年），"
        "请拆成一份一个文件后再提交。"
    )


def test_years_of_one_agency_are_told_apart() -> None:
    """Two years of one body are two reports."""
    case = next(c for c in CASES if c.name == "several_same_agency_two_years")
    error = read(case).error
    assert error is not None
    assert "澄湖县林业局2023年、澄湖县林业局2022年" in error.message
