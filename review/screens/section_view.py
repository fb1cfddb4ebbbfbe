"""The parts of a report as the screen draws them: text with marks, tables, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from review.classifier.explanation import explain
from review.model import TABLE_KEYS
from review.report.forms import FORM_IDS, Form, all_cell_keys, load_form
from review.screens.finding_view import BOILERPLATE, SHADING, helps, section_of
from review.screens.table_view import DrawnTable, draw_table
from review.screens.text_view import SHADED, Run, paragraph_starts, runs

SHORT_NAMES: Mapping[str, tuple[str, str]] = {
    "front": ("", "标题和前言"),
    "overview": ("一", "总体情况"),
    "proactive": ("二", "主动公开"),
    "requests": ("三", "申请办理"),
    "proceedings": ("四", "复议诉讼"),
    "problems": ("五", "问题改进"),
    "other": ("六", "其他事项"),
    "end": ("", "落款"),
}


class DrawnSection(TypedDict):
    """A section: its heading, paragraphs of runs, its table or what is to be said in its place.

    `starts`: where each paragraph begins in the section's text, in characters.
    `findings`: those to be decided that touch it, by their place in the list.
    """

    key: str
    numeral: str
    name: str
    heading: str
    present: bool
    paragraphs: list[list[Run]]
    starts: list[int]
    table: DrawnTable | None
    missing: str
    findings: list[int]


@dataclass(frozen=True, slots=True)
class _Touched:
    """What findings and claims touch, by section (cells by key)."""

    spans: dict[str, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))
    reasons: dict[str, list[tuple[int, int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cells: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sections: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    said: dict[str, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))


def _touched(
    findings: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]
) -> _Touched:
    touched = _Touched()
    for place, finding in enumerate(findings):
        sections = {section_of(finding)}
        for e in finding["evidence"]:
            if e.get("source"):
                continue
            if "cell" in e:
                touched.cells[e["cell"]].append(place)
                sections.add(e["cell"].split(".", 1)[0])
                continue
            section, start, end = e["section"], e["start"], e["end"]
            touched.spans[section].append((start, end, place))
            sections.add(section)
            if finding["code"] == BOILERPLATE:
                touched.reasons[section].append((start, end, explain(e["quote"])))
        if not helps(finding):
            for section in sections:
                touched.sections[section].add(place)
    for place, claim in enumerate(claims):
        touched.said[claim["section"]].append((claim["start"], claim["end"], place))
    return touched


def drawn_sections(
    report: Mapping[str, Any],
    form_id: str,
    findings: Sequence[Mapping[str, Any]],
    claims: Sequence[Mapping[str, Any]],
) -> list[DrawnSection]:
    """All sections of the report, each with what findings and claims mark in it."""
    touched = _touched(findings, claims)
    levels = [SHADED if f["code"] in SHADING else f["severity"] for f in findings]
    drawn: list[DrawnSection] = []
    for section in report["sections"]:
        key = section["key"]
        table, missing = None, ""
        if key in TABLE_KEYS:
            cells = {k: c for k, c in report["tables"].items() if k.startswith(f"{key}.")}
            form = _form_of_table(cells, form_id)
            if cells:
                table = draw_table(form, form.tables[key], cells, touched.cells)
            else:
                missing = _why_no_table(form.tables[key].label, findings)
        numeral, name = SHORT_NAMES[key]
        drawn.append(
            {
                "key": key,
                "numeral": numeral,
                "name": name,
                "heading": section["heading"],
                "present": section["present"],
                "paragraphs": runs(
                    section["text"],
                    touched.spans[key],
                    levels,
                    touched.said[key],
                    touched.reasons[key],
                ),
                "starts": paragraph_starts(section["text"]),
                "table": table,
                "missing": missing,
                "findings": sorted(touched.sections[key]),
            }
        )
    return drawn


def _form_of_table(cells: Iterable[str], form_id: str) -> Form:
    """The form whose cells these are: one table may be of another form than the rest (S201)."""
    found = set(cells)
    ids = sorted(FORM_IDS, key=lambda i: (-len(found.intersection(all_cell_keys(i))), i != form_id))
    return load_form(ids[0])


def _why_no_table(label: str, findings: Sequence[Mapping[str, Any]]) -> str:
    for finding in findings:
        if finding["code"] in ("S202", "S206") and label in finding["message"]:
            return str(finding["message"])
    return f"没有读到{label}，请对照原文件核对。"
