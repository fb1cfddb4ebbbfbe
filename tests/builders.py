"""Reports drawn as text for the tests of checks: a sound report, and what an `Example` changes in it.

The report is that of 清和县商务局 for 2023. Its tables are drawn from the form data, a row a line,
cells parted by tabs, nothing where a merged cell hangs down. Its figures: two applications, both by
natural persons and none carried in; one granted, one withheld (内部事务); no proceedings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from review.checking import Example
from review.copying.batch_map import CopyMap, by_report
from review.copying.shared_passage import handed
from review.copying.texts import own_text
from review.finding import Finding
from review.model import PART_KEYS, SECTION_KEYS, Report, SectionKey
from review.outcome import Review
from review.pipeline import recognise, review_bytes, review_recognised
from review.profile import Profile, load_profile
from review.report.forms import FormTable, Row, load_form

AGENCY = "清和县商务局"
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"
HEADINGS: Mapping[SectionKey, str] = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
SECTIONS: Mapping[SectionKey, str] = {
    "front": (
        "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发"
        "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号），"
        f"{AGENCY}编制了本报告。报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
    ),
    "overview": (
        "2023年，我局围绕消费促进、外贸稳定等3项工作公开政府信息。\n"
        "（一）主动公开。通过县政府网站公开信息376条，其中促消费活动安排48条、财政信息12条。"
        "《清和县促进汽车消费若干措施》印发当日同步发布图文解读。\n"
        "（二）依申请公开。2023年，共收到政府信息公开申请2件，均为自然人提出，上年无结转。"
        "全年办结2件，其中予以公开1件，不予公开1件。\n"
        "（三）政府信息管理。办文时确定公开属性，全年审查拟公开文件31份，清理失效文件4份。\n"
        "（四）平台建设。县政府网站商务专栏新设“家电以旧换新”栏目，发布办事问答26条。\n"
        "（五）监督保障。由办公室2名工作人员负责公开工作，举办业务培训2次；"
        "当年没有需要追究责任的情形。"
    ),
    "proactive": "",
    "requests": "",
    "proceedings": "",
    "problems": (
        "上年报告指出的栏目更新不及时问题，已通过按月核对栏目完成整改。\n"
        "2023年存在的主要问题：部分企业扶持政策的解读晚于文件发布十天以上，解读形式单一。\n"
        "改进措施：2024年起政策解读与文件同步起草、同步发布，每季度至少制作一期图文解读。"
    ),
    "other": (
        "（一）信息处理费。本年度未发出收费通知，未收取政府信息公开信息处理费。\n"
        "（二）建议提案办理。承办县人大代表建议2件、县政协提案1件，办理结果均已在县政府网站公开。"
    ),
    "end": f"{AGENCY}\n2024年1月15日",
}
CELLS: Mapping[str, str] = {
    "proactive.normative_documents.issued": "1",
    "proactive.normative_documents.in_force": "6",
    "proactive.licensing.decisions": "128",
    "proactive.penalties.decisions": "3",
    **{
        f"requests.{row}.{column}": figure
        for row, figure in (
            ("received", "2"),
            ("granted", "1"),
            ("withheld.internal_affairs", "1"),
            ("concluded", "2"),
        )
        for column in ("natural_person", "total")
    },
}


@dataclass(frozen=True, slots=True)
class Base:
    """A sound report, part by part: what an example changes."""

    title: str
    sections: Mapping[SectionKey, str]
    cells: Mapping[str, str]


_NO_PROCEEDINGS, _MERGE_OTHER, _DROP_PROCEEDING = "@proceedings", "@merge_other", "@drop_proceeding"
_PSEUDO = frozenset({_NO_PROCEEDINGS, _MERGE_OTHER, _DROP_PROCEEDING})


def draw(example: Example, base: "Base | None" = None) -> str:
    """The report that an example describes, as text. AssertionError if an edit finds nothing to change.

    `base` is what the example changes: the sound report of 2023 unless another is given.

    Edits (old, new) change every place of `old` in the finished text. Three of them stand for what
    no words can say: @proceedings leaves out table 3, @merge_other draws 其他处理 as one row,
    @drop_proceeding leaves out the last figure of table 3.
    """
    assert example.sections.keys() <= set(SECTION_KEYS), "an example names an unknown section"
    form = load_form("2021")
    keys = [key for table in form.tables.values() for key in table.cell_keys()]
    assert example.cells.keys() <= set(keys), "an example names an unknown cell"
    asked = {old for old, _ in example.edits if old in _PSEUDO}
    base = base or Base(TITLE, SECTIONS, CELLS)
    raws = {**dict.fromkeys(keys, "0"), **base.cells, **example.cells}
    tables: dict[SectionKey, list[str]] = {
        "proactive": list(_blocks(form.tables["proactive"], raws)),
        "requests": list(
            _requests(form.tables["requests"], raws, merge_other=_MERGE_OTHER in asked)
        ),
        "proceedings": list(_proceedings(form.tables["proceedings"], raws)),
    }
    if _DROP_PROCEEDING in asked:
        tables["proceedings"][-1] = tables["proceedings"][-1].rpartition("\t")[0]
    if _NO_PROCEEDINGS in asked:
        del tables["proceedings"]
    texts = {**base.sections, **example.sections}
    lines = [base.title, texts["front"]]
    for key in PART_KEYS:
        lines += [HEADINGS[key], *([texts[key]] if texts[key] else [])]
        if key in tables:
            lines += ["", *tables[key], ""]
    text = "\n".join([*lines, texts["end"]]) + "\n"
    for old, new in example.edits:
        if old not in _PSEUDO:
            assert old in text, f"nothing to change: {old!r} does not stand in the report"
            text = text.replace(old, new)
    return text


def report_text(
    *,
    sections: Mapping[SectionKey, str] | None = None,
    cells: Mapping[str, str] | None = None,
    edits: tuple[tuple[str, str], ...] = (),
) -> str:
    """The sound report with other narrative, cells or words; without arguments the sound one."""
    return draw(Example("", sections or {}, cells or {}, edits))


def outdated_text() -> str:
    """The sound report with table 1 drawn after the form of 2019, every figure of it 0."""
    old, new = (load_form(form_id).tables["proactive"] for form_id in ("2021", "2019"))
    drawn = _blocks(old, {**dict.fromkeys(old.cell_keys(), "0"), **CELLS})
    zeros = dict.fromkeys(new.cell_keys(), "0")
    return report_text(edits=(("\n".join(drawn), "\n".join(_blocks(new, zeros))),))


SUBSTANCE = frozenset(["R101", "R302", "R303", "Q101", "Q102", "Q103", "Q104", "Q105", "Q106"])
"""Codes of what a narrative lacks by itself: a part replaced by one sentence has many of them."""


def beside_substance(review: Review) -> list[Finding]:
    """The findings of a review without those of `SUBSTANCE`."""
    return [finding for finding in review.findings if finding.code not in SUBSTANCE]


def review_text(
    text: str,
    name: str = "example.txt",
    profile: Profile | None = None,
    last_year: str | None = None,
    other: str | None = None,
) -> Review:
    """The review of a text; AssertionError where it was not taken for a report.

    `other` is another agency's report, of one batch with it.
    """
    before = None if last_year is None else last_year.encode()
    if other is not None:
        return review_beside(text, other, profile)
    review = review_bytes(text.encode(), name, profile, before)
    assert review.error is None, review.error
    return review


def review_beside(text: str, other: str, profile: Profile | None = None) -> Review:
    """The review of a text in one batch with another agency's report."""
    reports = [recognise(Path("a.txt"), each.encode()) for each in (text, other)]
    assert all(isinstance(report, Report) for report in reports), reports
    texts = [own_text(report) for report in reports if isinstance(report, Report)]
    copies = CopyMap(texts.__getitem__)
    for number, each in enumerate(texts):
        copies.add(number, each)
    found = by_report(copies.shared()).get(0, [])
    shared = tuple(handed(found, texts[0], texts.__getitem__))
    assert isinstance(reports[0], Report)
    return review_recognised(reports[0], profile or load_profile(), shared=shared)


def _blocks(table: FormTable, raws: Mapping[str, str]) -> Iterator[str]:
    """Table 1: for each 第二十条 block its caption, its header and its rows."""
    for block in table.blocks:
        yield block.caption
        yield "\t".join(["信息内容", *(column.label.official for column in block.columns)])
        for row in block.rows:
            figures = (raws[table.cell_key(row, column)] for column in block.columns)
            yield "\t".join([row.label.official, *figures])


def _requests(table: FormTable, raws: Mapping[str, str], *, merge_other: bool) -> Iterator[str]:
    """Table 2: three rows of headers, then 25 rows (23 with 其他处理 as one) of 7 figures."""
    labels = [column.label.official for column in table.columns]
    inner = [column.label.official for column in table.columns if column.group]
    yield "\t".join([table.corner, table.banner])
    yield "\t".join(["", labels[0], table.column_group, labels[-1]])
    yield "\t".join(["", "", *inner, ""])
    merged = table.merged_rows[0]
    outcomes, before = "", ""
    for row in table.rows:
        figures = [raws[table.cell_key(row, column)] for column in table.columns]
        if merge_other and row.key in merged.covers:
            continue
        if merge_other and row.key == merged.key:
            yield "\t".join(["", merged.label.official, *figures])
            continue
        outcome = row.flow in ("", "sum")
        if not outcome:
            yield "\t".join([row.label.official, *figures])
            continue
        first = "" if outcomes else _outcomes_label(table)
        outcomes = outcomes or _outcomes_label(table)
        if row.group == outcomes:
            yield "\t".join([first, row.label.official, *figures])
        else:
            group = "" if row.group == before else row.group
            yield "\t".join([first, group, row.label.official, *figures])
        before = row.group


def _outcomes_label(table: FormTable) -> str:
    """The label over all outcomes: 三、本年度办理结果, the group of the row （七）总计."""
    return next(row.group for row in table.rows if row.flow == "sum")


def _proceedings(table: FormTable, raws: Mapping[str, str]) -> Iterator[str]:
    """Table 3: three rows of headers over one row of 15 figures."""
    results = [column.label.official for column in table.columns]

    def name(group: Row) -> str:
        return group.label.official

    first, *litigation = table.groups
    yield "\t".join([name(first), "行政诉讼"])
    yield "\t".join([*results, *map(name, litigation)])
    yield "\t".join(["" for _ in results] + results * len(litigation))
    yield "\t".join(raws[key] for key in table.cell_keys())
