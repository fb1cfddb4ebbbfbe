"""What must hold follows from the form's data alone, and is a code of distance 4."""

from fractions import Fraction
from itertools import combinations

import pytest

from review.balance import Identity, identities
from review.balance.network import network_of


def matrix(them: tuple[Identity, ...]) -> list[list[Fraction]]:
    cells = list(dict.fromkeys(cell for one in them for cell in one.cells))
    return [[Fraction((cell in one.left) - (cell in one.right)) for cell in cells] for one in them]


def rank(rows: list[list[Fraction]]) -> int:
    rows = [row[:] for row in rows]
    found = 0
    for column in range(len(rows[0])):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            if rows[i][column]:
                factor = rows[i][column] / rows[found][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def test_form_of_2021_has_39_identities_of_rank_37(requests_2021: tuple[Identity, ...]) -> None:
    """175 cells, 25 row totals, 7 flows and 7 sums of outcomes; two follow from the others."""
    kinds = [one.kind for one in requests_2021]
    assert [kinds.count(k) for k in ("row_total", "flow", "outcome_sum")] == [25, 7, 7]
    assert len({cell for one in requests_2021 for cell in one.cells}) == 175
    assert rank(matrix(requests_2021)) == 37


def test_form_of_2019_has_37_identities_of_rank_35(requests_2019: tuple[Identity, ...]) -> None:
    """161 cells: the other outcomes are one row there."""
    assert len(requests_2019) == 37
    assert len({cell for one in requests_2019 for cell in one.cells}) == 161
    assert rank(matrix(requests_2019)) == 35


def test_no_three_cells_can_change_unseen(requests_2021: tuple[Identity, ...]) -> None:
    """Any three columns of the matrix are independent; four corners of a rectangle are not."""
    columns = list(zip(*matrix(requests_2021), strict=True))
    assert all(any(column) for column in columns)

    # two columns are dependent only if proportional; entries are -1, 0, 1
    def line(column: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
        sign = next(x for x in column if x)
        return tuple(x * sign for x in column)

    lines = [line(column) for column in columns]
    assert len(set(lines)) == 175
    # were three dependent, every identity that one of them touches would touch another of them
    touched = [frozenset(i for i, x in enumerate(column) if x) for column in columns]
    for a, b in combinations(range(175), 2):
        lone = touched[a] ^ touched[b]
        assert not any(lone <= touched[c] for c in range(b + 1, 175))
    index = {cell: i for i, cell in enumerate(network_of(requests_2021).cells)}
    corners = [
        index[f"requests.{row}.{column}"]
        for row in ("granted", "withheld.state_secret")
        for column in ("business", "research")
    ]
    assert rank([list(columns[i]) for i in corners]) == 3


@pytest.mark.parametrize("form", ["requests_2021", "requests_2019", "proceedings"])
def test_network_says_the_same_as_the_identities(form: str, request: pytest.FixtureRequest) -> None:
    """Each cell adds to one node what it takes from another, and leaving one identity out loses
    nothing."""
    them: tuple[Identity, ...] = request.getfixturevalue(form)
    network = network_of(them)
    for number, cell in enumerate(network.cells):
        expected = {
            i: network.signs[i] * ((cell in one.left) - (cell in one.right))
            for i, one in enumerate(them)
            if cell in one.cells and network.signs[i]
        }
        ends = {network.plus[number]: 1, network.minus[number]: -1}
        assert {n: s for n, s in ends.items() if n < len(them)} == expected
    kept = tuple(one for i, one in enumerate(them) if network.signs[i])
    assert rank(matrix(kept)) == rank(matrix(them))


def test_sums_are_in_the_order_of_the_form(requests_2021: tuple[Identity, ...]) -> None:
    """A message can do the sum in the open: received + carried in = concluded + carried out."""
    flow = next(one for one in requests_2021 if (one.kind, one.line) == ("flow", "total"))
    assert flow.left == ("requests.received.total", "requests.carried_in.total")
    assert flow.right == ("requests.concluded.total", "requests.carried_out.total")
    values: dict[str, int | None] = dict(zip(flow.cells, (12, 0, 11, 2), strict=True))
    assert flow.sums(values) == (12, 13)
    assert flow.computed({**values, "requests.carried_in.total": None}) is None


def test_proceedings_have_three_identities(proceedings: tuple[Identity, ...]) -> None:
    """The total of each group is the sum of its four outcomes."""
    assert [one.line for one in proceedings] == [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ]
    values: dict[str, int | None] = dict(zip(proceedings[0].cells, (10, 1, 0, 0, 0), strict=True))
    assert proceedings[0].computed(values) == 11


def test_unknown_flow_is_refused() -> None:
    """A form with a misspelt flow does not silently become a table of outcomes."""
    with pytest.raises(ValueError, match="sideways"):
        identities(["a", "total"], [("x", "sideways")])
