"""Holding statements against the cells: consistent, contradicted in every reading, or unverifiable."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from review.claims.cells import Reading
from review.claims.quantities import Quantity
from review.claims.statements import Statement
from review.model import Number
from review.outcome import Verdict

Values = Mapping[str, Number | None]
Judged = tuple[Verdict, Reading, Reading]


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
            return number < value
        case "in":
            # 140余 is 141 to 149; clerks write it for 140 too
            low = min(value, Decimal(quantity.low if quantity.low is not None else value))
            high = max(value, Decimal(quantity.high if quantity.high is not None else value))
            return low <= number <= high
        case _:
            return abs(number - value) * 10 <= abs(value)


def total(reading: Reading, values: Values) -> Number | None:
    """The sum of a reading's cells; None where one of them is blank, absent or refused."""
    numbers = [values.get(key) for key in reading]
    if any(number is None for number in numbers):
        return None
    return sum(number for number in numbers if number is not None)


def share_fits(quantity: Quantity, part: Number, whole: Number) -> bool:
    """Whether a printed percentage follows from part and whole, rounded or cut as it is printed."""
    if not whole:
        return False
    exact = Decimal(part) * 100 / Decimal(whole)
    unit = Decimal(1).scaleb(-quantity.decimals)
    if quantity.relation == "=":
        return abs(exact - Decimal(quantity.value)) < unit
    return fits(quantity, exact)


def growth_fits(quantity: Quantity, now: Number, before: Number) -> bool:
    """Whether a change (percent, or a count) follows from this and last year's figures."""
    if not quantity.percent:
        return fits(quantity, Decimal(now) - Decimal(before))
    if not before:
        return not now and quantity.value == 0
    exact = (Decimal(now) - Decimal(before)) * 100 / Decimal(before)
    if quantity.relation == "=":
        return abs(exact - Decimal(quantity.value)) < Decimal(1).scaleb(-quantity.decimals)
    if quantity.relation not in ("~", "in"):
        return fits(quantity, exact)
    return abs(exact - Decimal(quantity.value)) <= max(Decimal(1), abs(exact) / 10)


def _pairs(statement: Statement) -> Iterator[tuple[Reading, Reading]]:
    for index, part in enumerate(statement.readings):
        # of an "all" over several readings each part has its own whole
        if statement.kind == "all" and len(statement.readings) == len(statement.whole) > 1:
            yield part, statement.whole[index]
        else:
            for whole in statement.whole:
                yield part, whole


def judge(
    statement: Statement,
    values: Values,
    merged: frozenset[str] = frozenset(),
    last_year: Values | None = None,
) -> Judged | None:
    """The verdict, the reading and the base that it rests on (the first that fits, else the first).

    None where the statement neither agrees with the tables nor may be held against them: it speaks
    of something that was not understood. `merged` are keys that the report's table has folded into
    another (其他处理 in one row).
    """
    if statement.of == "last_year" and statement.kind != "growth":
        return _judge_last_year(statement, last_year or {})
    if statement.kind == "zero" and None in values.values():
        # a cell left blank says nothing against a "none"
        values = {key: 0 if value is None else value for key, value in values.items()}

    def known(reading: Reading) -> Reading:
        return tuple(key for key in reading if key in values or key not in merged)

    if statement.kind == "growth":
        return _judge_growth(statement, [*map(known, statement.readings)], values, last_year or {})
    unknown = False
    if statement.besides:
        return _judge_rest(statement, known, values)
    if statement.whole:
        wholes = [total(known(whole), values) for whole in statement.whole]
        stated = statement.whole_value if statement.whole_value in wholes else None
        stated = None if statement.kind == "all" else stated
        for part, whole in _pairs(statement):
            some, of = total(known(part), values), total(known(whole), values)
            if some is None or of is None:
                unknown = True
            elif stated is not None and of != stated:
                continue  # another whole stands in the sentence
            elif statement.quantity is not None:
                if share_fits(statement.quantity, some, of):
                    return "consistent", known(part), known(whole)
            elif (
                some == of
                or (some > of and part[0].endswith("concluded.total"))
                or (statement.whole_value is not None and some >= statement.whole_value)
            ):
                return "consistent", known(part), known(whole)
        base = known(statement.whole[0])
    else:
        assert statement.quantity is not None
        for reading in map(known, statement.readings):
            actual = total(reading, values)
            if actual is None:
                unknown = True
            elif fits(statement.quantity, _in_unit(actual, statement.quantity)) or _rounded(
                statement.quantity, actual
            ):
                return "consistent", reading, ()
        for plus, minus in statement.tolerated:
            one, two = total(plus, values), total(minus, values)
            if one is not None and two is not None and fits(statement.quantity, one - two):
                return "unverifiable", (), ()
        base = ()
    if unknown:
        return ("unverifiable", known(statement.readings[0]), base) if statement.held else None
    if not statement.held:
        return ("unverifiable", (), ()) if statement.other_scope else None
    if statement.kind == "all" and statement.whole_value is not None:
        if all(total(known(whole), values) != statement.whole_value for whole in statement.whole):
            return None  # it is the whole that differs
    return "contradicted", known(statement.readings[0]), base


def _judge_rest(
    statement: Statement, known: Callable[[Reading], Reading], values: Values
) -> Judged | None:
    """All but what was told before: only where the whole and what was told are those of the table."""
    part, whole = known(statement.readings[0]), known(statement.whole[0])
    some, of = total(part, values), total(whole, values)
    rest = total(known(statement.besides), values)
    if some is None or of is None or of != statement.whole_value or rest != statement.besides_value:
        return None
    if some == of - rest:
        return "consistent", part, whole
    return ("contradicted", part, whole) if statement.held else None


def _rounded(quantity: Quantity, actual: Number) -> bool:
    """2985.32万元 of 2985.3247 in the table: an amount told to fewer places."""
    if quantity.relation != "=" or quantity.unit not in ("万元", "亿元"):
        return False
    value, exact = Decimal(quantity.value), Decimal(_in_unit(actual, quantity))
    places = value.as_tuple().exponent
    if not isinstance(places, int) or places <= Decimal(exact).as_tuple().exponent:  # type: ignore[operator]
        return False
    step = Decimal(1).scaleb(places)
    return value in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


def _in_unit(actual: Number, quantity: Quantity) -> Number:
    """A fee's cell is in 万元; the narrative may print 元."""
    if quantity.unit == "元":
        return Decimal(actual) * 10_000
    return Decimal(actual) / 10_000 if quantity.unit == "亿元" else actual


def _judge_growth(
    statement: Statement, readings: list[Reading], values: Values, last_year: Values
) -> Judged:
    assert statement.quantity is not None
    known: Reading | None = None
    stated: Reading | None = None
    for reading in readings:
        now, before = total(reading, values), total(reading, last_year)
        if now is not None and now == statement.whole_value:
            stated = stated or reading
        if now is None or before is None:
            continue
        if statement.whole_value is not None and now != statement.whole_value:
            continue  # the figure that is said to have grown is not this one
        known = known or reading
        if growth_fits(statement.quantity, now, before):
            return "consistent", reading, ()
    verdict: Verdict = "contradicted" if known and statement.held else "unverifiable"
    return verdict, known or stated or readings[0], ()


def _judge_last_year(statement: Statement, last_year: Values) -> Judged | None:
    """A figure of the year before agrees with that year's report, or is not held against anything."""
    if statement.quantity is None:
        return None
    for reading in statement.readings:
        actual = total(reading, last_year)
        if actual is not None and fits(statement.quantity, _in_unit(actual, statement.quantity)):
            return "consistent", reading, ()
    return "unverifiable", (), ()
