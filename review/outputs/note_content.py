"""What a feedback note says, before it has a layout: sentences and items, each open to editing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from review.finding import Severity
from review.outputs.adopted import Decided, JsonFinding, Own, adopted_findings
from review.outputs.inert import clean_text
from review.outputs.places import cell_place, evidence_place, shown_quote
from review.outputs.rounds import Round, Rounds, compare_rounds
from review.report.forms import FORM_IDS, load_form

_NUMERALS = "一二三四五六七八九十"
LONGEST_QUOTE = 120
MOST_PLACES = 6
CUT = "……"
NO_NUMBER = "〔____〕____号"
NO_OFFICE = "（审阅单位）____________"
NO_DATE = "____年__月__日"
NO_AGENCY = "报送单位"

LABELS: Mapping[str, str] = {
    "title": "标题",
    "place": "位置和原文",
    "problem": "问题",
    "should_be": "应改为",
    "advice": "建议",
    "basis": "依据",
}
"""The fields of an item, by what a reader calls them."""
_LABELLED = re.compile(rf"({'|'.join(LABELS.values())})[：:]")


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a note. `edited`: the reviewer's words stand in it."""

    id: str
    level: Severity
    title: str
    place: str = ""
    problem: str = ""
    should_be: str = ""
    advice: str = ""
    basis: str = ""
    edited: bool = False

    @property
    def lines(self) -> Iterator[tuple[str, str]]:
        """Label and text of the fields below the title that say something."""
        for name, label in LABELS.items():
            text = getattr(self, name)
            if text and name != "title":
                yield label, text


@dataclass(frozen=True, slots=True)
class Slots:
    """What nobody but the office knows; left empty, each becomes a blank to fill by hand."""

    office: str = ""
    number: str = ""
    deadline: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A whole note: `groups` by level, the gravest first, none of them empty.

    `compared`: what became of the points of the round before, where there was one.
    """

    subject: str
    agency: str
    opening: str
    groups: tuple[tuple[Severity, str, tuple[Item, ...]], ...]
    compared: Rounds | None
    closing: str
    slots: Slots = field(default_factory=Slots)
    draft: bool = False

    @property
    def items(self) -> Iterator[Item]:
        """All points in order."""
        for _, _, items in self.groups:
            yield from items

    @property
    def rounds(self) -> tuple[str, ...]:
        """The sentences on the round before."""
        return tuple(_rounds(self.compared)) if self.compared else ()

    @property
    def title(self) -> str:
        """The title of the letter."""
        return f"关于《{self.subject}》的审阅反馈意见"


def report_name(document: Mapping[str, Any]) -> str:
    """What the note calls the report."""
    report = document["report"]
    if report["agency"] and report["year"]:
        return f"{report['agency']}{report['year']}年政府信息公开工作年度报告"
    return str(report["title"] or document["source"]["name"])


def plain_text(item: Item) -> str:
    """An item as the reviewer edits it: 标题：…, 问题：…, a field a line."""
    return "\n".join(f"{label}：{text}" for label, text in (("标题", item.title), *item.lines))


def edited_item(item: Item, text: str) -> Item:
    """The item with the reviewer's text in place of its own; a line without a label goes on.

    Text that says what the item says leaves it as it is.
    """
    text = text.replace("\r\n", "\n").strip()
    if text == plain_text(item).strip():
        return item
    names = {label: name for name, label in LABELS.items()}
    fields: dict[str, list[str]] = {}
    name = "problem"
    for line in text.split("\n"):
        found = _LABELLED.match(line.strip())
        if found:
            name, line = names[found[1]], line.strip()[found.end() :]
        fields.setdefault(name, []).append(line.strip())
    said = {name: "\n".join(lines).strip() for name, lines in fields.items()}
    return Item(
        id=item.id,
        level=item.level,
        title=said.pop("title", item.title) or item.title,
        edited=True,
        **said,
    )


def make_note(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    *,
    own: Iterable[Own] = (),
    edits: Mapping[str, str] | None = None,
    slots: Slots = Slots(),
    previous: Round | None = None,
    draft: bool = False,
) -> Note:
    """What the note on a review says. `edits` are texts of items by id (see `plain_text`)."""
    adopted = adopted_findings(document, decisions, own)
    points = [f["id"] for found in adopted.values() for f in found]
    compared = compare_rounds(previous, document, points) if previous else None
    gone = {f["id"] for f in compared.mended} if compared else set()
    again = {same for _, same in compared.again} if compared else set()
    groups: list[tuple[Severity, str, tuple[Item, ...]]] = []
    for level, findings in adopted.items():
        items = tuple(
            _item(f, document, decisions, edits or {}, f["id"] in again)
            for f in findings
            if f["id"] not in gone
        )
        if items:
            heading = f"{_NUMERALS[len(groups)]}、{level.label}（{len(items)}条）"
            groups.append((level, heading, items))
    return Note(
        subject=report_name(document),
        agency=document["report"]["agency"] or NO_AGENCY,
        opening=_opening(document, {level: len(items) for level, _, items in groups}),
        groups=tuple(groups),
        compared=compared,
        closing=_closing(slots.deadline) if groups else "",
        slots=slots,
        draft=draft,
    )


def _item(
    finding: JsonFinding,
    document: Mapping[str, Any],
    decisions: Mapping[str, Decided],
    edits: Mapping[str, str],
    again: bool,
) -> Item:
    form_id = document["report"]["form"]
    decision = decisions.get(finding["id"])
    rewritten = decision.edited.strip() if decision else ""
    stands = list(dict.fromkeys(stand(form_id, finding["code"], e) for e in finding["evidence"]))
    more = f"等{len(stands)}处" if len(stands) > MOST_PLACES else ""
    item = Item(
        id=finding["id"],
        level=Severity(finding["severity"]),
        title=finding["title"] + ("（上次意见，仍未改正）" if again else ""),
        place="；".join(stands[:MOST_PLACES]) + more,
        problem=rewritten or finding["message"],
        should_be=_should_be(finding, document),
        advice=finding["advice"],
        basis=finding["basis"],
        edited=bool(rewritten),
    )
    text = edits.get(finding["id"])
    return item if text is None else edited_item(item, text)


def stand(form_id: str, code: str, evidence: Mapping[str, Any]) -> str:
    """Where it stands and what stands there: 第一部分 总体情况“收到申请12件”."""
    place = evidence_place(form_id, evidence)
    quote = shown_quote(code, evidence).strip()
    if not quote:
        return f"{place}（空白）" if "cell" in evidence else place
    more = CUT if len(quote) > LONGEST_QUOTE else ""
    return f"{place}“{quote[:LONGEST_QUOTE]}”{more}"


def _should_be(finding: JsonFinding, document: Mapping[str, Any]) -> str:
    """The one correction that explains the fault: 第三部分表格…列由“10”改为“9”（请核对台账）."""
    proposal = finding["proposal"]
    if not proposal:
        return ""
    place = cell_place(document["report"]["form"], proposal["cell"])
    cell = document["report"]["tables"].get(proposal["cell"])
    raw = cell["raw"].strip() if cell else ""
    now = f"由“{raw}”" if raw else "由空白"
    return f"{place}{now}改为“{figure_text(proposal['value'])}”，请核对后修改"


def figure_text(value: float) -> str:
    """A number as the forms have it: no exponent, no needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:.10f}".rstrip("0")


def _opening(document: Mapping[str, Any], counts: Mapping[Severity, int]) -> str:
    form_id = document["report"]["form"]
    form = load_form(form_id if form_id in FORM_IDS else FORM_IDS[0])
    total = sum(counts.values())
    by_level = "，".join(f"{level.label}{count}条" for level, count in counts.items())
    result = f"共提出意见{total}条（{by_level}），反馈如下。" if total else "没有提出修改意见。"
    return (
        f"你单位报送的《{report_name(document)}》收悉。经对照《中华人民共和国政府信息公开条例》"
        f"和年度报告格式（{form.basis}）审阅，{result}"
    )


def _rounds(rounds: Rounds) -> Iterator[str]:
    """What became of the points of the round before."""
    if not rounds.told:
        return
    counts = [f"已改正{len(rounds.mended)}条", f"仍未改正{len(rounds.again)}条"]
    if rounds.unclear:
        counts.append(f"需要另行核对{len(rounds.unclear)}条")
    yield (
        f"上次审阅提出意见{rounds.told}条，本次重新报送后{'，'.join(counts)}；"
        f"本次新提出{len(rounds.new)}条。"
    )
    if rounds.mended:
        yield f"已改正的：{_titles(rounds.mended)}。"
    if rounds.unclear:
        yield f"需要另行核对的：{_titles(rounds.unclear)}。"


def _titles(findings: Iterable[JsonFinding]) -> str:
    return "；".join(dict.fromkeys(clean_text(f["title"]) for f in findings))


def _closing(deadline: str) -> str:
    return (
        f"请于{deadline or NO_DATE}前对照上述意见修改完善并重新报送；“请核实”的事项，请核对后说明情况。"
        "对意见有异议的，请一并反馈。"
    )
