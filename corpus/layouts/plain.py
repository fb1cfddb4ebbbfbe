"""Reports as text: layouts of tables, encodings, line ends, and what happens to single characters."""

from random import Random

from corpus.layouts.content import Content, Para, Truth
from corpus.layouts.sheets import cut
from corpus.layouts.text_tables import LAYOUTS, Lines, markdown

LINE_WIDTH = 40
NOT_FIRST = "，。、；：？！）》”%"
# Radicals and compatibility forms that PDF writers leave in place of common characters.
LOOK_ALIKE = str.maketrans(
    "一二八人入力十又口土士大女子小工己干手文方日月木止比水火生用目立自至行见言车长门面音页风食高黄黑",
    "⼀⼆⼋⼈⼊⼒⼗⼜⼝⼟⼠⼤⼥⼦⼩⼯⼰⼲⼿⽂⽅⽇⽉⽊⽌⽐⽔⽕⽣⽤⽬⽴⾃⾄⾏⻅⾔⻋⻓⻔⾯⾳⻚⻛⾷⾼⻩⿊",
)


# Layouts in which a blank cell leaves no trace: who reads such a row cannot place the rest of it.
LOSE_BLANKS = frozenset(
    {"cell_a_line", "single_line", "copied_from_pdf", "upright_headers", "fixed_width"}
)
ENCODINGS = (
    ("utf-8", 40),
    ("utf-8-sig", 14),
    ("gb18030", 24),
    ("utf-16-le", 5),
    ("utf-16-be", 5),
    ("gbk", 8),
)


def _wrapped(line: str) -> Lines:
    lines = [""]
    for char in line:
        if len(lines[-1]) >= LINE_WIDTH and char not in NOT_FIRST:
            lines.append("")
        lines[-1] += char
    return lines


def _page_breaks(lines: Lines, rng: Random, truth: Truth) -> Lines:
    """Page numbers between lines, as a PDF saved as text has them."""
    out: Lines = []
    page = 1
    for number, line in enumerate(lines, 1):
        out.append(line)
        if number % 38 == 0:
            out += [
                "",
                rng.choice((f"- {page} -", f"{page}", f"— {page} —")),
                *(["\f"] if rng.random() < 0.3 else []),
            ]
            page += 1
            truth.met("page_numbers_in_text")
    return out


def text_of(content: Content, layout: str, rng: Random, truth: Truth) -> str:
    """The report as one string with \\n line ends."""
    draw = markdown if layout == "markdown" else LAYOUTS[layout]
    lines: Lines = []
    from_pdf = layout in ("copied_from_pdf", "upright_headers")
    for block in content.blocks:
        if isinstance(block, Para):
            lead = (
                {"heading": "## ", "title": "# "}.get(block.role, "")
                if layout == "markdown"
                else ""
            )
            indent = (
                ""
                if lead or block.role in ("title", "heading", "front")
                else rng.choice(("", "    ", "\u3000\u3000"))
            )
            if block.role == "end":
                indent = " " * rng.choice((0, 24, 40))
            text = lead + indent + block.whole
            lines += _wrapped(text) if from_pdf else [text]
            lines += [""] if layout == "markdown" or rng.random() < 0.1 else []
            continue
        table = block.table
        if loses_its_columns(content, block.part) and layout in LOSE_BLANKS:
            truth.may_refuse = True
            truth.met("columns_leave_no_trace", arguable=["S206"])
        if (
            block.part == "requests"
            and not from_pdf
            and layout != "single_line"
            and rng.random() < 0.06
        ):
            truth.met("table_in_two")
            halves = cut(table, rng.randrange(8, table.rows - 3), headers=0, blank=True)
            lines += ["", *draw(halves[0], rng), "", *draw(halves[1], rng), ""]
        else:
            lines += ["", *draw(table, rng), ""]
    if from_pdf and rng.random() < 0.5:
        lines = _page_breaks(lines, rng, truth)
    return "\n".join(lines) + "\n"


def loses_its_columns(content: Content, part: str) -> bool:
    """Whether a row without rules cannot be set under the columns of the form by counting its figures."""
    if part == "requests" and {"row_shifted", "column_dropped"} & set(content.truth.hazards):
        return True
    return any(c.key and not c.text.strip() for c in content.sheets[part].table.cells)


def _characters(text: str, rng: Random, truth: Truth) -> str:
    """Hazards of single characters, none of which changes what is read."""
    roll = rng.random()
    if roll < 0.06:
        truth.met("look_alike_characters")
        return text.translate(LOOK_ALIKE)
    if roll < 0.11:
        truth.met("zero_width_characters")
        mark = rng.choice("\u200b\ufeff\u200d\u00ad")
        return "".join(c + mark if rng.random() < 0.02 else c for c in text)
    if roll < 0.15:
        truth.met("no_break_spaces")
        return text.replace(" ", "\xa0")
    if roll < 0.18:
        truth.met("control_characters")
        return text.replace("。", "。\x07", 3).replace("\t", "\x0b", 0)
    return text


def draw_plain(
    content: Content, rng: Random, truth: Truth, *, plain: bool = False
) -> tuple[bytes, str]:
    """A text file, and the name of its layout."""
    layout = (
        rng.choice(tuple(LAYOUTS)) if not plain else rng.choice(("tabs", "cell_a_line_tab", "bars"))
    )
    text = text_of(content, layout, rng, truth)
    if plain:
        return text.encode(), layout
    text = _characters(text, rng, truth)
    encoding = rng.choices([e for e, _ in ENCODINGS], [w for _, w in ENCODINGS])[0]
    newline = rng.choices(("\n", "\r\n", "\r"), (5, 4, 1))[0]
    if newline == "\r":
        truth.met("line_ends_cr")
    elif newline == "\r\n":
        truth.met("line_ends_crlf")
    try:
        data = text.replace("\n", newline).encode(encoding)
    except UnicodeEncodeError:
        encoding = "gb18030"
        data = text.replace("\n", newline).encode(encoding)
    if encoding.startswith("utf-16"):
        data = (b"\xff\xfe" if encoding.endswith("le") else b"\xfe\xff") + data
    truth.met(f"encoding_{encoding}")
    return data, layout


def draw_markdown(
    content: Content, rng: Random, truth: Truth, *, plain: bool = False
) -> tuple[bytes, str]:
    """A Markdown file."""
    return text_of(content, "markdown", rng, truth).encode(), "markdown"
