"""Nothing leaves the house unproved: every quote and figure of a note is looked up in its source.

Three measures. A quote of the report must stand, letter for letter, at its place in the section's
text or in the cell. A figure of a sentence that the program wrote must be a count of the note, or
stand in the evidence, the tables, the form, or the finding itself. What the reviewer wrote may say
what no source has: that is listed, for the reviewer to confirm.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from review.errors import ReviewError
from review.outputs.adopted import JsonFinding, section_text
from review.outputs.note_content import CUT, Item, Note, Slots, plain_text, stand
from review.outputs.places import SECTION_NAMES, cell_place
from review.report.forms import FORM_IDS, load_form
from review.zh.folding import fold
from review.zh.numerals import CHINESE_NUMERAL, chinese_number

_FIGURE = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_COUNTED = re.compile(
    rf"({CHINESE_NUMERAL})(?=件|条|个|份|宗|次|项|人|名|起|期|场|篇|处|万元|元|年|月|日|%)"
)
_QUOTE = re.compile(r"“([^“”]+)”")
_MASK = "****"
_MASKED_NUMBER = re.compile(r"\d{3}\*{4}\w{4}")
_LONGEST_SHOWN = 20


class NoteRefused(ReviewError):
    """A note was asked for that must not leave: open musts, or what no source proves."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A quote or figure in the reviewer's own words that was found in no source."""

    item: str
    title: str
    found: str

    @property
    def sentence(self) -> str:
        """For the reviewer."""
        shown = self.found if len(self.found) <= _LONGEST_SHOWN else self.found[:19] + "…"
        return f"“{self.title}”一条中的“{shown}”在报告和审阅结果中找不到，请核对。"


def verify(
    note: Note,
    document: Mapping[str, Any],
    findings: Mapping[str, JsonFinding],
    last_year: Mapping[str, Any] | None = None,
) -> tuple[Doubt, ...]:
    """Look up all that the note says; `findings` by id are those that its items tell.

    NoteRefused where something that the program wrote is not so; the warnings are for what the
    reviewer wrote. `last_year` is the review of last year's report, where it is at hand.
    """
    warnings: list[Doubt] = []
    counted = _figures_of_frame(note) | figures(_frame_words(note, document))
    for text in (note.opening, *note.rounds, *(heading for _, heading, _ in note.groups)):
        for figure in figures(text) - counted:
            raise NoteRefused(f"反馈意见中的数字“{figure}”没有出处，未生成；请重新审阅这份报告。")
    for item in note.items:
        finding = findings[item.id]
        for evidence in finding["evidence"]:
            _prove(evidence, finding["title"], document, last_year)
        if item.edited:
            warnings += _unproved(item, finding, note, document)
        else:
            _check_figures(item, finding, document)
            _check_quotes(item, finding, document)
    return tuple(warnings)


def figures(text: str) -> set[Decimal]:
    """The figures of a text, in digits or in Chinese before a measure word; none goes over a line."""
    # blanks within a line part no figure (3 5件 is 35件), line breaks do
    folded = "\n".join(map(fold, text.split("\n")))
    found = {Decimal(f.replace(",", "")) for f in _FIGURE.findall(folded)}
    for numeral in _COUNTED.findall(folded):
        value = chinese_number(numeral)
        if value is not None:
            found.add(Decimal(value))
    return found


# --- quotes of the report ---


def prove(finding: JsonFinding, document: Mapping[str, Any]) -> None:
    """NoteRefused unless all that a finding quotes of this report stands at its place."""
    for evidence in finding["evidence"]:
        _prove(evidence, finding["title"], document, None)


def proved_sentence(sentence: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    """Whether a sentence of a review stands at its place in the section."""
    text = section_text(document, sentence["section"])
    return bool(text[sentence["start"] : sentence["end"]] == sentence["text"])


def _prove(
    evidence: Mapping[str, Any],
    title: str,
    document: Mapping[str, Any],
    last_year: Mapping[str, Any] | None,
) -> None:
    """The quote stands at its place; of another report it is proved where that is at hand."""
    source = evidence.get("source")
    if source:
        if last_year is None or last_year["source"]["sha256"] != source.get("sha256"):
            return
        document = last_year
    if "cell" in evidence:
        cell = document["report"]["tables"].get(evidence["cell"])
        # a cell that was refused or is absent has no raw to hold against
        stands = evidence["raw"] == (cell["raw"] if cell else "")
    else:
        text = section_text(document, evidence["section"])
        stands = text[evidence["start"] : evidence["end"]] == evidence["quote"]
    if not stands:
        quote = str(evidence.get("quote", evidence.get("raw")))[:_LONGEST_SHOWN]
        raise NoteRefused(
            f"“{title}”一条引用的原文“{quote}”在报告中找不到，文件未生成；"
            "请重新审阅这份报告，或者修改、不采纳这一条。"
        )


def _check_quotes(item: Item, finding: JsonFinding, document: Mapping[str, Any]) -> None:
    """What stands in quotation marks behind a place is the evidence's, cut or masked at most."""
    form_id = document["report"]["form"]
    known = "\n".join(_evidence_words(finding, form_id))
    # the place may end in the middle of a quote that has quotation marks of its own
    for quote in _QUOTE.findall(item.place):
        parts = quote.split(_MASK) if _MASK in quote else [quote]
        if not all(part in known for part in parts):
            raise NoteRefused(
                f"“{item.title}”一条引用的原文“{quote[:_LONGEST_SHOWN]}”没有出处，反馈意见未生成。"
            )


# --- figures ---


def _check_figures(item: Item, finding: JsonFinding, document: Mapping[str, Any]) -> None:
    form_id, code = document["report"]["form"], finding["code"]
    allowed = figures("\n".join(_proofs(finding, document))) | _proposed(finding)
    allowed.add(Decimal(len({stand(form_id, code, e) for e in finding["evidence"]})))
    for text in (item.place, item.should_be):
        masked = _MASKED_NUMBER.sub("", text)
        for figure in figures(masked) - allowed:
            # a quote that was cut may end within a figure
            if CUT not in text or not _begins(figure, allowed):
                raise NoteRefused(
                    f"“{item.title}”一条中的数字“{figure}”没有出处，反馈意见未生成；"
                    "请重新审阅这份报告，或者修改、不采纳这一条。"
                )


def _begins(figure: Decimal, allowed: set[Decimal]) -> bool:
    return any(str(known).startswith(str(figure)) for known in allowed)


def _proofs(finding: JsonFinding, document: Mapping[str, Any]) -> Iterator[str]:
    """The texts that may prove what an item says."""
    form_id = document["report"]["form"]
    yield from _evidence_words(finding, form_id)
    for name in ("message", "advice", "basis", "title"):
        yield finding[name]
    proposal = finding["proposal"]
    if proposal:
        yield cell_place(form_id, proposal["cell"])
        cell = document["report"]["tables"].get(proposal["cell"])
        yield cell["raw"] if cell else ""


def _proposed(finding: JsonFinding) -> set[Decimal]:
    proposal = finding["proposal"]
    return {Decimal(str(proposal["value"])).normalize()} if proposal else set()


def _evidence_words(finding: JsonFinding, form_id: str) -> Iterator[str]:
    for evidence in finding["evidence"]:
        yield str(evidence.get("quote", evidence.get("raw", "")))
        if "cell" in evidence:
            yield cell_place(form_id, evidence["cell"])
        else:
            yield SECTION_NAMES.get(evidence["section"], "")
        source = evidence.get("source")
        if source:
            yield f"{source.get('agency') or ''}{source.get('year') or ''}年报告"


# --- what frames the items ---


def _figures_of_frame(note: Note) -> set[Decimal]:
    """The counts that the sentences around the items may tell: recounted from the items."""
    counts = {Decimal(len(items)) for _, _, items in note.groups}
    counts.add(Decimal(sum(len(items) for _, _, items in note.groups)))
    rounds = note.compared
    if rounds:
        became = (rounds.mended, rounds.again, rounds.unclear, rounds.new)
        counts |= {Decimal(len(points)) for points in became}
        counts.add(Decimal(sum(len(points) for points in became[:3])))
    return counts


def _frame_words(note: Note, document: Mapping[str, Any]) -> str:
    form_id = document["report"]["form"]
    form = load_form(form_id if form_id in FORM_IDS else FORM_IDS[0])
    rounds = note.compared
    titles = [f["title"] for f in (*rounds.mended, *rounds.unclear)] if rounds else []
    return "\n".join((note.subject, note.agency, form.basis, *titles))


# --- what the reviewer wrote ---


def _unproved(
    item: Item, finding: JsonFinding, note: Note, document: Mapping[str, Any]
) -> Iterator[Doubt]:
    """Quotes may come from anywhere in the report; figures from the parts that the item is about."""
    report = document["report"]
    proofs = [*_proofs(finding, document), note.subject, _slot_words(note.slots), item.level.label]
    everywhere = [s["text"] + s["heading"] for s in report["sections"]]
    everywhere += [cell["raw"] for cell in report["tables"].values()]
    words = fold("\n".join([*everywhere, *proofs]))
    numbers = figures("\n".join([*_parts_of(finding, document), *proofs])) | _proposed(finding)
    numbers.add(Decimal(len(finding["evidence"])))
    text = plain_text(item)
    for quote in dict.fromkeys(_QUOTE.findall(text)):
        if fold(quote) in words:
            text = text.replace(f"“{quote}”", "")
        elif _MASK not in quote:
            yield Doubt(item.id, item.title, quote)
    for figure in sorted(figures(_MASKED_NUMBER.sub("", text)) - numbers):
        yield Doubt(item.id, item.title, f"{figure:f}")


def _parts_of(finding: JsonFinding, document: Mapping[str, Any]) -> Iterator[str]:
    """The texts of the sections and the cells of the tables that a finding's evidence names."""
    own = [e for e in finding["evidence"] if not e.get("source")]
    for section in {e["section"] for e in own if "section" in e}:
        yield section_text(document, section)
    tables = {e["cell"].split(".")[0] for e in own if "cell" in e}
    for key, cell in document["report"]["tables"].items():
        if key.split(".")[0] in tables:
            yield cell["raw"]


def _slot_words(slots: Slots) -> str:
    return f"{slots.deadline}\n{slots.date}"
