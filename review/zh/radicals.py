"""Look-alike glyphs that PDFs put in place of ordinary characters: radicals, strokes, duplicates.

One character for one, so that offsets stay: ⼀、总体情况 is 一、总体情况. Unicode's own compatibility
forms miss the radicals of simplified characters, and give the traditional form for some.
"""

import re
import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺇⺈⺒⺓⺕⺠⺩⺫⺬⺮⺶⺹⺼⺽⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻳⺟⺛⺜⺝⺏⺐",
        "厂乙几刀巳幺彐民王目示竹羊老肉臼虎西见角贝车長长长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟母旡日月兀尢",
        strict=True,
    )
)
_SIMPLIFIED = {"戶": "户", "黃": "黄", "麥": "麦", "齒": "齿", "龍": "龙", "龜": "龟", "見": "见", "貝": "贝", "車": "车", "門": "门", "頁": "页", "風": "风", "飛": "飞", "馬": "马", "魚": "鱼", "鳥": "鸟", "鹵": "卤", "長": "长", "韋": "韦", "齊": "齐"}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(radical): char for radical, char in _SUPPLEMENT.items()}
    for point in range(0x2F00, 0x2FD6):
        char = unicodedata.normalize("NFKC", chr(point))
        table[point] = _SIMPLIFIED.get(char, char)
    for point in range(0xF900, 0xFAD9 + 1):  # the same character under a second number
        char = unicodedata.normalize("NFKC", chr(point))
        if len(char) == 1 and ord(char) != point:
            table[point] = char
    table[ord("㇐")] = "一"  # the stroke
    return table


_TABLE = _table()
_LOOK_ALIKE = re.compile("[\u2e80-\u2fd5\u31d0\uf900-\ufad9]")


def without_radicals(text: str) -> str:
    """The text with ordinary characters in place of radicals; same length."""
    return text.translate(_TABLE) if _LOOK_ALIKE.search(text) else text
