"""Slips of the pen: figures that differ as a mistyped one differs from the right one."""

from collections.abc import Iterator
from decimal import Decimal


def _digits(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", "")


def swapped(one: str, two: str) -> bool:
    """Whether two runs of digits differ by two neighbours that changed places (3418, 3481)."""
    if len(one) != len(two) or len(one) < 2 or one == two:
        return False
    return any(two == other for other in _swaps(one))


def _swaps(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def mistyped(whole: Decimal, parts: list[Decimal]) -> bool:
    """Whether one wrong digit, or two that changed places, explain that parts do not make the whole."""
    total = sum(parts, Decimal(0))
    one, two = _digits(whole), _digits(total)
    if swapped(one, two):
        return True
    if len(one) == len(two) >= 3 and sum(a != b for a, b in zip(one, two, strict=True)) == 1:
        return True
    return any(
        Decimal(other) + total - part == whole
        for part in parts
        if part == part.to_integral_value()
        for other in _swaps(str(int(part)))
        if other[0] != "0"
    )


__all__ = ["mistyped", "swapped"]
