"""The faults that clerks make, and what is said of them."""

from review.balance import Cause, Identity, diagnose

Identities = tuple[Identity, ...]
Office = dict[str, int]
R = "requests."


def named(cause: Cause) -> dict[str, int]:
    return {c.cell.removeprefix(R): c.new for c in cause.cells}


def test_totals_not_updated(office: Office, requests_2021: Identities) -> None:
    """One more application entered for natural persons but not in the totals: three totals, one
    cause; that the three inner cells would do as well is said, so it is not unique."""
    rows = ("received", "granted", "concluded")
    wrong = office | {
        f"{R}{row}.natural_person": office[f"{R}{row}.natural_person"] + 1 for row in rows
    }
    (cause,) = diagnose(wrong, requests_2021).causes
    assert named(cause) == {"received.total": 13, "granted.total": 10, "concluded.total": 13}
    assert not cause.unique
    inner = {f"{R}{row}.natural_person" for row in rows}
    assert any({c.cell for c in other} == inner for other in cause.others)


def test_totals_all_zero(office: Office, requests_2021: Identities) -> None:
    """A column of totals that is all 0: the seven totals that ought to be something."""
    wrong = office | {cell: 0 for cell in office if cell.endswith(".total")}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert named(cause) == {
        cell.removeprefix(R): value
        for cell, value in office.items()
        if cell.endswith(".total") and value
    }
    assert not cause.unique


def test_concluded_wrong_in_a_column_and_its_total(
    office: Office, requests_2021: Identities
) -> None:
    """A sum carried wrongly into its total: both cells, in one cause."""
    wrong = office | {f"{R}concluded.business": 5, f"{R}concluded.total": 14}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert named(cause) == {"concluded.business": 3, "concluded.total": 12}
    assert cause.unique
    assert {(one.kind, one.line) for one in cause.broken} == {
        ("flow", "business"),
        ("flow", "total"),
        ("outcome_sum", "business"),
        ("outcome_sum", "total"),
    }


def test_concluded_total_alone(office: Office, requests_2021: Identities) -> None:
    """The cell that stands in three identities: three broken, one cell."""
    (cause,) = diagnose(office | {f"{R}concluded.total": 11}, requests_2021).causes
    assert named(cause) == {"concluded.total": 12}
    assert len(cause.broken) == 3


def test_outcomes_only_in_the_total_column(office: Office, requests_2021: Identities) -> None:
    """Outcomes by applicant left 0: all rows and columns that lack them are named, and the repair
    fills in inner cells of these rows only (not always as the clerk would have)."""
    flows = ("received", "carried_in", "concluded", "carried_out")
    wrong = {
        cell: value if cell.endswith(".total") or cell.split(".")[1] in flows else 0
        for cell, value in office.items()
    }
    found = diagnose(wrong, requests_2021)
    assert {(one.kind, one.line) for one in found.broken} == {
        ("row_total", "granted"),
        ("row_total", "partly_granted"),
        ("row_total", "unavailable.not_held"),
        ("outcome_sum", "natural_person"),
        ("outcome_sum", "business"),
    }
    changes = [named(cause) for cause in found.causes]
    assert changes == [
        {"granted.natural_person": 9},
        {"partly_granted.business": 1, "unavailable.not_held.business": 2},
    ]


def test_dropped_digit(office: Office, requests_2021: Identities) -> None:
    """1 instead of 12 in the total received: the digit comes back."""
    (cause,) = diagnose(office | {f"{R}received.total": 1}, requests_2021).causes
    assert named(cause) == {"received.total": 12}
    assert cause.unique


def test_swapped_between_rows(office: Office, requests_2021: Identities) -> None:
    """Two figures of one column swapped: only the two row totals fail, and the explanation names
    two cells of one column."""
    a, b = f"{R}granted.natural_person", f"{R}partly_granted.natural_person"
    wrong = office | {a: office[b], b: office[a]}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert [(one.kind, one.line) for one in cause.broken] == [
        ("row_total", "granted"),
        ("row_total", "partly_granted"),
    ]
    assert len(cause.cells) == 2
    repairs = [cause.cells, *cause.others]
    assert {a: 6, b: 1} in [{c.cell: c.new for c in repair} for repair in repairs]
    assert cause.alternatives == len(repairs) - 1 > 0


def test_swapped_between_columns(office: Office, requests_2021: Identities) -> None:
    """Two figures of one row swapped: only columns fail; swapping back is among the repairs."""
    a, b = f"{R}unavailable.not_held.natural_person", f"{R}unavailable.not_held.business"
    wrong = office | {a: 0, b: 2}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert {(one.kind, one.line) for one in cause.broken} == {
        ("outcome_sum", "natural_person"),
        ("outcome_sum", "business"),
    }
    repairs = [{c.cell: c.new for c in repair} for repair in (cause.cells, *cause.others)]
    assert {a: 2, b: 0} in repairs
    assert not cause.unique


def test_carried_out_left_at_zero(office: Office, requests_2021: Identities) -> None:
    """Nothing carried out though one is open: two cells of the same row in one cause."""
    wrong = office | {f"{R}carried_out.natural_person": 0, f"{R}carried_out.total": 0}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert {(one.kind, one.line) for one in cause.broken} == {
        ("flow", "natural_person"),
        ("flow", "total"),
    }
    repairs = [{c.cell.removeprefix(R): c.new for c in r} for r in (cause.cells, *cause.others)]
    assert {"carried_out.natural_person": 1, "carried_out.total": 1} in repairs
    assert cause.alternatives == 2  # received 1 less, carried in 1 less


def test_partly_granted_counted_twice(office: Office, requests_2021: Identities) -> None:
    """A partial grant counted again as withheld: taking it out again is among the repairs."""
    row = f"{R}withheld.third_party_rights"
    wrong = office | {f"{row}.natural_person": 1, f"{row}.total": 1}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert len(cause.cells) == 2
    assert not cause.unique
    repairs = [{c.cell: c.new for c in repair} for repair in (cause.cells, *cause.others)]
    assert {f"{row}.natural_person": 0, f"{row}.total": 0} in repairs


def test_proceedings(proceedings: Identities) -> None:
    """In a group that does not add up any cell may be wrong; the total is named first."""
    values = {cell: 0 for one in proceedings for cell in one.cells}
    values |= {"proceedings.reconsideration.upheld": 10, "proceedings.reconsideration.corrected": 1}
    values |= {"proceedings.litigation_direct.upheld": 1, "proceedings.litigation_direct.total": 1}
    (cause,) = diagnose(values, proceedings).causes
    assert [(c.cell, c.old, c.new) for c in cause.cells] == [
        ("proceedings.reconsideration.total", 0, 11)
    ]
    assert [(one.kind, one.line) for one in cause.broken] == [
        ("proceedings_total", "reconsideration")
    ]
    assert cause.alternatives == 0 and cause.unique  # no part can fall far enough

    values["proceedings.reconsideration.total"] = 12
    (cause,) = diagnose(values, proceedings).causes
    assert [c.new for c in cause.cells] == [11]
    assert cause.alternatives == 4 and not cause.unique


def test_each_group_of_proceedings_is_a_cause(proceedings: Identities) -> None:
    """Faults in two groups are two causes; a blank in a third is excused."""
    values: dict[str, int | None] = {cell: 1 for one in proceedings for cell in one.cells}
    values["proceedings.litigation_direct.pending"] = None
    values["proceedings.litigation_direct.total"] = 9
    found = diagnose(values, proceedings)
    assert [cause.cells[0].cell for cause in found.causes] == [
        "proceedings.reconsideration.total",
        "proceedings.litigation_after_reconsideration.total",
    ]
    assert all(cause.cells[0].new == 4 for cause in found.causes)
    assert found.unknown == ("proceedings.litigation_direct.pending",)


def test_proceedings_with_blank_and_too_small_total(proceedings: Identities) -> None:
    """A total below what is known of its parts is wrong whatever the blank holds."""
    values: dict[str, int | None] = {cell: 0 for one in proceedings for cell in one.cells}
    values |= {"proceedings.reconsideration.upheld": 3, "proceedings.reconsideration.total": 2}
    values["proceedings.reconsideration.pending"] = None
    (cause,) = diagnose(values, proceedings).causes
    assert {c.cell for r in (cause.cells, *cause.others) for c in r} == {
        "proceedings.reconsideration.total",
        "proceedings.reconsideration.upheld",
    }
    assert len(cause.broken) == 1
