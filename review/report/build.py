"""From a `Document` to a `Report`: parts, tables, then who, when and for which year."""

from collections.abc import Sequence
from types import MappingProxyType

from review.errors import FileTooLarge, NotAReport, UnsupportedFile
from review.model import (
    SECTION_KEYS,
    TABLE_KEYS,
    Block,
    Document,
    Grid,
    Paragraph,
    Report,
    Section,
    SectionKey,
)
from review.report.identity import (
    find_agency,
    find_period,
    find_published,
    find_years,
)
from review.report.lookalikes import is_empty_form, is_report
from review.report.outline import Candidate, candidates_of, choose_parts
from review.report.rows import is_number
from review.report.several import reports_in
from review.report.signatures import signature_start
from review.report.statutory import find_tables
from review.report.titles import find_title

_LOOK_AHEAD = 10
_MOST_HEADINGS = 1_000
"""Lines that could head one of six parts; each is weighed against every other."""


def _tabular_ahead(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether figures of a table follow within a few blocks."""
    figures = []
    for block in blocks:
        if isinstance(block, Grid):
            figures.append(True)
        elif isinstance(block, Paragraph):
            text = block.text
            tokens = text.split()
            figures.append(
                ("\t" in text.strip("\t") or "|" in text or text.startswith("\t"))
                or (sum(map(is_number, tokens)) >= 1 and len(text) < 60 and "。" not in text)
            )
        else:
            figures.append(True)
    return [any(figures[i + 1 : i + 1 + _LOOK_AHEAD]) for i in range(len(figures))]


def _regions(blocks: Sequence[Block], parts: Sequence[Candidate]) -> dict[SectionKey, range]:
    """For each found part the indices of the blocks behind its heading; `front` is before the first."""
    regions: dict[SectionKey, range] = {}
    first = parts[0].item if parts else len(blocks)
    regions["front"] = range(first)
    for index, part in enumerate(parts):
        end = parts[index + 1].item if index + 1 < len(parts) else len(blocks)
        regions[part.key] = range((part.second or part.item) + 1, end)
    return regions


def _join(pieces: Sequence[tuple[str, bool]]) -> str:
    """Lines to text: a wrapped line runs on into the next; others part by a line break."""
    out: list[str] = []
    runs_on = False
    for text, wrapped in pieces:
        text = text.strip()
        if not text:
            continue
        if runs_on and out:
            out[-1] += text
        else:
            out.append(text)
        runs_on = wrapped
    return "\n".join(out)


def _pieces(
    blocks: Sequence[Block], items: Sequence[int], used: frozenset[int]
) -> list[tuple[str, bool]]:
    out = []
    for item in items:
        block = blocks[item]
        if isinstance(block, Paragraph) and item not in used:
            out.append((block.text, block.wrapped))
    return out


def _sections(
    blocks: Sequence[Block],
    parts: Sequence[Candidate],
    regions: dict[SectionKey, range],
    used: frozenset[int],
    agency: str,
) -> tuple[Section, ...]:
    found: dict[SectionKey, Section] = {}
    front = _join(_pieces(blocks, regions["front"], used))
    found["front"] = Section("front", "", bool(front), front)
    closing = ""
    for index, part in enumerate(parts):
        block = blocks[part.item]
        assert isinstance(block, Paragraph)
        pieces = _pieces(blocks, regions[part.key], used)
        heading, rest = block.text[: part.end].strip(), block.text[part.end :]
        if part.second is not None:
            following = blocks[part.second]
            heading += following.text.strip() if isinstance(following, Paragraph) else ""
        if rest.strip():
            pieces.insert(0, (rest, block.wrapped))
        if index == len(parts) - 1:
            cut = signature_start([text for text, _ in pieces], agency)
            closing = _join(pieces[cut:])
            pieces = pieces[:cut]
        found[part.key] = Section(part.key, heading.rstrip("。：: "), True, _join(pieces))
    found["end"] = Section("end", "", bool(closing), closing)
    return tuple(found.get(key, Section(key)) for key in SECTION_KEYS)


def _lines(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    return [(i, b.text) for i, b in enumerate(blocks) if isinstance(b, Paragraph)]


def _refuse_several(lines: Sequence[tuple[int, str]], candidates: Sequence[Candidate]) -> None:
    """UnsupportedFile where the file holds more than one report."""
    found = reports_in(lines, candidates)
    if len(found) > 1:
        names = "、".join(part.label for part in found[:4]) + ("等" if len(found) > 4 else "")
        raise UnsupportedFile(
            f"这份文件里有{len(found)}份年度报告（{names}），请拆成一份一个文件后再提交。"
        )


def build_report(document: Document) -> Report:
    """Recognise an annual report in a document.

    NotAReport if it is none, UnsupportedFile if it holds several.
    """
    blocks = document.blocks
    lines = _lines(blocks)
    candidates = candidates_of(lines)
    if len(candidates) > _MOST_HEADINGS:
        raise FileTooLarge(
            f"文件中像章节标题的行超过{_MOST_HEADINGS}行，不像一份年度报告。"
            "请删去无关内容，只提交年度报告本身。"
        )
    _refuse_several(lines, candidates)
    parts = choose_parts(candidates, _tabular_ahead(blocks), lines)
    regions = _regions(blocks, parts)
    tables = find_tables(
        blocks,
        {key: regions[key] for key in TABLE_KEYS if key in regions},
        range(len(blocks)),
        printed=document.source.media_type == "application/pdf",
    )
    title = find_title(lines)
    if is_empty_form(lines, parts, tables):
        raise NotAReport("这是没有填写的空白格式，不是一份年度报告，请提交填好的报告。")
    if not is_report(title, parts, tables, lines):
        raise NotAReport(
            "没有找到年度报告的标题、六个部分或三张表格，这不像一份政府信息公开工作年度报告，请核对文件。"
        )
    sections = _sections(blocks, parts, regions, tables.used, title.agency if title else "")
    period = find_period(sections, title.year if title else None)
    published, published_span = find_published(sections)
    year, years = find_years(title, period, published, sections)
    return Report(
        source=document.source,
        title=title.text if title else "",
        agency=find_agency(title, sections),
        year=year,
        years=years,
        period=period,
        published=published,
        published_span=published_span,
        form=tables.form.id,
        sections=sections,
        tables=MappingProxyType(tables.tables),
        remarks=document.remarks,
        part_order=tuple(part.key for part in parts),
    )
