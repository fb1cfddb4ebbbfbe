"""The words around the tables: titles, headings in many styles, prefaces, covers, lists of contents."""

import re
from random import Random

from corpus.layouts.content import Block, Para, Truth
from corpus.layouts.figures import chinese
from corpus.statutory_form import HEADINGS

NUMERALS = "一二三四五六七八九十"
STYLES = ("一、", "（一）", "(一)", "第一部分　", "1.", "1、", "", "一 ", "一．", "一，")
WORDINGS = {
    "overview": ("政府信息公开工作总体情况", "总体情况"),
    "proactive": ("主动公开政府信息的情况", "行政机关主动公开政府信息情况"),
    "requests": (
        "收到和处理政府信息公开申请的情况",
        "行政机关收到和处理政府信息公开申请情况",
    ),
    "proceedings": (
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
    ),
    "problems": (
        "政府信息公开工作存在的主要问题及改进情况",
        "存在的主要问题及改进举措",
        "存在的主要问题及改进措施",
        "存在的主要问题和改进情况",
    ),
    "other": ("其他事项", "其他需要报告的事项"),
}
TITLES = (
    "{year}年度政府信息公开工作年度报告",
    "{year}年政府信息公开年度报告",
    "政府信息公开工作年度报告（{year}年）",
    "关于{year}年政府信息公开工作情况的年度报告",
    "{year}年政府信息公开工作报告",
)
INNER = re.compile(r"^（([一二三四五六])）")
NOTES = {
    "proactive": (
        "注：行政处罚数量为本机关作出的全部处理决定数量。",
        "说明：因年内开展文件清理，现行有效件数以本年度报告为准。",
    ),
    "requests": (
        "注：以上数据由本机关依申请公开办理系统导出。",
        "备注：表中数据不含咨询和热线转办事项。",
    ),
    "proceedings": ("注：同一案件只统计一次，一审、二审不重复计算。",),
}
CAPTIONS = {
    "proactive": "表1 主动公开政府信息情况",
    "requests": "表2 收到和处理政府信息公开申请情况",
    "proceedings": "表3 政府信息公开行政复议、行政诉讼情况",
}


def portal(agency: str) -> str:
    """The government on whose site the report stands: that of the city, whoever reports."""
    return next((c for c in ("澜浦市", "沅泽市") if c in agency), "云岭市") + "人民政府"


def spread_digits(text: str) -> str:
    """2024 年收到 12 件: blanks round figures, as some word processors set them."""
    return re.sub(
        r"(?<=[一-鿿])(\d+)(?=[一-鿿])", r" \1 ", re.sub(r"^(\d+)(?=[一-鿿])", r"\1 ", text)
    )


def ordinal(style: str, number: int) -> str:
    """The number of a heading, from 0, in a style named by its first."""
    return style.replace("一", NUMERALS[number]).replace("1", str(number + 1))


def inner_number(style: str, number: int, rng: Random) -> str:
    """How things inside a part are numbered, so that they differ from the part's own number."""
    if style in ("（一）", "(一)"):
        return rng.choice((f"{number + 1}.", f"{number + 1}、"))
    return f"（{NUMERALS[number]}）"


def part_paragraphs(text: str, style: str, rng: Random, *, split: bool) -> list[Para]:
    """The lines of a part; （一） at the head of a line becomes a number of the outline.

    `split`: the words up to the first full stop stand in a line of their own, as a heading.
    """
    out = []
    pick = Random(rng.random())
    same = pick.random()
    for line in text.splitlines():
        found = INNER.match(line)
        if not found:
            out.append(Para(line))
            continue
        number = inner_number(style, NUMERALS.index(found[1]), Random(same))
        rest = line[found.end() :]
        head, stop, tail = rest.partition("。")
        if split and stop and tail and len(head) < 20:
            out += [Para(head, "sub", number), Para(tail)]
        else:
            out.append(Para(rest, "sub", number))
    return out


def second_numbering(text: str, truth: Truth) -> str:
    """Inside parts one and five a numbering 一、二、 of its own, beside that of the parts."""
    truth.met("second_numbering_inside_a_part", arguable=["S104", "S102"])
    return re.sub(r"(?m)^（([一二三四五六])）", r"\1、", text)


def headings(rng: Random, truth: Truth, *, plain: bool) -> tuple[str, dict[str, str]]:
    """A style of numbering and the titles of the parts."""
    if plain:
        return "一、", dict(HEADINGS)
    style = rng.choices(STYLES, (30, 14, 6, 8, 6, 5, 6, 3, 3, 2))[0]
    if style != "一、":
        truth.met(f"headings_{style.strip() or 'unnumbered'}")
    titles = dict(HEADINGS)
    if rng.random() < 0.35:
        titles = {part: rng.choice((HEADINGS[part], *WORDINGS[part])) for part in titles}
        truth.met("headings_in_other_words")
    return style, titles


def preface(name: str, year: int, rng: Random) -> str:
    """Basis and period, with `name` for the body; the address of the office by chance."""
    basis = rng.choice(
        (
            "根据《中华人民共和国政府信息公开条例》和国务院办公厅政府信息与政务公开办公室关于年度报告格式的要求，",
            "按照《中华人民共和国政府信息公开条例》第五十条的规定，",
        )
    )
    text = (
        f"{basis}编制{name}{year}年政府信息公开工作年度报告。"
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )
    if rng.random() < 0.3:
        text += (
            f"如对本报告有疑问，请与{name}办公室联系（地址：人民路{rng.randint(2, 300)}号，"
            f"邮编：3{rng.randint(10000, 99999)}，电话：05{rng.randint(10, 99)}-6{rng.randint(100000, 999999)}）。"
        )
    if rng.random() < 0.3:
        text += (
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
            "政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。"
        )
    return text


def contents(headings: list[Para], rng: Random) -> list[Block]:
    """A list of contents with dots and page numbers."""
    dots = rng.choice(("……………………", "...............", "\t"))
    lines = [Para("目  录", "contents")]
    page = 1
    for heading in headings:
        lines.append(Para(f"{heading.whole}{dots}{page}", "contents"))
        page += rng.randint(0, 2)
    return list(lines)


def dated(date: tuple[int, int, int], rng: Random) -> str:
    """A date in one of the usual hands."""
    year, month, day = date
    digits = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
    chinese_year = "".join(digits[d] for d in str(year))
    return rng.choices(
        (
            f"{year}年{month}月{day}日",
            f"{year}年{month:02}月{day:02}日",
            f"{year} 年 {month} 月 {day} 日",
            f"{year}-{month:02}-{day:02}",
            f"{chinese_year}年{chinese(month)}月{chinese(day)}日",
        ),
        (10, 2, 2, 1, 2),
    )[0]
