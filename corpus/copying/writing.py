"""A draft as a complete report: six parts, three balanced tables, a text file."""

from dataclasses import dataclass
from random import Random

from corpus.copying.compose import Draft, with_names
from corpus.copying.pool import TOPICS, Unit
from corpus.drawing.drawn import DrawnReport
from corpus.drawing.text import text_of
from corpus.tables import sound_report_cells

TITLES = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
HEADING_STYLES = ("（{n}）{t}情况。", "（{n}）{t}。", "（{n}）{t}方面。")
RECEIVED = (
    "全年收到政府信息公开申请{new}件，上年结转{old}件，办结{done}件，结转下年{left}件",
    "{year}年新收申请{new}件，连同结转的{old}件，办结{done}件，{left}件转入下一年度办理",
    "受理政府信息公开申请方面，新收{new}件、上年结转{old}件、办结{done}件、结转{left}件",
    "本年度新收政府信息公开申请{new}件，结转上年申请{old}件，已办结{done}件，继续办理{left}件",
)
CASES = (
    "因政府信息公开被申请行政复议{review}件，被提起行政诉讼{suits}件",
    "本年度政府信息公开行政复议{review}件、行政诉讼{suits}件",
    "{year}年，涉及政府信息公开的行政复议{review}件，行政诉讼{suits}件",
    "行政复议与诉讼方面，全年复议{review}件，诉讼{suits}件",
)
OTHERS = (
    "本年度没有其他需要报告的事项。", "无其他需要报告的事项。", "本机关无其他需要报告的事项。",
    "除上述内容外，没有需要另行报告的事项。", "{year}年未收取信息处理费，无其他报告事项。",
)  # fmt: skip
PREFACES = (
    "根据《中华人民共和国政府信息公开条例》，编制{agency}{year}年政府信息公开工作年度报告。"
    "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本报告由{agency}按照《中华人民共和国政府信息公开条例》的规定编制，"
    "数据统计期限为{year}年1月1日至{year}年12月31日。",
    "{agency}依照《中华人民共和国政府信息公开条例》第五十条公布{year}年度报告，"
    "所列数据截至{year}年12月31日。",
)


@dataclass(frozen=True, slots=True)
class Written:
    """The text of the file and of the two parts, as they stand."""

    text: str
    overview: str
    problems: str


def unit_text(unit: Unit, draft: Draft) -> str:
    return with_names(unit.text, draft.agency, draft.year)


def _ordered(units: list[Unit], draft: Draft) -> str:
    return (
        "；".join(f"{'一二三四五六七八九'[i]}是{unit_text(u, draft)}" for i, u in enumerate(units))
        + "。"
    )


def _overview(draft: Draft, figures: dict[str, str], style: str) -> str:
    lines = [with_names(draft.lead[0], draft.agency, draft.year)]
    for n, topic, title in zip("一二三四五", TOPICS, TITLES, strict=True):
        sentences = [unit_text(u, draft) for u in draft.overview.units[topic]]
        if topic == "on_request":
            sentences.insert(0, figures["received"])
        if topic == "oversight":
            sentences.append(figures["cases"])
        lines.append(style.format(n=n, t=title) + "".join(s + "。" for s in sentences))
    return "\n".join(lines)


def _problems(draft: Draft) -> str:
    units = draft.problems.units
    lines = ["".join(unit_text(u, draft) + "。" for u in units["rectification"])]
    for topic, lead in (("problem", draft.lead[1]), ("measure", draft.lead[2])):
        if units[topic]:
            lines.append(with_names(lead, draft.agency, draft.year) + _ordered(units[topic], draft))
    return "\n".join(line for line in lines if line)


def written(draft: Draft, rng: Random) -> Written:
    """The report with figures dealt by chance, in agreement with what the text says of them."""
    agency, year = draft.agency, draft.year
    cells = sound_report_cells(rng, agency.kind)
    counts = {
        "new": cells["requests.received.total"], "old": cells["requests.carried_in.total"],
        "done": cells["requests.concluded.total"], "left": cells["requests.carried_out.total"],
        "review": cells["proceedings.reconsideration.total"],
        "suits": cells["proceedings.litigation_direct.total"]
        + cells["proceedings.litigation_after_reconsideration.total"],
        "year": year,
    }  # fmt: skip
    figures = {
        "received": rng.choice(RECEIVED).format(**counts),
        "cases": rng.choice(CASES).format(**counts),
    }
    overview = _overview(draft, figures, rng.choice(HEADING_STYLES))
    problems = _problems(draft)
    report = DrawnReport(
        title=f"{agency.name}\n{year}年政府信息公开工作年度报告",
        preface=rng.choice(PREFACES).format(agency=agency.name, year=year),
        sections={
            "overview": overview, "proactive": "", "requests": "", "proceedings": "",
            "problems": problems, "other": rng.choice(OTHERS).format(year=year),
        },
        cells=cells,
        signature=agency.name,
        date=f"{year + 1}年1月{rng.randint(8, 29)}日",
        agency=agency.name,
        kind=agency.kind,
        year=year,
    )  # fmt: skip
    return Written(text_of(report, rng.choice(("tabs", "bars"))), overview, problems)
