"""Holding statements against the cells: consistent, contradicted in every reading, or unverifiable."""

from collections.abc import Mapping
from decimal import Decimal

from review.claims.phrases import Quantity
from review.claims.statements import Reading, Statement
from review.model import Number
from review.outcome import Verdict

Values = Mapping[str, Number | None]


def fits(quantity: Quantity, actual: Number) -> bool:
    """Whether a number satisfies a quantity with its hedge."""
    value, number = Decimal(quantity.value), Decimal(actual)
    match quantity.relation:
        case "=":
            return number == value
        case ">=":
            return number >= value
        case "<=":
            return number <= value
        case ">":
            return number > value
        case "<":
            # 近, 不足: below, and not by more than a tenth
            return value * 9 / 10 <= number < value
        case "in":
            # 140余 is 141 to 149; clerks write it for 140 too
            low, high = Decimal(quantity.low or 0), Decimal(quantity.high or 0)
            return low <= number < high
        case _:
            return abs(number - value) * 10 <= abs(value)


def total(reading: Reading, values: Values) -> Number | None:
    """The sum of a reading's cells; None where one of them is blank, absent or refused."""
    numbers = [values.get(key) for key in reading]
    if any(number is None for number in numbers):
        return None
    return sum(number for number in numbers if number is not None)


def _present(reading: Reading, values: Values, merged: frozenset[str]) -> Reading:
    return tuple(key for key in reading if key in values or key not in merged)


def judge(
    statement: Statement, values: Values, merged: frozenset[str] = frozenset()
) -> tuple[Verdict, Reading]:
    """The verdict, and the reading that it rests on (the first that fits, else the first).

    `merged` are keys that the report's table has folded into another (其他处理 in one row).
    """
    if statement.kind == "zero":
        # a cell left blank says nothing against a "none"
        values = {key: 0 if value is None else value for key, value in values.items()}
    unknown = False
    readings = [_present(reading, values, merged) for reading in statement.readings]
    for reading in readings:
        actual = total(reading, values)
        if actual is None:
            unknown = True
            continue
        if statement.quantity is not None:
            if fits(statement.quantity, actual):
                return "consistent", reading
            continue
        for whole in statement.whole:
            of = total(_present(whole, values, merged), values)
            if of is None:
                unknown = True
            elif (
                actual >= of
                if statement.kind == "all" and reading[0].endswith("concluded.total")
                else actual == of
            ):
                return "consistent", reading
    if unknown or not statement.held:
        return "unverifiable", readings[0]
    return "contradicted", readings[0]
