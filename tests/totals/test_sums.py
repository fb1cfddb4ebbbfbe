"""Sums over agencies: equal to those worked out apart, exact, with every gap told."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.drawing.text import draw_text
from corpus.generated import sound_report
from corpus.statutory_form import CELL_KEYS
from review.batch import Job, object_of, run_jobs
from review.errors import ReviewError
from review.totals import Expected, compile_totals, read_return
from review.totals.summing import add, minus
from tests.totals.made import (
    GOVERNMENT,
    added,
    agencies,
    document,
    failed,
    full,
    names,
)


def totals_of(*documents: dict, **more):  # type: ignore[no-untyped-def]
    return compile_totals([read_return(d) for d in documents], **more)


@pytest.mark.usefixtures("kept_workers")
def test_sums_of_two_hundred_agencies_equal_those_worked_out_apart() -> None:
    """All 200 cells, fees to the last digit."""
    every = agencies(Random(5), 200)
    totals = totals_of(*(document(name, cells) for name, cells in every.items()))
    assert len(totals.selection.counted) == 200
    assert {k: s.value for k, s in totals.sums.items()} == added(every.values())
    assert not totals.gaps


@pytest.mark.slow
def test_sums_of_two_hundred_files_equal_those_that_were_drawn(tmp_path: Path) -> None:
    """From files, through the reader: 200 generated reports of different bodies."""
    rng = Random(11)
    drawn = []
    for number, name in enumerate(names(200)):
        report = sound_report(rng, "town" if "镇" in name else "department", 2024)
        path = tmp_path / f"{number:03}.txt"
        draw_text(_renamed(report, name), "tabs", path)
        drawn.append((path, full(report.cells)))
    results = run_jobs([Job(path) for path, _ in drawn], 2)
    totals = compile_totals([read_return(object_of(result)) for result in results])
    assert len(totals.selection.counted) == 200
    assert {k: s.value for k, s in totals.sums.items()} == added(c for _, c in drawn)


def _renamed(report, name):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(
        report,
        title=report.title.replace(report.agency, name),
        preface=report.preface.replace(report.agency, name),
        signature=name,
        agency=name,
    )


amounts = st.decimals(0, 10**12, places=4)


@given(st.lists(amounts, min_size=1, max_size=40))
@settings(max_examples=60)
def test_fees_are_summed_exactly(fees: list[Decimal]) -> None:
    """No binary fractions: the sum of the figures in ten-thousandths, whatever the order."""
    forward = backward = 0
    for fee in fees:
        forward = add(forward, fee)  # type: ignore[assignment]
    for fee in reversed(fees):
        backward = add(backward, fee)  # type: ignore[assignment]
    assert forward == backward == Decimal(sum(int(fee * 10000) for fee in fees)) / 10000
    assert minus(forward, fees[0]) + fees[0] == forward


def test_fractions_of_a_review_keep_their_digits() -> None:
    """0.1 thirty times is 3, not 3.0000000000000004."""
    cells = full({"proactive.fees.amount": Decimal("0.1")})
    totals = totals_of(*(document(name, cells) for name in names(30)))
    assert totals.sums["proactive.fees.amount"].value == 3


def test_blank_and_unread_cells_are_told_and_not_summed() -> None:
    """A blank is no 0: its cell counts one agency less and names the agency."""
    one, two = names(2)
    cells = full({"proactive.licensing.decisions": 4})
    totals = totals_of(
        document(one, cells, raw={"proactive.licensing.decisions": "/"}, without=("proceedings.",)),
        document(two, cells),
    )
    entry = totals.sums["proactive.licensing.decisions"]
    assert (entry.value, entry.agencies, entry.gaps) == (4, 1, 1)
    assert {(g.agency, g.raw) for g in totals.gaps} == {(one, "/"), (one, None)}
    assert sum(g.cell.startswith("proceedings.") for g in totals.gaps) == 15


def test_merged_rows_are_no_gap() -> None:
    """其他处理 printed as one row: nothing is missing, and it is said."""
    cells = full({"requests.other.other.natural_person": 1, "requests.other.other.total": 1})
    for key in ("received", "concluded"):
        cells |= {f"requests.{key}.natural_person": 1, f"requests.{key}.total": 1}
    merged = document(
        names(1)[0],
        cells,
        without=("requests.other.correction_overdue", "requests.other.fee_overdue"),
    )
    report = read_return(merged)
    assert report.merged and not report.gaps and not report.imbalances


def test_rows_that_do_not_balance_without_are_unread_not_merged() -> None:
    """The two rows are gone and the table does not balance: they may well have held figures."""
    cells = full({"requests.received.natural_person": 1, "requests.received.total": 1,
                  "requests.concluded.natural_person": 1, "requests.concluded.total": 1})  # fmt: skip
    gone = ("requests.other.correction_overdue", "requests.other.fee_overdue")
    report = read_return(document(names(1)[0], cells, without=gone))
    assert not report.merged and len(report.unread) == 14


def test_own_tables_out_of_balance_are_flagged_and_taken_as_printed() -> None:
    """The figure that stands there counts; the agency and the sum that fails are named."""
    cells = full({"requests.received.natural_person": 2, "requests.received.total": 3,
                  "requests.granted.natural_person": 2, "requests.granted.total": 2,
                  "requests.concluded.natural_person": 2, "requests.concluded.total": 2})  # fmt: skip
    totals = totals_of(document(names(1)[0], cells))
    assert totals.sums["requests.received.total"].value == 3
    (fault,) = totals.selection.counted[0].imbalances
    assert fault.repair == {"requests.received.total": 2}
    assert "由3改为2" in fault.message


def test_forms_are_never_mixed() -> None:
    """The form of fewer is left out, with the reason."""
    one, two, three = names(3)
    cells = full({"requests.received.total": 1})
    totals = totals_of(
        document(one, cells), document(two, cells), document(three, cells, form="2019")
    )
    assert totals.sums["requests.received.total"].value == 2
    (left,) = totals.selection.left_out
    assert left.report.agency == three and "不能相加" in left.reason


def test_last_round_counts_and_the_earlier_is_kept() -> None:
    """Of two files the later round; the same file twice counts once."""
    (name,) = names(1)
    first, last = (
        document(name, full({"requests.received.total": n}), file=f"{n}") for n in (1, 2)
    )
    reports = [read_return(last, 2), read_return(first, 1), read_return(last, 2)]
    totals = compile_totals(reports)
    assert totals.sums["requests.received.total"].value == 2
    assert [r.file for r in totals.selection.earlier[name]] == ["1"]
    assert not totals.selection.doubts


def test_two_files_of_one_round_are_doubted() -> None:
    """Which of them is the last nobody knows: one is taken and it is said."""
    (name,) = names(1)
    totals = totals_of(
        *(document(name, full({"requests.received.total": n}), file=f"{n}") for n in (1, 2))
    )
    assert len(totals.selection.counted) == 1
    assert "请核对" in totals.selection.doubts[0]


def test_missing_unread_and_unlisted_are_told() -> None:
    """The list by names and aliases; files that could not be read; another year; an agency not listed."""
    one, two, three = names(3)
    listed = [Expected(one, aliases=("县一局",)), Expected(two)]
    totals = totals_of(
        document("县一局", full({})),
        document(three, full({})),
        document(two, full({}), year=2022),
        failed("坏.docx"),
        expected=listed,
        year=2024,
    )
    chosen = totals.selection
    assert [a.name for a in chosen.missing] == [two]
    assert chosen.unexpected == (three,)
    assert [r.agency for r in chosen.counted] == [one, three]
    assert {left.report.name for left in chosen.left_out} == {two, "坏.docx"}


def test_the_governments_own_report_is_not_summed() -> None:
    """Neither where it is named nor where it lies among the agencies' and is known by its name."""
    every = agencies(Random(2), 6)
    whole = document(GOVERNMENT, added(every.values()), kind="county")
    given_ = [document(n, c) for n, c in every.items()]
    for totals in (
        totals_of(*given_, whole),
        totals_of(*given_, whole, government=read_return(whole)),
        totals_of(*given_, government=read_return(whole)),
    ):
        assert len(totals.selection.counted) == 6
        assert totals.comparison is not None
        assert not totals.comparison.differences


def test_nothing_to_sum_is_refused() -> None:
    """No report, no totals: a sentence instead."""
    with pytest.raises(ReviewError):
        totals_of(failed("a.docx"))
    with pytest.raises(ReviewError):
        totals_of(document(names(1)[0], full({}), year=2023), year=2024)


def test_another_year_or_form_of_the_government_is_not_compared() -> None:
    """It is refused with the reason, never compared in part."""
    given_ = document(names(1)[0], full({}))
    for whole in (
        document(GOVERNMENT, full({}), year=2023),
        document(GOVERNMENT, full({}), form="2019"),
        failed("g.docx"),
    ):
        comparison = totals_of(given_, government=read_return(whole)).comparison
        assert comparison is not None and comparison.refused and not comparison.differences


def test_carried_over_is_held_against_last_year() -> None:
    """The whole against last year's whole, each agency against its own report of last year."""
    one, two = names(2)
    key_in, key_out = "requests.carried_in.total", "requests.carried_out.total"
    totals = totals_of(
        document(one, full({key_in: 3})),
        document(two, full({key_in: 1})),
        last_government=read_return(document(GOVERNMENT, full({key_out: 5}), year=2023)),
        last_reports=[read_return(document(one, full({key_out: 4}), year=2023))],
    )
    assert [(c.agency, c.last_year, c.this_year) for c in totals.carried] == [
        ("", 5, 4),
        (one, 4, 3),
    ]
    assert len(CELL_KEYS) == 200


def test_last_years_reports_are_told_only_where_this_years_is_missing() -> None:
    """Handing in last year's report again is no report; beside this year's it is there to compare."""
    one, two = names(2)
    totals = totals_of(
        document(one, full({})), document(one, full({}), year=2023), document(two, full({}), year=2023),
        year=2024,
    )  # fmt: skip
    assert [left.report.agency for left in totals.selection.left_out] == [two]
    assert "1个单位" in totals.carried_against


def test_last_years_report_of_the_government_is_found_among_the_others() -> None:
    """Its 结转下年度 is held against the sum without being named; cells that lack an agency are told."""
    one, two = names(2)
    key_in, key_out = "requests.carried_in.total", "requests.carried_out.total"
    totals = totals_of(
        document(one, full({key_in: 3})),
        document(two, full({}), raw={key_in: ""}),
        document(GOVERNMENT, full({key_out: 5}), year=2023, kind="county"),
        government=read_return(document(GOVERNMENT, full({key_in: 5}), kind="county")),
    )
    assert [(c.agency, c.last_year, c.this_year) for c in totals.carried] == [("", 5, 3)]
    assert "1格缺单位的数" in totals.carried_against


def test_a_government_with_merged_rows_is_compared_by_their_sum() -> None:
    """其他处理 as one row: it is held against the sum of the three rows."""
    group = "requests.other.{}.natural_person"
    cells = full(
        {
            group.format(r): n
            for n, r in enumerate(("correction_overdue", "fee_overdue", "other"), 1)
        }
    )
    whole = {k: v for k, v in cells.items() if "_overdue" not in k}
    whole[group.format("other")] = 6
    for key in ("requests.other.correction_overdue", "requests.other.fee_overdue"):
        assert not any(k.startswith(key) for k in whole)
    # totals that make both tables balance
    for row, amount in (("received", 6), ("concluded", 6)):
        for tables in (cells, whole):
            tables[f"requests.{row}.natural_person"] = tables[f"requests.{row}.total"] = amount
    whole["requests.other.other.total"] = 6
    for row, amount in (("correction_overdue", 1), ("fee_overdue", 2), ("other", 3)):
        cells[f"requests.other.{row}.total"] = amount
    government = read_return(document(GOVERNMENT, whole, kind="county"))
    assert government.merged
    comparison = totals_of(document(names(1)[0], cells), government=government).comparison
    assert comparison is not None and not comparison.differences and not comparison.open_cells
