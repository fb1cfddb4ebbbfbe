"""Numbers that carry a check digit: identity numbers, credit codes, bank cards."""

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGION = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
# the old debit cards, 19 digits long; all cards of today open with 62
_OLD_DEBIT = re.compile(r"9558\d{15}|95599\d{14}|(?:436742|436745|456351|601382)\d{13}")


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number by GB 11643: region, date of birth, check digit."""
    if not looks_like_identity(number):
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def looks_like_identity(number: str) -> bool:
    """Whether 18 characters begin like one: a region, then a date of birth."""
    if len(number) != 18 or not _REGION.match(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


def is_credit_code(number: str) -> bool:
    """Whether 18 characters are a 统一社会信用代码 by the check character of GB 32100."""
    code = number.upper()
    if len(code) != 18 or any(c not in _CREDIT_ALPHABET for c in code) or code[0] not in "159":
        return False
    total = sum(
        _CREDIT_ALPHABET.index(c) * w for c, w in zip(code[:17], _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_card_number(number: str) -> bool:
    """Whether digits are a card number: length and prefix of a known issuer, and Luhn's check digit."""
    known = (
        number.startswith("62")
        or (len(number) == 16 and re.match(r"4|5[1-5]|35", number))
        or _OLD_DEBIT.fullmatch(number)
    )
    if not known or len(set(number)) < 4:
        return False
    digits = [int(d) for d in reversed(number)]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
