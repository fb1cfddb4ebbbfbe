"""Differences that were planted are explained by the agency that they are about."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.totals import Expected, Totals, compile_totals, read_return
from tests.totals.made import (
    GOVERNMENT,
    PLANTERS,
    Planted,
    added,
    agencies,
    cell_left_out,
    document,
    earlier_round,
    fee_in_yuan,
    full,
    left_out,
    names,
    own_imbalance,
    twice,
)


def totals_of(planted: Planted, every: dict) -> Totals:  # type: ignore[type-arg]
    reports = [
        read_return(document(name, its, file=f"{name}{number}.docx"), number)
        for name, cells in every.items()
        for number, its in enumerate(planted.submitted.get(name, [cells]), 1)
    ]
    government = read_return(document(GOVERNMENT, planted.government, kind="county"))
    return compile_totals(reports, government=government)


@pytest.mark.parametrize(
    "plant", [left_out, twice, earlier_round, own_imbalance, cell_left_out, fee_in_yuan]
)
@given(st.integers(0, 10**6))
@settings(max_examples=4, deadline=None, derandomize=True)
def test_a_slip_that_can_be_told_is_named_first(plant, seed: int) -> None:  # type: ignore[no-untyped-def]
    """What these slips do to the totals hardly any other agency could do."""
    rng = Random(seed)
    every = agencies(rng, 30)
    try:
        planted = plant(rng, every)
    except IndexError:
        return
    totals = totals_of(planted, every)
    first = totals.explained.explanations[0]
    ties = [e for e in totals.explained.explanations if e.bits <= first.bits + 1]
    assert planted.agency in {name for e in ties for name in e.agencies}
    assert not first.left


@pytest.mark.long
def test_a_hundred_planted_differences() -> None:
    """All kinds of slips among 60 agencies; what several agencies would explain as well may be missed."""
    rng = Random(17)
    first = third = cases = 0
    for _ in range(9):
        every = agencies(rng, 60)
        for plant in PLANTERS:
            try:
                planted = plant(rng, every)
            except IndexError:
                continue  # no agency to which this can happen
            found = totals_of(planted, every).explained.explanations
            ranks = [n for n, e in enumerate(found, 1) if planted.agency in e.agencies]
            cases += 1
            first += bool(ranks) and ranks[0] == 1
            third += bool(ranks)
    assert cases >= 100
    assert first >= 0.75 * cases
    assert third >= 0.85 * cases


def test_no_difference_needs_no_explanation() -> None:
    """Equal tables: nothing is said."""
    every = agencies(Random(1), 10)
    totals = totals_of(Planted("", "", added(every.values())), every)
    assert totals.explained.explanations == () and totals.explained.verdict == ""


def test_what_no_agency_explains_is_said_to_be_so() -> None:
    """Differences by chance all over the tables have no author."""
    rng = Random(4)
    every = agencies(rng, 12)
    whole = added(every.values())
    for key in rng.sample(sorted(whole), 12):
        whole[key] += rng.randint(10**6, 10**7)
    explained = totals_of(Planted("", "", whole), every).explained
    assert explained.explanations == ()
    assert explained.verdict.startswith("没有哪一个单位")


def test_many_agencies_that_would_do_are_not_told_apart() -> None:
    """Ten agencies have a 1 in that cell: none is accused."""
    key = "proactive.coercion.decisions"
    every = {name: full({key: 1}) for name in names(10)}
    whole = added(every.values())
    whole[key] -= 1
    explained = totals_of(Planted("", "", whole), every).explained
    assert "不能断定是哪一个" in explained.verdict and "10个单位" in explained.verdict


def test_a_slip_in_the_governments_own_table_is_named() -> None:
    """Its total row does not add up, and the sum would put it right."""
    every = agencies(Random(8), 20)
    whole = added(every.values())
    whole["requests.granted.total"] += 40
    first = totals_of(Planted("", "", whole), every).explained.explanations[0]
    assert first.slips[0].kind == "own" and first.agencies == ()


def test_an_agency_that_did_not_report_may_be_in_the_totals() -> None:
    """What is over balances in itself and one body of the list is missing: it is named."""
    every = agencies(Random(12), 20)
    gone = max(every, key=lambda name: every[name]["requests.received.total"])
    reports = [read_return(document(n, c)) for n, c in every.items() if n != gone]
    totals = compile_totals(
        reports,
        expected=[Expected(name) for name in every],
        government=read_return(document(GOVERNMENT, added(every.values()))),
    )
    assert totals.explained.explanations[0].agencies == (gone,)


@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_every_explanation_adds_up(seed: int) -> None:
    """Slips said to explain all differences make, added up, exactly the differences."""
    rng = Random(seed)
    every = agencies(rng, 15)
    totals = totals_of(rng.choice(PLANTERS[:2])(rng, every), every)
    assert totals.comparison is not None
    wanted = {d.cell: d.by for d in totals.comparison.differences}
    for explanation in totals.explained.explanations:
        made: dict[str, object] = {}
        for slip in explanation.slips:
            for cell, amount in slip.effect.items():
                made[cell] = made.get(cell, 0) + amount  # type: ignore[operator]
        left = {k for k in wanted.keys() | made.keys() if wanted.get(k, 0) != made.get(k, 0)}
        assert left == set(explanation.left)


def test_an_agency_whose_table_was_not_read_may_be_in_the_totals() -> None:
    """What is over stands in cells that nobody could read of one agency: it is named first."""
    every = agencies(Random(21), 20)
    gone = max(every, key=lambda name: every[name]["requests.received.total"])
    reports = [
        read_return(document(n, c, without=("requests.",) if n == gone else ()))
        for n, c in every.items()
    ]
    government = read_return(document(GOVERNMENT, added(every.values())))
    first = compile_totals(reports, government=government).explained.explanations[0]
    assert first.agencies == (gone,) and first.slips[0].kind == "gap"
