"""Rubric, score sheets, standings, previews, and how rules fare."""

import random
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.checks import CHECKS
from review.errors import ProfileError
from review.profile import load_profile
from review.rubric import OWN, Rubric, parse_rubric, rubric_of, write_rubric
from review.rule_quality import rejected_share, share, worst_first
from review.scoring import Counted, ScoreSheet, score_sheet, totals
from review.standing import moves, sheets, standings, standings_by

NATIONAL = rubric_of(load_profile("national"))
CODES = [c.code for c in CHECKS] + [OWN]
counted = st.builds(
    Counted,
    st.integers(0, 10**6).map(str),
    st.sampled_from(CODES),
    st.sampled_from(["must", "should", "ask"]),
)


points = st.integers(0, 400).map(lambda n: n / 4)


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """The national dimensions with other costs, other shares and own findings at any price."""
    shares = draw(st.permutations([d.possible for d in NATIONAL.dimensions]))
    dimensions = tuple(
        replace(d, possible=share, costs=dict.fromkeys(d.costs, draw(points)))
        for d, share in zip(NATIONAL.dimensions, shares, strict=True)
    )
    own = {"must": draw(points), "should": draw(points)}
    part = draw(st.sampled_from([d.key for d in dimensions]))
    return replace(NATIONAL, dimensions=dimensions, own=own, own_part=part)


def assert_no_higher(after: ScoreSheet, before: ScoreSheet) -> None:
    assert after.total <= before.total
    assert all(b.earned <= a.earned for a, b in zip(before.parts, after.parts, strict=True))
    assert after.returned or not before.returned


def assert_no_fault_raises(
    found: list[tuple[Counted, bool]], more: Counted, at: int, rubric: Rubric
) -> None:
    """Of the machine's score and of that of what was adopted, wherever the new fault stands."""
    for before in ([one for one, _ in found], [one for one, adopted in found if adopted]):
        sheet = score_sheet(before, rubric)
        assert_no_higher(score_sheet([*before[:at], more, *before[at:]], rubric), sheet)


@given(
    st.lists(st.tuples(counted, st.booleans()), max_size=20), counted, st.integers(0, 20), rubrics()
)
def test_adding_a_fault_never_raises_a_score(
    found: list[tuple[Counted, bool]], more: Counted, at: int, rubric: Rubric
) -> None:
    """Under any rubric, own findings included; no part rises either."""
    assert_no_fault_raises(found, more, at, rubric)


def test_ten_thousand_faults_raise_no_score() -> None:
    """The same for the national rubric and reports of up to 40 findings, drawn by lot."""
    draw = random.Random(2024)

    def finding(at: int) -> Counted:
        return Counted(str(at), draw.choice(CODES), draw.choice(("must", "should", "ask")))

    for _ in range(10_000):
        found = [(finding(at), draw.random() < 0.5) for at in range(draw.randint(0, 40))]
        assert_no_fault_raises(found, finding(99), draw.randint(0, 40), NATIONAL)


@given(st.lists(st.tuples(counted, st.booleans()), max_size=20), rubrics())
def test_what_is_adopted_costs_no_more_than_what_was_found(
    found: list[tuple[Counted, bool]], rubric: Rubric
) -> None:
    """Adopting fewer findings never lowers the score."""
    machine = score_sheet([one for one, _ in found], rubric)
    assert_no_higher(machine, score_sheet([one for one, adopted in found if adopted], rubric))


@given(rubrics())
def test_any_rubric_is_written_and_read_back(rubric: Rubric) -> None:
    """With all digits of its numbers."""
    third = replace(rubric, own={"must": 1 / 3, "should": 1e-7})
    assert parse_rubric(write_rubric(third).encode()) == third


@pytest.mark.parametrize("number", ["nan", "inf"])
def test_what_is_no_number_is_refused(number: str) -> None:
    """A cost that compares with nothing would make every score one that compares with nothing."""
    with pytest.raises(ProfileError):
        parse_rubric(write_rubric(NATIONAL).replace("T201 = 5.0", f"T201 = {number}").encode())


@given(st.lists(counted, max_size=30, unique_by=lambda c: c.id))
def test_every_lost_point_names_its_finding(found: list[Counted]) -> None:
    """What the findings took and what is left make the whole; nothing is taken by nobody."""
    sheet = score_sheet(found, NATIONAL)
    for part in sheet.parts:
        assert part.earned + sum(points for _, points in part.taken) == pytest.approx(part.possible)
    assert set(sheet.points) <= {c.id for c in found}
    assert sheet.total == pytest.approx(100 - sum(sheet.points.values()))


@given(st.permutations([Counted(str(n), code, "must") for n, code in enumerate(CODES)]))
def test_order_of_findings_does_not_change_the_total(found: list[Counted]) -> None:
    """Only which of them took the last points of a part."""
    ordered = sorted(found, key=lambda c: c.code)
    assert score_sheet(found, NATIONAL).total == score_sheet(ordered, NATIONAL).total


def test_own_findings_cost_what_the_rubric_says() -> None:
    """必须修改 3 points, 建议修改 1, 请核实 none, as the program brings it along."""
    costs = [
        100 - score_sheet([Counted("a", OWN, level)], NATIONAL).total
        for level in ("must", "should", "ask")
    ]
    assert costs == [3, 1, 0]


def test_rubric_is_written_and_read_back() -> None:
    """With names that hold quotes and backslashes."""
    assert parse_rubric(write_rubric(NATIONAL).encode()) == NATIONAL


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("possible = 25", "possible = 24", "之和应为100"),
        ("T201 = 5", "T201 = -5", "不小于0"),
        ("T201 = 5", "T201 = 5, S101 = 1", "只能在一个项目里扣分"),
        ("T201 = 5", "T2 = 5", "不是检查代码"),
        ("least = 0", "least = 10", "等"),
        ('own_part = "completeness"', 'own_part = "nowhere"', "没有项目“nowhere”"),
        ("must = 3", "ask = 3", "自建问题"),
        ("[[parts]]", "[[parts", "不合TOML写法"),
    ],
)
def test_bad_rubrics_are_refused_with_the_reason(old: str, new: str, words: str) -> None:
    """In Chinese, naming what is wrong."""
    text = write_rubric(NATIONAL)
    assert old in text
    with pytest.raises(ProfileError, match=words):
        parse_rubric(text.replace(old, new, 1).encode())


# --- standings ---


def test_equals_share_a_rank() -> None:
    """Two firsts, then the third; the percentile counts the others that are no better."""
    found = standings({"a": 90, "b": 90, "c": 80, "d": 70, "e": 60})
    assert [found[key].rank for key in "abcde"] == [1, 1, 3, 4, 5]
    assert (found["a"].percentile, found["c"].percentile, found["e"].percentile) == (100, 50, 0)
    assert standings({"a": 50})["a"].percentile == 100


@given(st.dictionaries(st.integers(0, 50), st.integers(0, 100).map(float), max_size=30))
def test_standing_is_by_counting(scores: dict[int, float]) -> None:
    """Against counting one by one, within each kind."""
    found = standings_by(scores, lambda key: key % 3)
    for key, score in scores.items():
        kin = [s for other, s in scores.items() if other % 3 == key % 3]
        assert found[key].rank == 1 + sum(s > score for s in kin)
        assert found[key].of == len(kin)


@dataclass(frozen=True)
class Row:
    submission_id: int
    finding: str
    code: str
    severity: str


def test_preview_tells_who_moves() -> None:
    """Where T201 costs more, the report with that fault falls behind the one that was worse before."""
    dearer = parse_rubric(write_rubric(NATIONAL).replace("T201 = 5", "T201 = 20").encode())
    rows = [Row(1, "x", "T201", "must"), Row(2, "y", "R201", "must"), Row(2, "z", "R202", "should"),
            Row(2, "w", "T301", "must")]  # fmt: skip
    kinds = {1: "department", 2: "department", 3: "town"}
    (first, second) = moves(kinds, rows, NATIONAL, dearer)
    assert {first.submission_id: first.up, second.submission_id: second.up} == {1: -1, 2: 1}
    assert moves(kinds, rows, NATIONAL, NATIONAL) == []
    assert sheets([1], rows, dearer)[1].total == 80


@given(
    st.lists(st.builds(Row, st.integers(1, 3), st.just("x"), st.sampled_from(CODES),
                       st.sampled_from(["must", "should", "ask"])), max_size=60),
    rubrics(),
)  # fmt: skip
def test_totals_are_those_of_the_sheets(found: list[Row], rubric: Rubric) -> None:
    """What the preview reckons for many reports is what each one's sheet says."""
    made = sheets([1, 2], found, rubric)
    assert totals([1, 2], found, rubric) == {n: sheet.total for n, sheet in made.items()}


# --- rules ---


@dataclass(frozen=True)
class Rule:
    code: str
    adopted: int
    rejected: int


def test_one_of_one_is_not_the_worst() -> None:
    """Forty of sixty rejected is worse news than one of one."""
    ordered = worst_first([Rule("A", 0, 1), Rule("B", 20, 40), Rule("C", 50, 0)])
    assert [rule.code for rule in ordered] == ["B", "A", "C"]
    assert rejected_share(Rule("D", 0, 0)).value is None


@given(st.integers(0, 200), st.integers(0, 200))
def test_interval_holds_the_share(part: int, rest: int) -> None:
    """And lies between 0 and 1."""
    found = share(part, part + rest)
    if found.value is not None:
        assert 0 <= found.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.high <= 1
