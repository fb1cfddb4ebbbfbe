"""A whole report by chance: body, figures, words, and the hazards that belong to it in any format."""

from random import Random

from corpus.generated import AGENCIES
from corpus.layouts import figures, outline, sheets
from corpus.layouts.content import Block, Content, Figure, Para, Sheet, Truth
from corpus.layouts.density import busy_cells
from corpus.layouts.figures import Cells
from corpus.layouts.variation import demote, varied_tables
from corpus.narratives import self_name, sound_narrative
from corpus.statutory_form import APPLICANTS, COLUMNS, PARTS
from corpus.tables import sound_report_cells

MORE_AGENCIES = {
    "city": ("沅泽市人民政府",),
    "county": ("青坪县人民政府", "云岭市西堰区人民政府"),
    "office": ("云岭市西堰区人民政府办公室",),
    "department": ("青坪县卫生健康局", "澜浦市生态环境局", "云岭市西堰区商务局", "澄湖县住房和城乡建设局",
                   "青坪县司法局", "云岭市人力资源和社会保障局", "清和县发展和改革局"),
    "town": ("青坪县竹溪乡人民政府", "云岭市西堰区荷塘镇人民政府"),
    "street": ("澜浦市南港区临江街道办事处", "云岭市西堰区北苑街道办事处"),
    "vertical": ("国家税务总局青坪县税务局",),
}  # fmt: skip
KINDS = ("department",) * 6 + (
    "county",
    "county",
    "town",
    "town",
    "street",
    "office",
    "city",
    "vertical",
)


def _figures_2019(values: dict[str, Figure], rng: Random) -> dict[str, Figure]:
    """The figures of the first table of 2019 in place of those of 2021."""
    kept = {k: v for k, v in values.items() if not k.startswith("proactive.")}
    new: dict[str, Figure] = {}
    for row in ("regulations", "normative_documents"):
        made = int(values[f"proactive.{row}.issued"])
        new |= {
            f"proactive.{row}.made": made,
            f"proactive.{row}.published": rng.randint(0, made),
            f"proactive.{row}.public_total": made + int(values[f"proactive.{row}.in_force"]),
        }
    for row in ("licensing", "other_services", "penalties", "coercion"):
        before = rng.choice((0, rng.randint(1, 60)))
        new |= {
            f"proactive.{row}.last_year": before,
            f"proactive.{row}.change": rng.randint(-min(before, 5), 5),
            f"proactive.{row}.decisions": values.get(f"proactive.{row}.decisions", 0),
        }
    new |= {"proactive.fees.last_year": rng.randint(0, 9), "proactive.fees.change": 0}
    new |= {
        "proactive.procurement.projects": rng.randint(0, 40),
        "proactive.procurement.amount": rng.randint(0, 5000),
    }
    return new | kept


def _wrong_figure(cells: Cells, rng: Random, truth: Truth) -> None:
    """One figure wrong: an inner one or total of part three, or a total of part four."""
    if rng.random() < 0.6:
        row = rng.choice(
            ("received", "granted", "concluded", "carried_out", "unavailable.not_held")
        )
        key = f"requests.{row}.{rng.choice((APPLICANTS[0], 'total'))}"
        truth.met("wrong_figure", faults=["T201"], arguable=["N101", "N102", "N103", "N202"])
    else:
        case = rng.choice(tuple(sheets.CASES))
        key = f"proceedings.{case}.total"
        truth.met("wrong_figure", faults=["T202"], arguable=["N101", "N102", "N103"])
    value = cells.values[key]
    assert value is not None
    cells.values[key] = value + rng.choice((1, 2, 10))
    cells.raw[key] = str(cells.values[key])


def _naming(truth: Truth, kind: str, rng: Random, *, sound: bool) -> str:
    """Where the body's full name stands: everywhere, in the signature alone, once, or nowhere."""
    county = truth.agency.find("县") + 1 or truth.agency.find("区") + 1
    short = truth.agency[county - 1 :] if kind == "department" and county else ""
    roll = rng.random()
    if roll < 0.12:
        truth.met("agency_in_signature_only")
        return "signature"
    if short and roll < 0.24:
        truth.met("agency_short_in_title")
        return "short"
    if short and roll < 0.32 and not sound:
        truth.met("agency_short_everywhere", faults=["S303"])
        truth.agency, truth.agency_full = short, False
    return "full"


def _narrative(values: dict[str, Figure], truth: Truth, name: str, rng: Random) -> dict[str, str]:
    texts = sound_narrative(values, truth.agency, truth.year, rng)
    if name != truth.agency:
        own = self_name(truth.agency)
        texts = {part: text.replace(truth.agency, own) for part, text in texts.items()}
    if truth.year < 2021:
        lines = texts["other"].splitlines()
        lines[0] = f"（一）收费情况。{truth.year}年，本机关提供政府信息未向申请人收取任何费用。"
        texts["other"] = "\n".join(lines)
        truth.met("years_before_2021", arguable=["R201"])
    return texts


def compose(rng: Random, *, sound: bool = False) -> Content:
    """A report by chance; `sound`: with no fault, and none of which one could argue but its form."""
    kind = rng.choice(KINDS)
    agency = rng.choice((*AGENCIES.get(kind, ()), *MORE_AGENCIES.get(kind, ())))
    old = rng.random() < 0.08
    year = rng.choice((2019, 2020)) if old else rng.randint(2021, 2025)
    truth = Truth(agency, True, kind, year, "2019" if old else "2021")
    if kind == "city":
        truth.arguable.append("T301")
    plain = rng.random() < (0.3 if sound else 0.15)
    odds = 0.0 if plain else 1.0
    naming = "full" if plain else _naming(truth, kind, rng, sound=sound)
    name = {"full": truth.agency, "signature": "本机关"}.get(naming, "")
    if naming == "short":
        name = truth.agency[(truth.agency.find("县") + 1 or truth.agency.find("区") + 1) - 1 :]

    values = sound_report_cells(rng, kind)
    if rng.random() < 0.5:
        values |= busy_cells(rng)
        truth.met("busy_tables")
    first_form, merged = ("2019", True) if old else ("2021", False)
    if not old and not sound and rng.random() < 0.07:
        first_form, merged = "2019", rng.random() < 0.5
        truth.form = "2019" if merged else None
        truth.met(
            "form_of_2019" if merged else "forms_mixed",
            faults=["S201"],
            arguable=["S203", "S204", "S205"],
        )
    elif not old and not sound and rng.random() < 0.08:
        merged = True
        truth.met("other_row_merged", faults=["S204"])
    if first_form == "2019":
        for row in ("regulations", "normative_documents"):
            values |= {f"proactive.{row}.issued": 0, f"proactive.{row}.repealed": 0}
    told = dict(values)
    if not sound and rng.random() < 0.06:
        for result in ("upheld", "total"):
            told[f"proceedings.reconsideration.{result}"] += 1
        truth.met("narrative_differs", faults=["N101"], arguable=["N102", "N103"])
    texts = _narrative(told, truth, name, rng)
    if first_form == "2019":
        values = _figures_2019(values, rng)
        if old:
            truth.met("tables_of_2019")
    if merged:
        values = sheets.merge_other(values)
        rows = ("correction_overdue", "fee_overdue")
        if not old:
            truth.absent += [f"requests.other.{r}.{c}" for r in rows for c in COLUMNS]

    cells = Cells(values)
    if not sound and rng.random() < 0.1:
        _wrong_figure(cells, rng, truth)
    for spell in figures.HARMLESS:
        if rng.random() < 0.12 * odds:
            spell(cells, rng, truth)
    if not sound and rng.random() < 0.4:
        rng.choice(figures.FAULTY)(cells, rng, truth)
    cells.settle(truth)
    drawn = varied_tables(cells, first_form, truth, rng, merged=merged, odds=odds, sound=sound)
    demote(truth)
    cells.settle(truth)
    return _assembled(texts, drawn, truth, name, naming, rng, plain=plain, sound=sound)


def _assembled(
    texts: dict[str, str], drawn: dict[str, Sheet], truth: Truth, name: str, naming: str, rng: Random,
    *, plain: bool, sound: bool,
) -> Content:  # fmt: skip
    """Title, preface, parts, signature and date in order."""
    odds = 0.0 if plain else 1.0
    style, titles = outline.headings(rng, truth, plain=plain)
    order = list(PARTS)
    if not sound and rng.random() < 0.04:
        at = rng.choice((3, 4))
        order[at], order[at + 1] = order[at + 1], order[at]
        truth.met("parts_out_of_order", faults=["S102"], arguable=["S104"])
    if not sound and style == "一、" and rng.random() < 0.1:
        texts = {
            p: outline.second_numbering(t, truth) if p in ("overview", "problems") else t
            for p, t in texts.items()
        }
    title_name = "" if naming == "signature" else name
    title = f"{title_name}{truth.year}年政府信息公开工作年度报告"
    if rng.random() < 0.15 * odds:
        truth.met("title_in_other_words")
        title = title_name + rng.choice(outline.TITLES).format(year=truth.year)
    untitled = not sound and rng.random() < 0.03
    split_title = rng.random() < 0.5 and title_name
    lines = [title_name, title.removeprefix(title_name)] if split_title else [title]
    if rng.random() < 0.12 * odds:
        truth.met("blanks_round_figures")
        texts = {p: "\n".join(map(outline.spread_digits, t.splitlines())) for p, t in texts.items()}
    blocks: list[Block] = []
    heads = [Para(titles[p], "heading", outline.ordinal(style, n)) for n, p in enumerate(order)]
    if rng.random() < 0.08 * odds:
        truth.met("text_of_a_site_above")
        blocks += [
            Para(f"{outline.portal(truth.agency)}门户网站", "front"),
            Para("首页 > 政务公开 > 政府信息公开年报", "front"),
        ]
    if rng.random() < 0.1 * odds:
        truth.met("cover_page")
        cover = [
            title_name or "政府信息公开",
            f"{truth.year}年度",
            "政府信息公开工作年度报告",
            f"{truth.year + 1}年1月",
        ]
        blocks += [Para(line, "front") for line in cover]
    if rng.random() < 0.12 * odds:
        truth.met("list_of_contents")
        blocks += outline.contents(heads, rng)
    if untitled:
        truth.met("no_title", arguable=["S301", "S303"])
    else:
        blocks += [Para(line, "title") for line in lines]
    date = (
        truth.year + 1,
        rng.choice((2, 3)) if truth.kind in ("city", "county") else 1,
        rng.randint(5, 28),
    )
    said = outline.dated(date, rng) if not plain else f"{date[0]}年{date[1]}月{date[2]}日"
    date_above = rng.random() < 0.1 * odds
    if date_above:
        truth.met("date_above")
        blocks.append(
            Para(
                f"发布日期：{date[0]}-{date[1]:02}-{date[2]:02}  来源：办公室  字体：大 中 小",
                "front",
            )
        )
    if not (rng.random() < 0.1 * odds and naming == "full" and not untitled):
        full = naming == "short" or untitled
        blocks.append(Para(outline.preface(truth.agency if full else name, truth.year, rng)))
    else:
        truth.met("no_preface", arguable=["S302", "S301"])
    split = rng.random() < 0.4 * odds
    captions = rng.random() < 0.12 * odds
    for head, part in zip(heads, order, strict=True):
        blocks.append(head)
        blocks += outline.part_paragraphs(texts[part], style, rng, split=split)
        if part not in drawn:
            continue
        if captions:
            truth.met("captions_above_tables")
            blocks.append(Para(outline.CAPTIONS[part], "caption"))
        blocks.append(drawn[part])
        if rng.random() < 0.1 * odds:
            truth.met("note_under_a_table")
            blocks.append(Para(rng.choice(outline.NOTES[part]), "note"))
    if rng.random() < 0.85 or naming != "full":
        blocks.append(Para(truth.agency if naming != "short" else name, "end"))
    if not date_above and rng.random() < (1.0 if plain else 0.9):
        blocks.append(Para(said, "end"))
    return Content(blocks, truth, title)
