"""Numbers as Word writes them in lists: the formats of w:numFmt (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_Format = Callable[[int], str]
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def _counted(digits: str, units: str, *, bare_ten: bool, bare_units: bool = False) -> _Format:
    """A writer of counting numerals up to 9999: 十一, 一百零一 (or 百一 with `bare_units`)."""

    def write(number: int) -> str:
        if not 0 <= number <= 9999:
            return str(number)
        if number == 0:
            return digits[0]
        out = ""
        gap = False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                gap = bool(out)
                continue
            if gap and not bare_units:
                out += digits[0]
            gap = False
            one = digit == 1 and power > 0 and (bare_units or (bare_ten and power == 1 and not out))
            out += ("" if one else digits[digit]) + (units[power - 1] if power else "")
        return out

    return write


def _digits(symbols: str) -> _Format:
    table = str.maketrans("0123456789", symbols)
    return lambda number: str(number).translate(table)


def _series(symbols: str) -> _Format:
    """Symbols in turn; beyond the last, digits, as Word does."""
    return lambda number: symbols[number - 1] if 0 < number <= len(symbols) else str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB …"""
    if not 0 < number <= 780:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


_CHINESE = _counted("零一二三四五六七八九", "十百千", bare_ten=True)
_FORMATS: dict[str, _Format] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": _counted("〇一二三四五六七八九", "十百千", bare_ten=True, bare_units=True),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseLegalSimplified": _counted("零壹贰叁肆伍陆柒捌玖", "拾佰仟", bare_ten=False),
    "ideographLegalTraditional": _counted("零壹貳參肆伍陸柒捌玖", "拾佰仟", bare_ten=False),
    "ideographTraditional": _series(_HEAVENLY_STEMS),
    "ideographZodiac": _series(_EARTHLY_BRANCHES),
    "decimalEnclosedCircle": _series("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _series("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedFullstop": _series("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _series("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _series("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def write_number(number: int, number_format: str) -> str:
    """A number in one of Word's formats (w:numFmt); an unknown format writes plain digits."""
    return _FORMATS.get(number_format, str)(number)
