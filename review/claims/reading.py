"""All claims of a report, with offsets into its sections."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.claims.grammar import read_statements
from review.claims.phrases import find_phrases, find_quantities
from review.claims.statements import Context, Statement, Subject
from review.claims.verdicts import judge
from review.model import Report, SectionKey
from review.outcome import Claim, Sentence
from review.zh.folding import Folded, fold_with_map

_WORTH_READING = re.compile(r"[0-9０-９零〇一二两三四五六七八九十百]|[未无没均都]|全部|悉数")
_ON_REQUEST = re.compile(r"依申请公开|政府信息公开申请|信息公开申请")
_SECTIONS: tuple[SectionKey, ...] = (
    "front",
    "overview",
    "proactive",
    "requests",
    "proceedings",
    "problems",
    "other",
)


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim for the JSON with the statement behind it, for the checks."""

    claim: Claim
    statement: Statement


def _contexts(
    sentences: Sequence[Sentence], texts: Mapping[SectionKey, str]
) -> dict[str, tuple[bool, bool]]:
    """For each sentence: does its paragraph speak of requests, and of disclosure at all?

    A heading (（二）依申请公开情况) or a sentence that names requests governs what follows it,
    up to the next heading; parts 三 and 四 speak of nothing else.
    """
    out: dict[str, tuple[bool, bool]] = {}
    section: SectionKey | None = None
    on_request = ogi = headed = False
    last_end = 0
    for sentence in sentences:
        own_part = sentence.section in ("requests", "proceedings")
        if sentence.section != section:
            section = sentence.section
            on_request, ogi, headed = section == "requests", own_part, own_part
        elif (
            not headed
            and sentence.start > last_end
            and "\n" in texts[section][last_end : sentence.start]
        ):
            # what a paragraph without a heading speaks of ends with it
            on_request = ogi = False
        last_end = sentence.end
        if sentence.role == "heading":
            headed = True
            on_request = bool(_ON_REQUEST.search(sentence.text)) or section == "requests"
            ogi = on_request or "复议" in sentence.text or own_part
        elif _ON_REQUEST.search(sentence.text):
            on_request = ogi = True
        out[sentence.id] = (on_request, ogi)
    return out


def _own_names(agency: str) -> tuple[str, ...]:
    """What the body calls itself: its name, its ends (县水务局), 县政府 for 某县人民政府."""
    names = [agency[i:] for i in range(len(agency) - 2)]
    names += [n.replace("人民政府", "政府") for n in names if "人民政府" in n and len(n) > 5]
    return tuple(sorted((n for n in names if n), key=len, reverse=True))


def read_claims(report: Report, sentences: Sequence[Sentence]) -> list[ReadClaim]:
    """Claims over statutory cells in all sections but the signature, in reading order."""
    texts = {s.key: s.text for s in report.sections}
    contexts = _contexts(sentences, texts)
    chosen = [
        s
        for s in sentences
        if s.section in _SECTIONS and s.role != "heading" and _WORTH_READING.search(s.text)
    ]
    folded: list[Folded] = [fold_with_map(s.text) for s in chosen]
    phrases = find_phrases([f.text for f in folded])
    cells = report.cells
    values = {key: cell.value for key, cell in cells.items()}
    merged = frozenset(
        key for table in report.tables.values() if table.merged for key in table.absent
    )
    agency = fold_with_map(report.agency.name).text
    names = _own_names(agency)
    out: list[ReadClaim] = []
    subject: Subject = ""
    place: tuple[str, int] = ("", 0)
    for sentence, fold, found in zip(chosen, folded, phrases, strict=True):
        on_request, ogi = contexts[sentence.id]
        own_part = sentence.section in ("requests", "proceedings")
        here = (sentence.section, texts[sentence.section].count("\n", 0, sentence.start))
        if here != place:
            # what a paragraph spoke of last does not outlast it
            subject, place = "", here
        part_named = any(p.family == "scope" and p.name == "part" for p in found)
        context = Context(
            report.agency.kind, report.year, on_request, ogi, names, subject, own_part, part_named
        )
        statements, subject = read_statements(fold.text, found, find_quantities(fold.text), context)
        for statement in statements:
            start, end = fold.source_span(statement.start, statement.end)
            verdict, reading = judge(statement, values, merged)
            quantity = statement.quantity
            claim = Claim(
                sentence=sentence.id,
                section=sentence.section,
                quote=sentence.text[start:end],
                start=sentence.start + start,
                end=sentence.start + end,
                kind=statement.kind,
                cells=reading,
                relation=quantity.relation if quantity else "=",  # type: ignore[arg-type]
                value=quantity.value if quantity else None,
                verdict=verdict,
                low=quantity.low if quantity else None,
                high=quantity.high if quantity else None,
                base=statement.whole[0] if statement.whole else (),
            )
            out.append(ReadClaim(claim, statement))
    return out
